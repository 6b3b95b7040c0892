import { idf, wordFeatures, termId, type AnalysedQuery, type QueryStatistics } from '#corpus';
import { LANGUAGES } from '#platform';

/**
 * What the lexical lane asks the database for: the ids of which a candidate must hold one, and the weight of each.
 * Only the rarest terms select candidates, until together they occur in `budget` units, so that the cost does not
 * grow with the corpus; all terms order them.
 */
export function lexicalLane(
  query: AnalysedQuery,
  statistics: QueryStatistics,
  parts: (word: string) => string[],
  budget: number,
): { match: number[]; weights: Map<number, number> } {
  const terms = new Map<number, { df: number; idf: number }>();
  for (const word of query.words) {
    for (const piece of [word, ...parts(word)]) {
      const stems = LANGUAGES.map((language) => ({ language, stem: wordFeatures(piece, language).stem }));
      const dfs = stems.map(({ language, stem }) =>
        ['s', 'p'].reduce(
          (sum, field) => sum + (statistics.frequency.get(`${language}:${field}:${stem}`) ?? 0),
          0,
        ),
      );
      const weight = idf(
        statistics.units,
        Math.min(
          statistics.units,
          dfs.reduce((a, b) => a + b, 0),
        ),
      );
      for (const [at, { language, stem }] of stems.entries())
        terms.set(termId(language, stem), { df: dfs[at]!, idf: weight });
    }
  }
  const match: number[] = [];
  let reached = 0;
  for (const [id, { df }] of [...terms].filter(([, term]) => term.df > 0).sort((a, b) => a[1].df - b[1].df)) {
    if (match.length > 0 && reached + df > budget) break;
    reached += df;
    match.push(id);
  }
  return { match, weights: new Map([...terms].map(([id, term]) => [id, term.idf])) };
}
