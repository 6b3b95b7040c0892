import { byLanguage, type Language, words } from '#platform';
import { readLines } from '../static/train/read-lines.js';
import { readSources, type TrainingFiles } from '../static/train/sources.js';
import { createTextStore, type Span, type TextStore, tokensOf } from '../static/train/text-store.js';
import { alignSentences } from './align.js';

/** A sentence, heading or term and its translation, as words. */
export interface TranslatedText {
  left: string[];
  right: string[];
}

/** Where the parallel text of two languages stands, in the formats of the training folder. */
export interface BitextFiles extends Pick<TrainingFiles, 'parallel' | 'headings'> {
  /** Term lists with columns da, de, en. */
  terms: string[];
}

/** Words a side: longer sentences are mostly tables and lists, and cost the square of their length. */
const LONGEST = 60;
/** Alternatives of a term beyond the third are mostly other senses. */
const ALTERNATIVES = 3;

/** Reads the translated texts of two languages, each different one once. Throws when a file cannot be read. */
export async function readBitext(
  files: BitextFiles,
  left: Language,
  right: Language,
): Promise<TranslatedText[]> {
  const seen = new Set<string>();
  const texts: TranslatedText[] = [];
  const add = (text: TranslatedText) => {
    if (!text.left.length || !text.right.length) return;
    if (text.left.length > LONGEST || text.right.length > LONGEST) return;
    const key = `${text.left.join(' ')}\t${text.right.join(' ')}`;
    if (seen.has(key)) return;
    seen.add(key);
    texts.push(text);
  };
  for (const path of files.parallel) await readSections(path, add);
  for (const path of files.headings) await readSections(path, add);
  for (const path of files.terms) {
    for await (const cells of readTerms(path)) {
      for (const one of cells[left])
        for (const other of cells[right]) add({ left: words(one), right: words(other) });
    }
  }
  return texts;
}

/** Aligned sections cut to sentences, and headings, of one file whose name says its two languages. */
async function readSections(path: string, add: (text: TranslatedText) => void): Promise<void> {
  const store = createTextStore();
  const isHeadings = path.includes('headings');
  const [parallel, headings] = isHeadings ? [[], [path]] : [[path], []];
  const sources = await readSources(store, {
    ...{ pairs: [], texts: [], terms: [], questions: [] },
    ...{ parallel, headings },
  });
  const names = [...store.numbers.keys()];
  const textOf = (span: Span) => Array.from(tokensOf(store, span), (number) => names[number]!);
  for (const { task, left, right } of sources) {
    if (task !== 'section' && task !== 'title') continue;
    for (const [index, span] of left.entries()) {
      for (const [a, b] of task === 'section'
        ? sentencePairs(store, span, right[index]!)
        : [[span, right[index]!] as const]) {
        add({ left: textOf(a), right: textOf(b) });
      }
    }
  }
}

function sentencePairs(store: TextStore, left: Span, right: Span): (readonly [Span, Span])[] {
  const lengths = ([first, end]: Span) =>
    Array.from({ length: end - first }, (_, i) => tokensOf(store, [first + i, first + i + 1]).length);
  const beads = alignSentences(lengths(left), lengths(right));
  return beads.map(([a, b, c, d]) => [
    [left[0] + a, left[0] + b],
    [right[0] + c, right[0] + d],
  ]);
}

/** The rows of a term list: the first alternatives in each language, none where the cell is empty. */
async function* readTerms(path: string): AsyncGenerator<Record<Language, string[]>> {
  let columns: string[] | undefined;
  for await (const line of readLines(path)) {
    const cells = line.split('\t');
    if (!columns) {
      columns = cells;
      continue;
    }
    const names = columns;
    const cellOf = (language: Language) => {
      const alternatives = (cells[names.indexOf(language)] ?? '').split(' | ').filter(Boolean);
      return alternatives.slice(0, ALTERNATIVES);
    };
    yield byLanguage(cellOf);
  }
}
