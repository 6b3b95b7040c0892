import { type Language, words } from '#platform';

/** A run of sentences of the store: [first, end). */
export type Span = readonly [first: number, end: number];

/** Every training text as word numbers, cut into sentences; about 4 bytes a word. */
export interface TextStore {
  /** Word -> its number, in order of appearance. */
  numbers: Map<string, number>;
  /** Word number of every running word. */
  tokens: Int32Array;
  tokenCount: number;
  /** Where each sentence starts in `tokens`, and where the last one ends. */
  sentenceStarts: Uint32Array;
  sentenceCount: number;
  /** How often each word number runs in each language. */
  counts: Map<Language, Uint32Array>;
}

export function createTextStore(): TextStore {
  return {
    numbers: new Map(),
    tokens: new Int32Array(1 << 16),
    tokenCount: 0,
    sentenceStarts: new Uint32Array(1 << 12),
    sentenceCount: 0,
    counts: new Map(),
  };
}

/** Between a full stop after three letters or more and a capital: "stk. 2" and "Abs. 3" stay whole. */
const SENTENCE_END = /(?<=[\p{L}\p{N})]{3}[.!?:])\s+(?=[\p{Lu}(])/u;
const FOOTNOTE_MARK = /\[\^[^\]]*\]/g;

/** Adds a text; returns its sentences, an empty span when it has no words. */
export function addText(store: TextStore, text: string, language: Language): Span {
  const first = store.sentenceCount;
  for (const sentence of text.replace(FOOTNOTE_MARK, ' ').split(SENTENCE_END)) {
    const start = store.tokenCount;
    for (const word of words(sentence)) addToken(store, word, language);
    if (store.tokenCount === start) continue;
    store.sentenceCount++;
    if (store.sentenceCount >= store.sentenceStarts.length) {
      store.sentenceStarts = grown(store.sentenceStarts, new Uint32Array(store.sentenceStarts.length * 2));
    }
    store.sentenceStarts[store.sentenceCount] = store.tokenCount;
  }
  return [first, store.sentenceCount];
}

function addToken(store: TextStore, word: string, language: Language): void {
  let number = store.numbers.get(word);
  if (number === undefined) {
    number = store.numbers.size;
    store.numbers.set(word, number);
  }
  if (store.tokenCount >= store.tokens.length) {
    store.tokens = grown(store.tokens, new Int32Array(store.tokens.length * 2));
  }
  store.tokens[store.tokenCount++] = number;
  let counts = store.counts.get(language) ?? new Uint32Array(1 << 16);
  if (number >= counts.length) counts = grown(counts, new Uint32Array(2 * Math.max(number, counts.length)));
  store.counts.set(language, counts);
  counts[number]!++;
}

function grown<T extends Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The word numbers of a span, in order. */
export function tokensOf(store: TextStore, [first, end]: Span): Int32Array {
  return store.tokens.subarray(store.sentenceStarts[first], store.sentenceStarts[end]);
}

/** The relative frequency of every word number, as the mean over the languages that have text. */
export function probabilities(store: TextStore): Float64Array {
  const mean = new Float64Array(store.numbers.size);
  for (const counts of store.counts.values()) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    for (let i = 0; i < Math.min(mean.length, counts.length); i++) {
      mean[i]! += counts[i]! / total / store.counts.size;
    }
  }
  return mean;
}
