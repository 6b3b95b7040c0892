/** Quotes and lists nested deeper than this many characters of markers and indent are read as nested this deep. */
const MAX_PREFIX = 200;
/** A block with more marks than this is read as it stands: the parser's time grows with their square. */
const MAX_MARKS = 5000;

const PREFIX = /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
const MARKS = /(\\*)([*_[\]`<!])/g;
const FENCE = /^[ \t>]*(`{3,}|~{3,})/;

/**
 * Markdown that means the same to a reader and can be parsed in time linear in its length, whatever was written
 * to prevent that.
 */
export function tame(markdown: string): string {
  const tamed: string[] = [];
  let block: string[] = [];
  let marks = 0;
  let fence = '';
  const flush = () => {
    tamed.push(...(marks > MAX_MARKS ? block.map(escaped) : block));
    block = [];
    marks = 0;
  };
  for (const raw of markdown.split('\n')) {
    const line = shallow(raw);
    const mark = FENCE.exec(line)?.[1];
    if (fence || mark) {
      flush();
      tamed.push(line);
      if (!fence) fence = mark!;
      else if (mark?.startsWith(fence)) fence = '';
      continue;
    }
    if (!line.trim()) flush();
    block.push(line);
    marks += line.match(MARKS)?.length ?? 0;
  }
  flush();
  return tamed.join('\n');
}

function shallow(line: string): string {
  const [prefix] = PREFIX.exec(line)!;
  return prefix.length > MAX_PREFIX ? prefix.slice(0, MAX_PREFIX) + line.slice(prefix.length) : line;
}

/** Every mark behind a backslash, unless it has one already. */
function escaped(line: string): string {
  return line.replace(MARKS, (all, slashes: string) => (slashes.length % 2 === 0 ? `\\${all}` : all));
}
