import { attribute, elements, isElement, type Element, type Node } from './html-tree.js';
import { count, numeral, type Counts } from './list-numbers.js';

/** A level of a list or of the outline; `pattern` has "%1%" for the number of the first level. */
interface Level {
  format: string;
  pattern: string;
  start: number;
}

/** By name of the list's style, then by level, counted from 1. */
export type ListStyles = Map<string, Map<number, Level>>;

/** Stands for the numbers of headings that are in no list. */
const OUTLINE = 'text:outline-style';
const FORMATS: Record<string, string> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '': 'none',
};

/** The numbered levels of all list styles (OpenDocument 1.3, part 3, 16.30 to 16.34). */
export function readListStyles(sources: Node[]): ListStyles {
  const styles: ListStyles = new Map();
  const isList = ({ tagName }: Element) => tagName === 'text:list-style' || tagName === OUTLINE;
  for (const style of sources.flatMap((source) => elements(source, isList))) {
    const levels = new Map<number, Level>();
    for (const one of style.childNodes.filter(isElement)) {
      if (!/^text:(?:list-level-style-number|outline-level-style)$/.test(one.tagName)) continue;
      const level = Number(attribute(one, 'text:level'));
      const format = FORMATS[attribute(one, 'style:num-format') ?? ''] ?? 'decimal';
      const start = Number(attribute(one, 'text:start-value') ?? 1);
      levels.set(level, { format, start, pattern: patternOf(one, level, levels) });
    }
    styles.set(style.tagName === OUTLINE ? OUTLINE : (attribute(style, 'style:name') ?? ''), levels);
  }
  return styles;
}

/** What LibreOffice says in its own words, or what the standard's three attributes say. */
function patternOf(element: Element, level: number, above: Map<number, Level>): string {
  const written = attribute(element, 'num-list-format');
  if (written !== undefined) return written;
  const shown = Number(attribute(element, 'text:display-levels') ?? 1);
  const numbers: string[] = [];
  for (let at = Math.max(1, level - shown + 1); at <= level; at++)
    if (at === level || above.get(at)?.format !== 'none') numbers.push(`%${at}%`);
  const [before, after] = ['style:num-prefix', 'style:num-suffix'].map(
    (name) => attribute(element, name) ?? '',
  );
  return before + numbers.join('.') + after;
}

/** A list that is being read, or one inside it, which counts on a deeper level. */
interface OpenList {
  style: string;
  depth: number;
  counts: Counts;
}

/** Numbers the items and headings of a text in their order. */
export function odfNumbers(styles: ListStyles) {
  const open: OpenList[] = [];
  const byStyle = new Map<string, Counts>();
  const byId = new Map<string, Counts>();
  const outline: Counts = [];

  const next = (style: string, level: number, counts: Counts, given: number | undefined): string | null => {
    const levels = styles.get(style);
    const shown = levels?.get(level);
    if (given !== undefined) counts[level - 1] = given - 1;
    count(counts, level - 1, (at) => levels?.get(at + 1)?.start ?? 1);
    if (!shown) return null;
    if (shown.format === 'none') return '';
    return shown.pattern.replace(/%(\d+)%/g, (_, digits: string) => {
      const above = levels!.get(Number(digits));
      return above ? numeral(counts[Number(digits) - 1] ?? above.start, above.format) : '';
    });
  };

  return {
    openList(list: Element): void {
      const outer = open.at(-1);
      const style = attribute(list, 'text:style-name') ?? outer?.style ?? '';
      const goesOn = attribute(list, 'text:continue-numbering') === 'true' ? byStyle.get(style) : undefined;
      const follows = byId.get(attribute(list, 'text:continue-list') ?? '');
      const counts = outer?.counts ?? follows ?? goesOn ?? [];
      byStyle.set(style, counts);
      const id = attribute(list, 'id');
      if (id) byId.set(id, counts);
      open.push({ style, depth: (outer?.depth ?? 0) + 1, counts });
    },
    closeList(): void {
      open.pop();
    },
    /** The mark of an item; null for a bullet, or where a list inside it is all it has. */
    item(item: Element): string | null {
      const list = open.at(-1);
      const first = item.childNodes.find(isElement);
      if (!list || first?.tagName === 'text:list') return null;
      if (item.tagName === 'text:list-header') return '';
      return next(list.style, list.depth, list.counts, startValue(item));
    },
    /** The number of a heading outside lists; empty where it has none. */
    heading(heading: Element, level: number): string {
      if (open.length > 0 || attribute(heading, 'text:is-list-header') === 'true') return '';
      return next(OUTLINE, level, outline, startValue(heading)) ?? '';
    },
  };
}

function startValue(element: Element): number | undefined {
  const written = attribute(element, 'text:start-value') ?? '';
  return /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}
