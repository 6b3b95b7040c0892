import { idf, saturation, wordFeatures } from '#corpus';
import { LANGUAGES, words, type Language } from '#platform';
import type { QueryTerms, WeighedWord } from './query-terms.js';

/** BM25 on a window of 40 words: shorter texts saturate sooner and hardly differ in length (RETRIEVAL notes, section 2). */
const WINDOW = { words: 40, stride: 20, k1: 1.2, b: 0.3 };

/** BM25 on a sentence: a word counts once, length hardly matters (RETRIEVAL notes, section 2). */
const SENTENCE = { k1: 0.6, b: 0.3 };

/** What one word of a text is to the query: indexes of the wanted words with its stem, and of the query grams in it. */
interface WordMatch {
  stems: number[];
  grams: number[];
  length: number;
}

/** A text as the scorer sees it, word by word. */
export interface MatchedText {
  language: Language;
  words: WordMatch[];
}

/** Scores texts against one query. Remembers what each word of the texts is to the query, so use one per query. */
export interface LexicalScorer {
  /** A text, or the numbers of its words. */
  read(text: string | Int32Array, language: Language): MatchedText;
  /** L: BM25 over stems and 4-grams of the whole, as a share of the query's total; about 0..1. */
  whole(text: MatchedText, ...further: MatchedText[]): number;
  /** LW: the best 40-word window, the context added to each; on the same scale. */
  window(context: MatchedText, text: MatchedText): number;
  /** The same query weighed by how many of these texts hold each term, instead of how many units of the corpora. */
  among(texts: MatchedText[]): LexicalScorer;
  /** BM25 of a sentence among sentences of `averageWords` words; on the same scale. */
  sentence(text: MatchedText, averageWords: number): number;
  /** The share of the query's weight whose words occur; a near spelling counts in part. 0..1 */
  coverage(...texts: MatchedText[]): number;
}

const NOTHING: number[] = [];

