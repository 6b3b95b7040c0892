/** Quotes and lists nested deeper than this many characters of markers and indent are read as nested this deep. */
const MAX_PREFIX = 100;
/** A block with more marks than this, or a row with more cells, is read as it stands: parsing takes their square. */
const MAX_MARKS = 2000;
const MAX_CELLS = 500;

const PREFIX = /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
const MARKS = /[*_[\]`<!]/g;
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
    for (const line of marks >= MAX_MARKS ? asCode(block) : block) tamed.push(line);
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
    if (!line.trim()) {
      flush();
      if (tamed.at(-1) !== '' || tamed.at(-2) !== '') tamed.push('');
      continue;
    }
    block.push(line);
    const cells = line.match(/\|/g)?.length ?? 0;
    marks += (line.match(MARKS)?.length ?? 0) + (cells > MAX_CELLS ? MAX_MARKS : 0);
  }
  flush();
  return tamed.join('\n');
}

function shallow(line: string): string {
  const [prefix] = PREFIX.exec(line)!;
  return prefix.length > MAX_PREFIX ? prefix.slice(0, MAX_PREFIX) + line.slice(prefix.length) : line;
}

/** Lines inside a fence that none of them can close. */
function asCode(lines: string[]): string[] {
  const tildes = (line: string) => /^\s*(~+)/.exec(line)?.[1]!.length ?? 0;
  const longest = lines.reduce((most, line) => Math.max(most, tildes(line)), 2);
  const fence = '~'.repeat(longest + 1);
  return [fence, ...lines, fence];
}
