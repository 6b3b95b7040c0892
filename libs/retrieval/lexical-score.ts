import { gramCount, idf, saturation, wordFeatures } from '#corpus';
import { byLanguage, LANGUAGES, words, type Language } from '#platform';
import type { QueryTerms, WeighedWord } from './query-terms.js';
import { WordNumbers, type NumberedText } from './word-numbers.js';

/** BM25 on a window of 40 words: shorter texts saturate sooner and hardly differ in length (RETRIEVAL notes, section 2). */
const WINDOW = { words: 40, stride: 20, k1: 1.2, b: 0.3 };

/** BM25 on a sentence: a word counts once, length hardly matters (RETRIEVAL notes, section 2). */
const SENTENCE = { k1: 0.6, b: 0.3 };

/** What one word of a text is to the query: indexes of the wanted words with its stem, and of the query grams in it. */
interface WordMatch {
  stems: readonly number[];
  grams: readonly number[];
}

/** A text as the scorer sees it: how long it is, and those of its words that have to do with the query. */
export interface MatchedText {
  language: Language;
  /** In words. */
  length: number;
  /** As in `NumberedText`. */
  gramsBefore: Int32Array;
  hits: WordMatch[];
  /** Which word of the text each hit is. */
  places: number[];
}

/** Scores texts against one query. Remembers what each word of the texts is to the query, so use one per query. */
export interface LexicalScorer {
  /** The idf of the query's words together: how much a text that held them all would say. */
  weight: number;
  read(text: string | NumberedText, language: Language): MatchedText;
  /** L: BM25 over stems and 4-grams of the whole, as a share of the query's total; about 0..1. */
  whole(text: MatchedText, ...further: MatchedText[]): number;
  /** LW: the best 40-word window, the context added to each; on the same scale. */
  window(context: MatchedText, text: MatchedText): number;
  /** The same query weighed by how many of these texts hold each term, instead of how many units of the corpora. */
  among(texts: MatchedText[]): LexicalScorer;
  /** BM25 of a sentence among sentences of `averageWords` words; on the same scale. */
  sentence(text: MatchedText, averageWords: number): number;
  /**
   * The share of the query's words that occur, each weighed by its squared idf, so that the rarest one, which says
   * what is asked about, is not outvoted by common ones; a near spelling counts in part. 0..1
   */
  coverage(...texts: MatchedText[]): number;
}

/** What the numbers of words, stems and grams are to the query. */
interface MatchesByNumber {
  stems: Record<Language, Map<number, number[]>>;
  grams: Int32Array;
  matches: Map<number, WordMatch>;
  /** 1 for words that are nothing to it, which most are. */
  nothing: Uint8Array;
}

const NO_INDEXES: readonly number[] = [];
const NO_MATCH: WordMatch = { stems: NO_INDEXES, grams: NO_INDEXES };

