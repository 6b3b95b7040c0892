import { idf, termId, termKey, wordFeatures, type QueryStatistics } from '#corpus';
import { LANGUAGES } from '#platform';
import type { WantedWords } from './query-terms.js';
import { weights } from './weights.js';

/**
 * What the lexical lane asks the database for: the ids of which a candidate must hold one, and the weight of each.
 * Only the rarest terms select candidates, until together they have spent the budget, so that the cost does not grow
 * with the corpus; all terms order them.
 */
export function lexicalLane(
  wanted: WantedWords,
  statistics: QueryStatistics,
  parts: (word: string) => string[],
): { match: number[]; weights: Map<number, number> } {
  const terms = new Map<number, { df: number; weight: number }>();
  const df = (piece: string) =>
    LANGUAGES.map((language) => {
      const { stem } = wordFeatures(piece, language);
      const held = (field: 's' | 'p') =>
        statistics.frequency.get(termKey({ language, field, term: stem })) ?? 0;
      return held('s') + held('p');
    });
  for (const language of LANGUAGES) {
    for (const { word, weight } of wanted[language]) {
      for (const piece of [word, ...parts(word)]) {
        const dfs = df(piece);
        const own =
          weight *
          idf(
            statistics.units,
            Math.min(
              statistics.units,
              dfs.reduce((a, b) => a + b, 0),
            ),
          );
        const id = termId(language, wordFeatures(piece, language).stem);
        terms.set(id, {
          df: dfs[LANGUAGES.indexOf(language)]!,
          weight: Math.max(own, terms.get(id)?.weight ?? 0),
        });
      }
    }
  }
  const { share, least, most } = weights.budget;
  const budget = Math.min(most, Math.max(least, share * statistics.units));
  const match: number[] = [];
  let reached = 0;
  for (const [id, { df }] of [...terms].filter(([, term]) => term.df > 0).sort((a, b) => a[1].df - b[1].df)) {
    if (match.length > 0 && reached + df > budget) break;
    reached += df;
    match.push(id);
  }
  return { match, weights: new Map([...terms].map(([id, term]) => [id, term.weight])) };
}
