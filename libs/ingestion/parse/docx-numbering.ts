import { attribute, elements, isElement, type Element, type Node } from './html-tree.js';
import { relationships } from './ooxml.js';
import { parseXml } from './xml-tree.js';
import type { Package } from './zip.js';

/** A level of a list (ECMA-376 17.9.6). */
export interface Level {
  format: string;
  /** What is shown, "%1.%2" for the numbers of the levels. */
  text: string;
  start: number;
  /** Only levels above this one let it begin anew; absent: all above it. */
  restartsUnder?: number;
  /** All numbers are decimal, as in "1.2" below "I". */
  legal: boolean;
  /** The paragraph style that stands for this level. */
  style?: string;
}

export interface List {
  id: string;
  /** Lists of one definition count together. */
  definition: string;
  levels: (Level | undefined)[];
  /** Levels that begin anew where the list begins. */
  beginsAnew: number[];
}

/** What the properties of a paragraph say of its number. */
export interface NumberedBy {
  style?: string;
  /** "0" takes the number away that the style would give. */
  list?: string;
  level?: number;
  deleted?: boolean;
}

interface Style {
  basedOn?: string;
  list?: string;
  level?: number;
}

/** Chains of styles, and lists that name a style that names a list, end somewhere; in a crafted file not. */
const LONGEST_CHAIN = 30;
const DEEPEST_LEVEL = 8;

/** Which list and level a paragraph belongs to; null for a file that numbers nothing. */
export function readNumbering(
  part: Package,
  main: string,
): ((properties: NumberedBy) => { list: List; level: number } | null) | null {
  const related = relationships(part, main);
  const read = (type: string) => {
    const xml = part(related.find((one) => one.type === type)?.target ?? '');
    return xml && parseXml(xml);
  };
  const numbering = read('numbering');
  if (!numbering) return null;
  const { styles, usual } = readStyles(read('styles'));
  const lists = readLists(numbering, styles);
  if (lists.size === 0) return null;
  return ({ style = usual, list: id, level }) => {
    const chain = styleChain(styles, style);
    const list = lists.get(id ?? chain.map((one) => styles.get(one)!.list).find(Boolean) ?? '');
    if (!list) return null;
    const standsFor = () => {
      const found = list.levels.findIndex((one) => one?.style !== undefined && chain.includes(one.style));
      return found < 0 ? undefined : found;
    };
    const inherited = () => chain.map((one) => styles.get(one)!.level).find((one) => one !== undefined);
    return { list, level: level ?? standsFor() ?? inherited() ?? 0 };
  };
}

/** The style and those it is based on. */
function styleChain(styles: Map<string, Style>, from: string | undefined): string[] {
  const chain: string[] = [];
  for (let at = from; at && styles.has(at) && chain.length < LONGEST_CHAIN; at = styles.get(at)!.basedOn)
    chain.push(at);
  return chain;
}

function readStyles(root: Node | null): { styles: Map<string, Style>; usual?: string } {
  const styles = new Map<string, Style>();
  let usual: string | undefined;
  for (const style of root ? elements(root, ({ tagName }) => tagName === 'w:style') : []) {
    const id = attribute(style, 'w:styleId') ?? '';
    const properties = child(child(style, 'w:pPr'), 'w:numPr');
    styles.set(id, {
      basedOn: value(child(style, 'w:basedOn')),
      list: value(child(properties, 'w:numId')),
      level: whole(value(child(properties, 'w:ilvl'))),
    });
    if (attribute(style, 'w:type') === 'paragraph' && isOn(attribute(style, 'w:default') ?? '0')) usual = id;
  }
  return { styles, usual };
}

function readLists(numbering: Node, styles: Map<string, Style>): Map<string, List> {
  const named = (name: string) => elements(numbering, ({ tagName }) => tagName === name);
  const definitions = new Map(named('w:abstractNum').map((one) => [attribute(one, 'w:abstractNumId'), one]));
  const nums = new Map(named('w:num').map((one) => [attribute(one, 'w:numId'), one]));

  /** The definition of a list, which may name a style that has the list that has it. */
  const definitionOf = (num: Element | undefined, steps = LONGEST_CHAIN): Element | undefined => {
    const definition = definitions.get(value(child(num, 'w:abstractNumId')));
    const link = value(child(definition, 'w:numStyleLink'));
    if (link === undefined || steps === 0) return definition;
    return definitionOf(nums.get(styles.get(link)?.list), steps - 1);
  };

  const lists = new Map<string, List>();
  for (const [id, num] of nums) {
    const definition = definitionOf(num);
    if (!id || id === '0' || !definition) continue;
    const list: List = {
      id,
      definition: attribute(definition, 'w:abstractNumId')!,
      levels: [],
      beginsAnew: [],
    };
    for (const level of children(definition, 'w:lvl')) setLevel(list, level);
    for (const override of children(num, 'w:lvlOverride')) {
      for (const level of children(override, 'w:lvl')) setLevel(list, level, levelOf(override));
      const start = whole(value(child(override, 'w:startOverride')));
      const changed = list.levels[levelOf(override)];
      if (start === undefined || !changed) continue;
      changed.start = start;
      list.beginsAnew.push(levelOf(override));
    }
    lists.set(id, list);
  }
  return lists;
}

function setLevel(list: List, level: Element, at = levelOf(level)): void {
  list.levels[at] = {
    format: value(child(level, 'w:numFmt')) ?? 'decimal',
    text: value(child(level, 'w:lvlText')) ?? '',
    start: whole(value(child(level, 'w:start'))) ?? 0,
    restartsUnder: whole(value(child(level, 'w:lvlRestart'))),
    legal: isOn(value(child(level, 'w:isLgl'), '1') ?? '0'),
    style: value(child(level, 'w:pStyle')),
  };
}

function levelOf(element: Element): number {
  return Math.min(DEEPEST_LEVEL, whole(attribute(element, 'w:ilvl')) ?? 0);
}

function children(parent: Element | undefined, name: string): Element[] {
  return (parent?.childNodes ?? []).filter(isElement).filter(({ tagName }) => tagName === name);
}

function child(parent: Element | undefined, name: string): Element | undefined {
  return children(parent, name)[0];
}

/** The `w:val` of an element; `implied` where the element has none. */
function value(element: Element | undefined, implied?: string): string | undefined {
  return element && (attribute(element, 'w:val') ?? implied);
}

/** A number that counts; undefined for what is none. */
export function whole(written: string | undefined): number | undefined {
  return written !== undefined && /^\d{1,9}$/.test(written) ? Number(written) : undefined;
}

function isOn(value: string): boolean {
  return !/^(?:0|false|off)$/.test(value);
}
