import { idf, type LexicalQuery, type QueryStatistics } from '#corpus';
import { byLanguage, LANGUAGES } from '#platform';
import type { WantedWords } from './query-terms.js';
import { weights } from './weights.js';
import { wordTerms, type KeyedTerm } from './word-terms.js';

/** A term that a unit may be found by. */
interface Term {
  id: number;
  /** Units that hold it. */
  df: number;
  weight: number;
}

/** What the lexical lane asks the database for: which units are candidates, and what each term weighs in their order. */
export function lexicalLane(
  wanted: WantedWords,
  statistics: QueryStatistics,
  parts: (word: string) => string[],
): LexicalQuery {
  const terms = new Map<number, Term>();
  const held = ({ key }: KeyedTerm) => statistics.frequency.get(key) ?? 0;
  for (const language of LANGUAGES) {
    for (const { word, weight } of wanted[language]) {
      for (const piece of [word, ...parts(word)]) {
        const { stems } = wordTerms(piece);
        const dfs = byLanguage((of) => held(stems[of].word) + held(stems[of].part));
        const all = LANGUAGES.reduce((sum, of) => sum + dfs[of], 0);
        const own = weight * idf(statistics.units, Math.min(statistics.units, all));
        const { id } = stems[language];
        const known = terms.get(id)?.weight ?? 0;
        terms.set(id, { id, df: dfs[language], weight: Math.max(own, known) });
      }
    }
  }
  const { share, least, most } = weights.budget;
  const budget = Math.round(Math.min(most, Math.max(least, share * statistics.units)));
  const stored = [...terms.values()].filter((term) => term.df > 0);
  return {
    ...chosen(stored, statistics.units, budget),
    weights: new Map(stored.map(({ id, weight }) => [id, weight])),
  };
}

/** Of the terms that are too frequent to be looked up alone, so many that say most are looked up in pairs. */
const PAIRED = 6;

/**
 * Chooses what selects candidates, so that their number does not grow with the corpus, nor where a wider scope is
 * searched for the same: the rarest terms until together they have spent the budget, then pairs of the others that say
 * most, by how many units are likely to hold both. Where nothing is within the budget, the rarest term, of whose units
 * the database takes as many as there may be.
 */
export function chosen(terms: Term[], units: number, budget: number): Pick<LexicalQuery, 'any' | 'together'> {
  const rarest = terms.toSorted((a, b) => a.df - b.df);
  let left = budget;
  const alone = rarest.filter(({ df }) => (left -= df) >= 0);
  left = budget - alone.reduce((sum, { df }) => sum + df, 0);
  const frequent = rarest
    .slice(alone.length)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, PAIRED);
  const pairs = frequent
    .flatMap((a, at) => frequent.slice(at + 1).map((b) => ({ ids: [a.id, b.id], df: (a.df * b.df) / units })))
    .sort((a, b) => a.df - b.df);
  const together = pairs.filter(({ df }) => (left -= df) >= 0).map(({ ids }) => ids);
  const nothing = alone.length + together.length === 0;
  const any = (nothing ? rarest.slice(0, 1) : alone).map(({ id }) => id);
  return { any: { ids: any, most: budget }, together: { lists: together, most: budget } };
}