/** @param known word by number, for texts that come as numbers */
export function lexicalScorer(terms: QueryTerms, known: readonly string[] = []): LexicalScorer {
  const gramIndex = new Map(terms.grams.map(({ gram }, at) => [gram, at]));
  const stemIndex = Object.fromEntries(
    LANGUAGES.map((language) => [language, indexesByStem(terms.words[language])]),
  ) as Record<Language, Map<string, number[]>>;
  const gramsAWord = terms.averageGramLength / (terms.averageStemLength || 1);
  const stemCounts = new Float64Array(Math.max(...Object.values(terms.words).map((words) => words.length)));
  const gramCounts = new Float64Array(terms.grams.length);

  const match = (word: string, language: Language): WordMatch => {
    const own = wordFeatures(word, language);
    let grams = NOTHING;
    for (const gram of own.grams) {
      const at = gramIndex.get(gram);
      if (at !== undefined) grams = grams === NOTHING ? [at] : [...grams, at];
    }
    return { stems: stemIndex[language].get(own.stem) ?? NOTHING, grams, length: own.grams.length };
  };
  const byWord: Record<Language, Map<string, WordMatch>> = { da: new Map(), de: new Map(), en: new Map() };
  const matchWords = (text: string, language: Language): WordMatch[] => {
    const matched = byWord[language];
    return words(text).map((word) => {
      let known = matched.get(word);
      if (!known) matched.set(word, (known = match(word, language)));
      return known;
    });
  };
  const byNumber: Record<Language, WordMatch[]> = { da: [], de: [], en: [] };
  const matchNumbers = (numbers: Int32Array, language: Language): WordMatch[] => {
    const matched = byNumber[language];
    const result = new Array<WordMatch>(numbers.length);
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at]!;
      result[at] = matched[number] ??= match(known[number]!, language);
    }
    return result;
  };

  /** The score of texts of one language, taken together. */
  const score = (
    texts: [MatchedText, ...MatchedText[]],
    averageStems: number,
    averageGrams: number,
    k1?: number,
    b?: number,
  ): number => {
    const [{ language }] = texts;
    stemCounts.fill(0);
    gramCounts.fill(0);
    let stemLength = 0;
    let gramLength = 0;
    for (const text of texts) {
      stemLength += text.words.length;
      for (const word of text.words) {
        gramLength += word.length;
        for (const at of word.stems) stemCounts[at]!++;
        for (const at of word.grams) gramCounts[at]!++;
      }
    }
    let sum = 0;
    for (const [at, word] of terms.words[language].entries()) {
      let own = stemCounts[at] ? word.idf * saturation(stemCounts[at], stemLength, averageStems, k1, b) : 0;
      for (const gram of word.grams) {
        if (gramCounts[gram])
          own +=
            word.gramWeight *
            terms.grams[gram]!.idf *
            saturation(gramCounts[gram], gramLength, averageGrams, k1, b);
      }
      sum += word.weight * own;
    }
    return terms.total > 0 ? sum / terms.total : 0;
  };

  return {
    read: (text, language) => ({
      language,
      words: typeof text === 'string' ? matchWords(text, language) : matchNumbers(text, language),
    }),
    whole: (...texts) => score(texts, terms.averageStemLength, terms.averageGramLength),
    window(context, { language, words: all }) {
      const length = context.words.length + Math.min(WINDOW.words, all.length);
      let best = 0;
      for (let from = 0; from === 0 || from + WINDOW.stride < all.length; from += WINDOW.stride) {
        const part = all.slice(from, from + WINDOW.words);
        if (part.some((word) => word.stems.length > 0 || word.grams.length > 0)) {
          best = Math.max(
            best,
            score([context, { language, words: part }], length, length * gramsAWord, WINDOW.k1, WINDOW.b),
          );
        }
      }
      return best;
    },
    among: (texts) => lexicalScorer(weighedAmong(terms, texts), known),
    sentence: (text, averageWords) =>
      score([text], averageWords, averageWords * gramsAWord, SENTENCE.k1, SENTENCE.b),
    coverage(...texts) {
      const stems = new Set(texts.flatMap((text) => text.words.flatMap((word) => word.stems)));
      const held = new Set(texts.flatMap((text) => text.words.flatMap((word) => word.grams)));
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
      const weight = terms.originals.reduce((sum, idf) => sum + idf, 0);
      return weight > 0 ? terms.originals.reduce((sum, idf, at) => sum + idf * covered[at]!, 0) / weight : 0;
    },
  };
}

function indexesByStem(words: WeighedWord[]): Map<string, number[]> {
  const indexes = new Map<string, number[]>();
  for (const [at, { stem }] of words.entries()) indexes.set(stem, [...(indexes.get(stem) ?? []), at]);
  return indexes;
}

/** Terms with their idf among texts that were read with them. */
function weighedAmong(terms: QueryTerms, texts: MatchedText[]): QueryTerms {
  const stemTexts = Object.fromEntries(
    LANGUAGES.map((language) => [language, terms.words[language].map(() => 0)]),
  ) as Record<Language, number[]>;
  const gramTexts = terms.grams.map(() => 0);
  for (const { language, words } of texts) {
    for (const at of new Set(words.flatMap((word) => word.stems))) stemTexts[language][at]!++;
    for (const at of new Set(words.flatMap((word) => word.grams))) gramTexts[at]!++;
  }
  const grams = terms.grams.map(({ gram }, at) => ({ gram, idf: idf(texts.length, gramTexts[at]!) }));
  const words = Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      terms.words[language].map((word, at) => ({
        ...word,
        idf: idf(texts.length, stemTexts[language][at]!),
      })),
    ]),
  ) as QueryTerms['words'];
  const reach = (word: WeighedWord) =>
    word.idf + word.gramWeight * word.grams.reduce((sum, at) => sum + grams[at]!.idf, 0);
  const total = Math.max(
    ...LANGUAGES.map((language) => words[language].reduce((sum, word) => sum + word.weight * reach(word), 0)),
  );
  return { ...terms, words, grams, total };
}
