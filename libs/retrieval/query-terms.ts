import { grams, idf, wordFeatures, type AnalysedQuery, type QueryStatistics } from '#corpus';
import { LANGUAGES, type Language } from '#platform';

/** One word of the query with what it weighs in the scope at hand. */
export interface QueryWord {
  word: string;
  stems: Record<Language, string>;
  idf: number;
  /** Indexes into `QueryTerms.grams`. */
  grams: number[];
  /** |G(w)|^(-1/4): a long word's many grams do not outweigh a short word's few. */
  gramWeight: number;
}

/** The query as the lexical score sees it. */
export interface QueryTerms {
  words: QueryWord[];
  grams: { gram: string; idf: number }[];
  /** The score of a text that held every term without end; divides scores into about 0..1. */
  total: number;
  averageStemLength: number;
  averageGramLength: number;
}

/** Every term whose frequency a query needs, in each language: stems, stems of compound parts, 4-grams. */
export function termsToLookUp(
  query: AnalysedQuery,
  parts: (word: string) => string[],
): { language: Language; field: 's' | 'p' | 'g'; term: string }[] {
  const wanted = new Map<string, { language: Language; field: 's' | 'p' | 'g'; term: string }>();
  const add = (language: Language, field: 's' | 'p' | 'g', term: string) =>
    wanted.set(`${language}:${field}:${term}`, { language, field, term });
  for (const language of LANGUAGES) {
    for (const word of query.words) {
      for (const piece of [word, ...parts(word)]) {
        const { stem } = wordFeatures(piece, language);
        add(language, 's', stem);
        add(language, 'p', stem);
      }
      for (const gram of grams(word)) add(language, 'g', gram);
    }
  }
  return [...wanted.values()];
}

/** Weighs the query's words and grams by their document frequencies, summed over the languages in scope. */
export function weigh(query: AnalysedQuery, statistics: QueryStatistics): QueryTerms {
  const frequency = (field: string, term: (language: Language) => string) =>
    LANGUAGES.reduce(
      (sum, language) => sum + (statistics.frequency.get(`${language}:${field}:${term(language)}`) ?? 0),
      0,
    );

  const index = new Map<string, number>();
  const all: QueryTerms['grams'] = [];
  const words = query.words.map((word): QueryWord => {
    const own = grams(word).map((gram) => {
      let at = index.get(gram);
      if (at === undefined) {
        at =
          all.push({
            gram,
            idf: idf(
              statistics.units,
              frequency('g', () => gram),
            ),
          }) - 1;
        index.set(gram, at);
      }
      return at;
    });
    const stems = Object.fromEntries(
      LANGUAGES.map((language) => [language, wordFeatures(word, language).stem]),
    ) as Record<Language, string>;
    return {
      word,
      stems,
      idf: idf(
        statistics.units,
        frequency('s', (language) => stems[language]),
      ),
      grams: own,
      gramWeight: own.length ** -0.25,
    };
  });
  const total = words.reduce(
    (sum, w) => sum + w.idf + w.gramWeight * w.grams.reduce((inner, at) => inner + all[at]!.idf, 0),
    0,
  );
  return {
    words,
    grams: all,
    total,
    averageStemLength: statistics.averageStemLength,
    averageGramLength: statistics.averageGramLength,
  };
}
