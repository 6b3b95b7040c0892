import { grams, saturation, stem } from '#corpus';
import { words, type Language } from '#platform';
import type { QueryTerms } from './query-terms.js';

/** BM25 on a window of 40 words: shorter texts saturate sooner and hardly differ in length (RETRIEVAL notes, section 2). */
const WINDOW = { words: 40, stride: 20, k1: 1.2, b: 0.3 };

/** BM25 on a sentence: a word counts once, length hardly matters (RETRIEVAL notes, section 2). */
const SENTENCE = { k1: 0.6, b: 0.3 };

/** What one word of a text is to the query: indexes of the query words whose stem it has, of the query grams in it. */
interface WordMatch {
  stems: number[];
  grams: number[];
  length: number;
}

/** Scores texts against one query. Remembers what each word of the texts is to the query, so use one per query. */
export interface LexicalScorer {
  /** L: BM25 over stems and 4-grams of the whole text, as a share of the query's total; about 0..1. */
  whole(text: string, language: Language): number;
  /** LW: the best 40-word window, the context added to each; on the same scale. */
  window(context: string, text: string, language: Language): number;
  /** BM25 of a sentence among sentences of `averageWords` words; on the same scale. */
  sentence(text: string, language: Language, averageWords: number): number;
  /** The share of the query's weight whose words occur in the text; a near spelling counts in part. 0..1 */
  coverage(text: string, language: Language): number;
}

export function lexicalScorer(terms: QueryTerms): LexicalScorer {
  const gramIndex = new Map(terms.grams.map(({ gram }, at) => [gram, at]));
  const memory = new Map<string, WordMatch>();

  const match = (word: string, language: Language): WordMatch => {
    const key = language + word;
    let known = memory.get(key);
    if (!known) {
      const own = grams(word);
      const stemmed = stem(word, language);
      known = {
        stems: terms.words.flatMap((w, at) => (w.stems[language] === stemmed ? [at] : [])),
        grams: own.flatMap((gram) => gramIndex.get(gram) ?? []),
        length: own.length,
      };
      memory.set(key, known);
    }
    return known;
  };
  const matches = (text: string, language: Language) => words(text).map((word) => match(word, language));

  const gramsAWord = terms.averageGramLength / (terms.averageStemLength || 1);
  const stemCounts = new Float64Array(terms.words.length);
  const gramCounts = new Float64Array(terms.grams.length);
  const score = (lists: WordMatch[][], averageStems: number, averageGrams: number, k1?: number, b?: number): number => {
    stemCounts.fill(0);
    gramCounts.fill(0);
    let stemLength = 0;
    let gramLength = 0;
    for (const list of lists) {
      for (const word of list) {
        stemLength++;
        gramLength += word.length;
        for (const at of word.stems) stemCounts[at]!++;
        for (const at of word.grams) gramCounts[at]!++;
      }
    }
    const gramScores = terms.grams.map(({ idf }, at) => (gramCounts[at] ? idf * saturation(gramCounts[at], gramLength, averageGrams, k1, b) : 0));
    let sum = 0;
    for (const [at, word] of terms.words.entries()) {
      if (stemCounts[at]) sum += word.idf * saturation(stemCounts[at], stemLength, averageStems, k1, b);
      let inner = 0;
      for (const gram of word.grams) inner += gramScores[gram]!;
      sum += word.gramWeight * inner;
    }
    return terms.total > 0 ? sum / terms.total : 0;
  };

  return {
    whole: (text, language) => score([matches(text, language)], terms.averageStemLength, terms.averageGramLength),
    window(context, text, language) {
      const frame = matches(context, language);
      const body = matches(text, language);
      const length = frame.length + Math.min(WINDOW.words, body.length);
      let best = 0;
      for (let from = 0; from === 0 || from + WINDOW.stride < body.length; from += WINDOW.stride) {
        const part = body.slice(from, from + WINDOW.words);
        if (part.some((word) => word.stems.length > 0 || word.grams.length > 0)) {
          best = Math.max(best, score([frame, part], length, length * gramsAWord, WINDOW.k1, WINDOW.b));
        }
      }
      return best;
    },
    sentence: (text, language, averageWords) => score([matches(text, language)], averageWords, averageWords * gramsAWord, SENTENCE.k1, SENTENCE.b),
    coverage(text, language) {
      const list = matches(text, language);
      const stems = new Set(list.flatMap((word) => word.stems));
      const held = new Set(list.flatMap((word) => word.grams));
      let covered = 0;
      let weight = 0;
      for (const [at, word] of terms.words.entries()) {
        weight += word.idf;
        const all = word.grams.reduce((sum, gram) => sum + terms.grams[gram]!.idf, 0);
        const found = word.grams.reduce((sum, gram) => sum + (held.has(gram) ? terms.grams[gram]!.idf : 0), 0);
        covered += word.idf * (stems.has(at) ? 1 : Math.max(0, (found / (all || 1) - 0.3) / 0.7));
      }
      return weight > 0 ? covered / weight : 0;
    },
  };
}