/** @param numbers those of the texts that come as numbers */
export function lexicalScorer(terms: QueryTerms, numbers = new WordNumbers()): LexicalScorer {
  const gramIndex = new Map(terms.grams.map(({ gram }, at) => [gram, at]));
  const stemIndex = byLanguage((language) => indexesByStem(terms.words[language]));
  const coefficients = byLanguage((language) => coefficientsOf(terms, language));
  const gramsAWord = terms.averageGramLength / (terms.averageStemLength || 1);

  const match = (word: string, language: Language): WordMatch => {
    const own = wordFeatures(word, language);
    const stems = stemIndex[language].get(own.stem) ?? NO_INDEXES;
    let grams = NO_INDEXES; // most words share no gram with the query, and there are many words
    for (const gram of own.grams) {
      const at = gramIndex.get(gram);
      if (at !== undefined) grams = grams === NO_INDEXES ? [at] : [...grams, at];
    }
    return stems === grams ? NO_MATCH : { stems, grams };
  };
  const byWord = byLanguage(() => new Map<string, WordMatch>());
  const matchOfWord = (word: string, language: Language): WordMatch => {
    let found = byWord[language].get(word);
    if (!found) byWord[language].set(word, (found = match(word, language)));
    return found;
  };

  /** The same for words that have numbers; made again when there are more, so rarely once the candidates have theirs. */
  let byNumber: MatchesByNumber | undefined;
  const matchOfNumber = (number: number, language: Language): WordMatch => {
    if (!byNumber || number >= byNumber.nothing.length)
      byNumber = {
        stems: byLanguage((of) => numbers.byStem(stemIndex[of])),
        grams: numbers.byGram(gramIndex),
        matches: new Map(),
        nothing: new Uint8Array(numbers.count),
      };
    const { stems, grams, matches, nothing } = byNumber;
    if (nothing[number]) return NO_MATCH;
    const known = matches.get(number);
    if (known) return known;
    const found = {
      stems: stems[language].get(numbers.stemOf(number)) ?? NO_INDEXES,
      grams: numbers.ofGrams(number, grams),
    };
    if (found.stems.length + found.grams.length > 0) {
      matches.set(number, found);
      return found;
    }
    nothing[number] = 1;
    return NO_MATCH;
  };
  const matchOfAny = (word: string, language: Language): WordMatch => {
    const number = numbers.known(word, language);
    return number === undefined ? matchOfWord(word, language) : matchOfNumber(number, language);
  };

  /** The matches among the words of a text, with their places. */
  const gather = <K>(
    keys: ArrayLike<K>,
    language: Language,
    matchOf: (key: K, language: Language) => WordMatch,
  ): Pick<MatchedText, 'hits' | 'places'> => {
    const hits: WordMatch[] = [];
    const places: number[] = [];
    for (let place = 0; place < keys.length; place++) {
      const found = matchOf(keys[place]!, language);
      if (found === NO_MATCH) continue;
      hits.push(found);
      places.push(place);
    }
    return { hits, places };
  };

  const stemCounts = new Float64Array(Math.max(...LANGUAGES.map((language) => terms.words[language].length)));
  const gramCounts = new Float64Array(terms.grams.length);
  const countedStems: number[] = [];
  const countedGrams: number[] = [];
  /** Counts hits for the next `score`. */
  const count = (hits: WordMatch[], from = 0, to = hits.length) => {
    for (let place = from; place < to; place++) {
      const { stems, grams } = hits[place]!;
      for (const at of stems) if (stemCounts[at]!++ === 0) countedStems.push(at);
      for (const at of grams) if (gramCounts[at]!++ === 0) countedGrams.push(at);
    }
  };
  /** The score of what was counted, in a text of so many words and grams. */
  const score = (language: Language, lengths: Lengths, averages: Lengths, k1?: number, b?: number) => {
    const own = coefficients[language];
    let sum = 0;
    for (const at of countedStems) {
      sum += own.stems[at]! * saturation(stemCounts[at]!, lengths.words, averages.words, k1, b);
      stemCounts[at] = 0;
    }
    for (const at of countedGrams) {
      sum += own.grams[at]! * saturation(gramCounts[at]!, lengths.grams, averages.grams, k1, b);
      gramCounts[at] = 0;
    }
    countedStems.length = 0;
    countedGrams.length = 0;
    return terms.total > 0 ? sum / terms.total : 0;
  };

  return {
    weight: sum(terms.originals),
    read(text, language) {
      if (typeof text !== 'string') {
        const { words: keys, gramsBefore } = text;
        return { language, length: keys.length, gramsBefore, ...gather(keys, language, matchOfNumber) };
      }
      const all = words(text);
      const found = gather(all, language, matchOfAny);
      return { language, length: all.length, gramsBefore: gramsBefore(all), ...found };
    },
    whole(...texts) {
      for (const { hits } of texts) count(hits);
      return score(
        texts[0].language,
        { words: sum(texts.map((text) => text.length)), grams: sum(texts.map(gramLength)) },
        { words: terms.averageStemLength, grams: terms.averageGramLength },
      );
    },
    window(context, text) {
      const expected = context.length + Math.min(WINDOW.words, text.length);
      const averages = { words: expected, grams: expected * gramsAWord };
      let best = 0;
      for (let from = 0, first = 0; from === 0 || from + WINDOW.stride < text.length; from += WINDOW.stride) {
        while (first < text.places.length && text.places[first]! < from) first++;
        let end = first;
        while (end < text.places.length && text.places[end]! < from + WINDOW.words) end++;
        if (end === first) continue;
        const to = Math.min(text.length, from + WINDOW.words);
        const lengths = {
          words: context.length + to - from,
          grams: gramLength(context) + text.gramsBefore[to]! - text.gramsBefore[from]!,
        };
        count(context.hits);
        count(text.hits, first, end);
        best = Math.max(best, score(text.language, lengths, averages, WINDOW.k1, WINDOW.b));
      }
      return best;
    },
    among: (texts) => lexicalScorer(weighedAmong(terms, texts), numbers),
    sentence(text, averageWords) {
      count(text.hits);
      return score(
        text.language,
        { words: text.length, grams: gramLength(text) },
        { words: averageWords, grams: averageWords * gramsAWord },
        SENTENCE.k1,
        SENTENCE.b,
      );
    },
    coverage(...texts) {
      const stems = new Set(texts.flatMap((text) => text.hits.flatMap((word) => word.stems)));
      const held = new Set(texts.flatMap((text) => text.hits.flatMap((word) => word.grams)));
      const covered = new Float64Array(terms.originals.length);
      for (const [at, word] of terms.words[texts[0]!.language].entries()) {
        const all = word.grams.reduce((sum, gram) => sum + terms.grams[gram]!.idf, 0);
        const found = word.grams.reduce(
          (sum, gram) => sum + (held.has(gram) ? terms.grams[gram]!.idf : 0),
          0,
        );
        const share = stems.has(at) ? 1 : Math.max(0, (found / (all || 1) - 0.3) / 0.7);
        covered[word.of] = Math.max(covered[word.of]!, share);
      }
      const squares = terms.originals.map((idf) => idf ** 2);
      const weight = sum(squares);
      return weight > 0 ? sum(squares.map((square, at) => square * covered[at]!)) / weight : 0;
    },
  };
}

