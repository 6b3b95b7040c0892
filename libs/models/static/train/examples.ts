import { between, drawIndex } from './random.js';
import type { Source, Task } from './sources.js';
import { type Span, type TextStore, tokensOf } from './text-store.js';

/** A query and the text it should find, as word numbers. */
export interface Example {
  query: ArrayLike<number>;
  passage: ArrayLike<number>;
}

/** How often each task is drawn, in relation to the others. */
export type Mix = Record<Task, number>;

export interface ExampleOptions {
  mix: Mix;
  /** Longer passages are cut to a window of whole sentences. */
  passageWords: number;
  random: () => number;
}

const QUERY_WORDS = 30;
const KEYWORDS = [4, 8] as const;
const BLOCK = [4, 8] as const;
/** The share of the words in common that the passage loses, so that meaning has to carry the rest. */
const LEXICAL_DROPOUT = [0.35, 0.6] as const;

/**
 * Endless blocks of 4 to 8 consecutive items of one source: neighbours are about similar things and make each other
 * hard to tell apart. Tasks are drawn by the mix, sources of a task by the root of their size.
 */
export function* drawExamples(
  store: TextStore,
  sources: Source[],
  options: ExampleOptions,
): Generator<Example, never> {
  const { random } = options;
  const tasks = (Object.keys(options.mix) as Task[])
    .map((task) => ({ weight: options.mix[task], sources: sources.filter((source) => source.task === task) }))
    .filter((task) => task.weight > 0 && task.sources.length > 0);
  if (!tasks.length) throw new Error('The training files hold no items for the tasks of the mix.');
  const weights = tasks.map(({ weight }) => weight);
  for (;;) {
    const task = tasks[drawIndex(random, weights)]!;
    const sizes = task.sources.map((source) => Math.sqrt(source.right.length));
    const source = task.sources[drawIndex(random, sizes)]!;
    const size = source.right.length;
    const start = between(random, 0, size - 1);
    const length = between(random, ...BLOCK);
    for (let i = 0; i < length; i++) {
      const index = source.scattered ? between(random, 0, size - 1) : (start + i) % size;
      const example = drawExample(store, source, index, options);
      if (example.query.length && example.passage.length) yield example;
    }
  }
}

function drawExample(store: TextStore, source: Source, index: number, options: ExampleOptions): Example {
  const { random, passageWords } = options;
  const left = source.left[index]!;
  const right = source.right[index]!;
  const place = random();
  const cut = (span: Span) => head(tokensOf(store, windowAt(store, span, place, passageWords)), passageWords);
  if (source.task === 'cloze') return cloze(store, windowAt(store, right, place, passageWords), options);
  if (source.task === 'heading') {
    const query = head(tokensOf(store, left), QUERY_WORDS);
    return { query, passage: withoutShared(cut(right), query, random) };
  }
  if (source.task === 'question')
    return { query: head(tokensOf(store, left), QUERY_WORDS), passage: cut(right) };
  const [from, to] = random() < 0.5 ? [left, right] : [right, left];
  if (source.task !== 'section' || random() < 0.5) return { query: cut(from), passage: cut(to) };
  const taken = sentenceAt(from, place);
  return { query: asQuery(tokensOf(store, [taken, taken + 1]), random), passage: cut(to) };
}

const head = (tokens: Int32Array, count: number) => tokens.subarray(0, count);

/** The sentence at a place between 0 (the first) and 1. */
const sentenceAt = ([first, end]: Span, place: number) => first + Math.floor(place * (end - first));

/** Whole sentences around a place, together at most `limit` words; a longer sentence stands alone. */
function windowAt(store: TextStore, [first, end]: Span, place: number, limit: number): Span {
  const words = (from: number, to: number) => store.sentenceStarts[to]! - store.sentenceStarts[from]!;
  let from = sentenceAt([first, end], place);
  let to = from + 1;
  while (to < end && words(from, to + 1) <= limit) to++;
  while (from > first && words(from - 1, to) <= limit) from--;
  return [from, to];
}

/** The inverse cloze task (Lee, Chang & Toutanova 2019): which passage was the sentence taken from? */
function cloze(store: TextStore, span: Span, { random, passageWords }: ExampleOptions): Example {
  const taken = sentenceAt(span, random());
  const query = asQuery(tokensOf(store, [taken, taken + 1]), random);
  const rest = [...tokensOf(store, [span[0], taken]), ...tokensOf(store, [taken + 1, span[1]])];
  // A passage of one sentence is its own rest: only the dropout keeps the two apart.
  const passage = rest.length ? rest : tokensOf(store, span);
  return { query, passage: withoutShared(passage, query, random).slice(0, passageWords) };
}

/** Half of the time the beginning of the sentence, half of the time 4 to 8 of its words as a search would have them. */
function asQuery(sentence: Int32Array, random: () => number): ArrayLike<number> {
  if (random() < 0.5) return head(sentence, QUERY_WORDS);
  const keywords = Array.from(sentence);
  const count = Math.min(keywords.length, between(random, ...KEYWORDS));
  for (let i = 0; i < count; i++) {
    const other = between(random, i, keywords.length - 1);
    [keywords[i], keywords[other]] = [keywords[other]!, keywords[i]!];
  }
  return keywords.slice(0, count);
}

function withoutShared(passage: ArrayLike<number>, query: ArrayLike<number>, random: () => number): number[] {
  const rate = LEXICAL_DROPOUT[0] + random() * (LEXICAL_DROPOUT[1] - LEXICAL_DROPOUT[0]);
  const dropped = new Set(Array.from(query).filter(() => random() < rate));
  return Array.from(passage).filter((word) => !dropped.has(word));
}
