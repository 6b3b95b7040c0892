import { basename } from 'node:path';
import { LANGUAGES, type Language } from '#platform';
import { readLines, readRecords } from './read-lines.js';
import { addText, type Span, type TextStore } from './text-store.js';

/**
 * What an item of a source teaches: `cloze` a sentence finds the rest of its passage, `heading` a heading finds its
 * passage, `section` a section finds its translation, `title`, `sentence` and `term` likewise for short texts.
 */
export type Task = 'cloze' | 'heading' | 'section' | 'title' | 'sentence' | 'term';

/** Training items in the order of the file, so that neighbours are about similar things. */
export interface Source {
  task: Task;
  left: Span[];
  right: Span[];
  /** Items of one document share their left side, so that neighbours would be no negatives of each other. */
  scattered?: boolean;
}

/** Files in the formats of the training folder; the languages stand in their names (pairs-da, parallel-da-de). */
export interface TrainingFiles {
  /** JSON lines {q: title and heading, p: passage}. */
  pairs: string[];
  /** JSON lines {p: passage, q?: title of its document}. */
  texts: string[];
  /** JSON lines {da_h, de_h: headings, da, de: the aligned sections}, for any two languages. */
  parallel: string[];
  /** Tab-separated: heading, its English form. */
  headings: string[];
  /** Tab-separated with a first line naming the columns da, de, en; alternatives separated by " | ". */
  terms: string[];
}

/** Alternatives beyond the third are mostly other senses of the word. */
const ALTERNATIVES = 3;

function languagesOf(path: string): Language[] {
  const parts = basename(path).split('.')[0]!.split('-');
  return parts.filter((part): part is Language => LANGUAGES.includes(part as Language));
}

function languageAt(path: string, index: number): Language {
  const language = languagesOf(path)[index];
  if (!language) throw new Error(`The name of ${path} must say its languages, such as -da or -da-en.`);
  return language;
}

/** Reads every file into the store; a text that stands in several roles is stored once for each. */
export async function readSources(store: TextStore, files: TrainingFiles): Promise<Source[]> {
  const sources: Source[] = [];
  for (const path of files.texts) sources.push(...(await readTexts(store, path)));
  for (const path of files.pairs) sources.push(...(await readPairs(store, path)));
  for (const path of files.parallel) sources.push(...(await readParallel(store, path)));
  for (const path of files.headings) sources.push(await readHeadings(store, path));
  for (const path of files.terms) sources.push(await readTerms(store, path));
  return sources.filter((source) => source.right.length > 0);
}

const emptySource = (task: Task): Source => ({ task, left: [], right: [] });

/** Adds the item when both sides have words. */
function push(source: Source, left: Span, right: Span): void {
  if (left[0] === left[1] || right[0] === right[1]) return;
  source.left.push(left);
  source.right.push(right);
}

async function readTexts(store: TextStore, path: string): Promise<Source[]> {
  const language = languageAt(path, 0);
  const cloze = emptySource('cloze');
  const titles: Source = { ...emptySource('heading'), scattered: true };
  let last: { title: string; span: Span } | undefined;
  for await (const { p, q } of readRecords<{ p: string; q?: string }>(path)) {
    const passage = addText(store, p, language);
    push(cloze, passage, passage);
    if (!q) continue;
    if (last?.title !== q) last = { title: q, span: addText(store, q, language) };
    push(titles, last.span, passage);
  }
  return [cloze, titles];
}

async function readPairs(store: TextStore, path: string): Promise<Source[]> {
  const language = languageAt(path, 0);
  const cloze = emptySource('cloze');
  const headings = emptySource('heading');
  for await (const { q, p } of readRecords<{ q: string; p: string }>(path)) {
    const passage = addText(store, p, language);
    push(cloze, passage, passage);
    push(headings, addText(store, q, language), passage);
  }
  return [cloze, headings];
}

async function readParallel(store: TextStore, path: string): Promise<Source[]> {
  const [one, two] = [languageAt(path, 0), languageAt(path, 1)];
  const sections = emptySource('section');
  const titles = emptySource('title');
  const sentences = emptySource('sentence');
  const across = [emptySource('heading'), emptySource('heading')] as const;
  for await (const record of readRecords<Record<string, string>>(path)) {
    const text = (field: string, language: Language) => addText(store, record[field] ?? '', language);
    const heads = [text(`${one}_h`, one), text(`${two}_h`, two)] as const;
    const bodies = [text(one, one), text(two, two)] as const;
    push(sections, ...bodies);
    push(titles, ...heads);
    push(across[0], heads[0], bodies[1]);
    push(across[1], heads[1], bodies[0]);
    const count = bodies[0][1] - bodies[0][0];
    if (count !== bodies[1][1] - bodies[1][0]) continue;
    for (let i = 0; i < count; i++) {
      const [a, b] = [bodies[0][0] + i, bodies[1][0] + i];
      push(sentences, [a, a + 1], [b, b + 1]);
    }
  }
  return [sections, titles, sentences, ...across];
}

async function readHeadings(store: TextStore, path: string): Promise<Source> {
  const titles = emptySource('title');
  for await (const line of readLines(path)) {
    const [local = '', english = ''] = line.split('\t');
    push(titles, addText(store, local, languageAt(path, 0)), addText(store, english, languageAt(path, 1)));
  }
  return titles;
}

async function readTerms(store: TextStore, path: string): Promise<Source> {
  const terms = emptySource('term');
  let columns: Language[] | undefined;
  for await (const line of readLines(path)) {
    const cells = line.split('\t');
    if (!columns) {
      columns = cells as Language[];
      continue;
    }
    const spans = columns.map((language, index) => {
      const alternatives = (cells[index] ?? '').split(' | ').slice(0, ALTERNATIVES);
      return alternatives.map((alternative) => addText(store, alternative, language));
    });
    for (const [index, lefts] of spans.entries()) {
      for (const rights of spans.slice(index + 1)) {
        for (const left of lefts) for (const right of rights) push(terms, left, right);
      }
    }
  }
  return terms;
}
