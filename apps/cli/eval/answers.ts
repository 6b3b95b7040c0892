import { answerability, type Extractive } from '#answering';
import { sentences } from '#corpus';
import type { Language } from '#platform';
import { passageText, rankPassages, type Found, type Search } from '#retrieval';
import { auroc } from './auroc.js';
import type { Collection } from './beir.js';
import { bm25 } from './bm25.js';
import { NOBODY, searchInside } from './inside.js';
import { mean, type Questions } from './measures.js';
import type { Place } from './systems.js';

/** The parts of a running Kilde that answers are measured with. */
export interface Answerer {
  search: Search;
  extractive: Extractive;
}

/** Shares of the questions whose answer string stands in the sentences chosen for them. */
export interface AnswerRow {
  set: string;
  /** In the composer's best sentence, and in its best three. */
  one: number;
  three: number;
  /** The same of the first passage's best sentences by BM25. */
  'bm25 one': number;
  'bm25 three': number;
  /** In the sentences that an answer gives, if it is not refused; and how many those are. */
  answer: number;
  sentences: number;
  queries: number;
}

const THREE = 3;

/** Puts each question to its own corpus, and looks for its answer strings in what the composer chooses. */
export async function measureAnswers(
  { search, extractive }: Answerer,
  { name, queries }: Questions,
  answers: Map<string, string[]>,
  collection: Collection,
  place: Place,
  note: (done: number) => void = () => {},
): Promise<AnswerRow> {
  const baseline = bm25Sentences(collection);
  const rows: Omit<AnswerRow, 'set' | 'queries'>[] = [];
  for (const { id, text } of queries) {
    const found = await searchInside(search, place, text);
    const held = (texts: string[]) => (holds(texts, answers.get(id)!) ? 1 : 0);
    const best = async (most: number) => textsOf(await extractive.best(NOBODY, found, most));
    const given = textsOf(await extractive.quotes(NOBODY, found));
    const plain = baseline(found, place);
    rows.push({
      ...{ one: held(await best(1)), three: held(await best(THREE)) },
      ...{ 'bm25 one': held(plain.slice(0, 1)), 'bm25 three': held(plain.slice(0, THREE)) },
      ...{ answer: held(given), sentences: given.length },
    });
    note(rows.length);
  }
  const of = (column: keyof (typeof rows)[number]) => mean(rows.map((row) => row[column]));
  return {
    set: name,
    ...{ one: of('one'), three: of('three'), 'bm25 one': of('bm25 one'), 'bm25 three': of('bm25 three') },
    ...{ answer: of('answer'), sentences: of('sentences'), queries: rows.length },
  };
}

/** How answerable each question is to a place, as `answerability` says; -1 where nothing is found. */
export async function measureAnswerability(
  { search }: Answerer,
  { queries }: Questions,
  place: Place,
  note: (done: number) => void = () => {},
): Promise<number[]> {
  const scores: number[] = [];
  for (const { text } of queries) {
    scores.push(answerability(await searchInside(search, place, text)) ?? -1);
    note(scores.length);
  }
  return scores;
}

/** How well a corpus tells its own questions, which it answers, from those of another. */
export interface RefusalRow {
  /** The corpus that is asked. */
  set: string;
  /** Whose questions it cannot answer. */
  foreign: string;
  AUROC: number;
  /** At the threshold: the shares of the foreign questions refused, and of its own ones wrongly refused. */
  refused: number;
  'wrongly refused': number;
  threshold: number;
  /**
   * The threshold that would suit the pair, or that refuses as many of its own questions as wanted at most, fitted on
   * every other question of each kind; the shares of the rest at it.
   */
  fitted: number;
  'refused fitted': number;
  'wrongly fitted': number;
  queries: number;
  'foreign queries': number;
}

/**
 * What the scores of both kinds of questions come to. Pure.
 * @param most the share of its own questions that the fitted threshold may refuse; when absent, it has the least errors
 */
export function refusalRow(
  names: Pick<RefusalRow, 'set' | 'foreign'>,
  { own, foreign }: { own: number[]; foreign: number[] },
  threshold: number,
  most?: number,
): RefusalRow {
  const half = (scores: number[], which: number) => scores.filter((_, at) => at % 2 === which);
  const fitted =
    most === undefined
      ? bestThreshold(half(own, 0), half(foreign, 0))
      : thresholdRefusing(most, half(own, 0));
  return {
    ...names,
    AUROC: auroc(own, foreign),
    refused: refusedAt(threshold, foreign),
    'wrongly refused': refusedAt(threshold, own),
    threshold,
    fitted,
    'refused fitted': refusedAt(fitted, half(foreign, 1)),
    'wrongly fitted': refusedAt(fitted, half(own, 1)),
    queries: own.length,
    'foreign queries': foreign.length,
  };
}

/** The threshold with the least sum of both errors, in the middle of where that holds. Pure. */
export function bestThreshold(own: number[], foreign: number[]): number {
  const borders = [...new Set([0, 1, ...own, ...foreign])].sort((a, b) => a - b);
  const gain = (threshold: number) => refusedAt(threshold, foreign) - refusedAt(threshold, own);
  const best = borders.reduce((best, border) => (gain(border) > gain(best) ? border : best), borders[0]!);
  return (best + (borders[borders.indexOf(best) - 1] ?? best)) / 2;
}

/** The highest threshold that refuses no more than a share of the scores. Pure. */
export function thresholdRefusing(most: number, scores: number[]): number {
  return scores.toSorted((a, b) => a - b)[Math.floor(most * scores.length)] ?? 1;
}

function refusedAt(threshold: number, scores: number[]): number {
  return mean(scores.map((score) => (score < threshold ? 1 : 0)));
}

/** Does one of the strings stand in the texts? White space and Unicode forms do not matter. */
export function holds(texts: string[], answers: string[]): boolean {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const text = plain(texts.join(' '));
  return answers.some((answer) => text.includes(plain(answer)));
}

/** The sentences of the first passage by BM25, their frequencies counted over all sentences of the collection, best first. */
function bm25Sentences({ documents, language }: Collection): (found: Found, place: Place) => string[] {
  const all = documents.flatMap(({ id, text }) =>
    split(text, language).map((sentence) => ({ id, ...sentence })),
  );
  const rank = bm25(all);
  return ({ query, scorer, documents: [first] }, place) => {
    if (!first) return [];
    const [{ unit, passage }] = rankPassages(query, scorer, first);
    const own = new Set(split(passageText(unit, passage), language).map(({ text }) => text));
    return rank(query.text, all.length)
      .filter(({ id, text }) => id === place.idOf(first.version) && own.has(text))
      .map(({ text }) => text);
  };
}

function split(text: string, language: Language): { language: Language; text: string }[] {
  return sentences(text).map(({ start, end }) => ({ language, text: text.slice(start, end) }));
}

function textsOf(quotes: { text: string }[]): string[] {
  return quotes.map(({ text }) => text);
}
