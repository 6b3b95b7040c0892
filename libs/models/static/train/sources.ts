import { basename } from 'node:path';
import { LANGUAGES, type Language } from '#platform';
import { readLines, readRecords } from './read-lines.js';
import { addText, type Span, type TextStore } from './text-store.js';

/**
 * What an item of a source teaches: `cloze` a sentence finds the rest of its passage, `heading` a heading finds its
 * passage, `question` a question in lay words finds the rule that settles it, `section` a section finds its
 * translation, `title`, `sentence` and `term` likewise for short texts.
 */
export type Task = 'cloze' | 'heading' | 'question' | 'section' | 'title' | 'sentence' | 'term';

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
  /** Tab-separated with columns question_da, question_de, question_en, rule_da, rule_de, rule_en. */
  questions: string[];
}

/** Alternatives beyond the fourth are rare ways to say it. */
const ALTERNATIVES = 4;

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
  for (const path of files.terms) sources.push(...(await readTerms(store, path)));
  for (const path of files.questions) sources.push(...(await readQuestions(store, path)));
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

/**
 * One source for each pair of cells and of alternatives in them, so that neighbours are different concepts: two ways
 * to say the same must not be each other's negatives. Alternatives of one cell teach synonyms.
 */
async function readTerms(store: TextStore, path: string): Promise<Source[]> {
  const { sources, named } = sourcesByName();
  for await (const cells of readTable(path, LANGUAGES)) {
    const forms = LANGUAGES.flatMap((language) => {
      const alternatives = cells[language].split(' | ').slice(0, ALTERNATIVES);
      return alternatives.map((text, at) => ({
        name: `${language}${at}`,
        span: addText(store, text, language),
      }));
    });
    for (const [index, one] of forms.entries()) {
      for (const other of forms.slice(index + 1)) {
        push(named(`${one.name} ${other.name}`, 'term'), one.span, other.span);
      }
    }
  }
  return [...sources.values()];
}

const SIDES = ['question', 'rule'] as const;

/** One source for each pair of languages, so that neighbours are different questions. */
async function readQuestions(store: TextStore, path: string): Promise<Source[]> {
  const { sources, named } = sourcesByName();
  const columns = SIDES.flatMap((side) => LANGUAGES.map((language) => `${side}_${language}` as const));
  for await (const cells of readTable(path, columns)) {
    const [questions, rules] = SIDES.map((side) =>
      LANGUAGES.map((language) => addText(store, cells[`${side}_${language}`], language)),
    ) as [Span[], Span[]];
    for (const [one, asked] of LANGUAGES.entries()) {
      for (const [other, ruled] of LANGUAGES.entries()) {
        push(named(`question ${asked} ${ruled}`, 'question'), questions[one]!, rules[other]!);
        if (one !== other) push(named(`rule ${asked} ${ruled}`, 'sentence'), rules[one]!, rules[other]!);
      }
    }
  }
  return [...sources.values()];
}

/** Sources that are made when they are first named. */
function sourcesByName(): { sources: Map<string, Source>; named(name: string, task: Task): Source } {
  const sources = new Map<string, Source>();
  const named = (name: string, task: Task) => {
    const source = sources.get(name) ?? emptySource(task);
    sources.set(name, source);
    return source;
  };
  return { sources, named };
}

/** The rows of a tab-separated file whose first line (comments with # aside) names at least these columns. */
async function* readTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): AsyncGenerator<Record<Column, string>> {
  let places: number[] | undefined;
  for await (const line of readLines(path)) {
    if (line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (!places) {
      places = columns.map((column) => cells.indexOf(column));
      const missing = columns.filter((_, at) => places![at]! < 0);
      if (missing.length)
        throw new Error(
          `${path} must name the columns ${columns.join(', ')}; ${missing.join(', ')} is missing.`,
        );
      continue;
    }
    yield Object.fromEntries(columns.map((column, at) => [column, cells[places![at]!] ?? ''])) as Record<
      Column,
      string
    >;
  }
}