function gramsBefore(words: string[]): Int32Array {
  const before = new Int32Array(words.length + 1);
  for (const [place, word] of words.entries()) before[place + 1] = before[place]! + gramCount(word);
  return before;
}

function gramLength({ gramsBefore, length }: MatchedText): number {
  return gramsBefore[length]!;
}

interface Lengths {
  words: number;
  grams: number;
}

/** What a saturated stem or gram adds to the score of a text in one language: weights and idf multiplied out. */
interface Coefficients {
  stems: Float64Array;
  grams: Float64Array;
}

function coefficientsOf({ words, grams }: QueryTerms, language: Language): Coefficients {
  const ofGrams = new Float64Array(grams.length);
  for (const { weight, gramWeight, grams: own } of words[language]) {
    for (const at of own) ofGrams[at]! += weight * gramWeight * grams[at]!.idf;
  }
  return { stems: Float64Array.from(words[language], ({ weight, idf }) => weight * idf), grams: ofGrams };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function indexesByStem(words: WeighedWord[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  for (const [at, { stem }] of words.entries()) indexes.set(stem, [...(indexes.get(stem) ?? []), at]);
  return indexes;
}

/** Terms with their idf among texts that were read with them. */
function weighedAmong(terms: QueryTerms, texts: MatchedText[]): QueryTerms {
  const stemTexts = byLanguage((language) => terms.words[language].map(() => 0));
  const gramTexts = terms.grams.map(() => 0);
  for (const { language, hits } of texts) {
    for (const at of new Set(hits.flatMap((word) => word.stems))) stemTexts[language][at]!++;
    for (const at of new Set(hits.flatMap((word) => word.grams))) gramTexts[at]!++;
  }
  const grams = terms.grams.map(({ gram }, at) => ({ gram, idf: idf(texts.length, gramTexts[at]!) }));
  const words = byLanguage((language) =>
    terms.words[language].map((word, at) => ({ ...word, idf: idf(texts.length, stemTexts[language][at]!) })),
  );
  const reach = (word: WeighedWord) =>
    word.idf + word.gramWeight * word.grams.reduce((sum, at) => sum + grams[at]!.idf, 0);
  const total = Math.max(
    ...LANGUAGES.map((language) => words[language].reduce((sum, word) => sum + word.weight * reach(word), 0)),
  );
  return { ...terms, words, grams, total };
}
