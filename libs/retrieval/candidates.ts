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

/** Sets of several terms are made of so many that say most, and hold so many at most. */
const SETS = { of: 6, most: 3 };
/**
 * Words of one subject are in the same units more often than chance would have it: between that and the number of
 * the rarest one's units, so far on a logarithmic scale. Of the lane's own first ten for 300 queries over 100,000 units,
 * with a budget of 1,000, .25 keeps 97.8 % and looks at 870, .5 keeps 96.4 % of 510; rare terms alone and pairs of
 * others, as if by chance, kept 93.4 % and looked at 1,180.
 */
const SHARED = 0.25;
/** Some sets are held by more units than was estimated: so many times the budget is looked at. */
const MISJUDGED = 2;

/** Terms that a unit may hold whole. */
interface TermSet {
  ids: number[];
  /** What they say together. */
  weight: number;
  /** Units that are likely to hold all of them. */
  df: number;
}

/**
 * Chooses what selects candidates, so that their number does not grow with the corpus, nor where a wider scope is
 * searched for the same: units that hold terms of some weight together, which is as low as the budget allows. Where
 * nothing is within the budget, the rarest term, of whose units as many are looked at as the budget allows.
 */
export function chosen(terms: Term[], units: number, budget: number): Omit<LexicalQuery, 'weights'> {
  let taken: TermSet[] = [];
  for (const set of setsOf(terms, units).sort((a, b) => b.weight - a.weight)) {
    // Units that hold more than this set are among those that hold it.
    const others = taken.filter(({ ids }) => !set.ids.every((id) => ids.includes(id)));
    if (others.reduce((sum, { df }) => sum + df, set.df) > budget) break;
    taken = [...others, set];
  }
  if (taken.length === 0) {
    const rarest = terms.toSorted((a, b) => a.df - b.df).slice(0, 1);
    return { any: rarest.map(({ id }) => id), together: [], most: budget };
  }
  const ids = taken.map((set) => set.ids);
  return {
    any: ids.filter(({ length }) => length === 1).flat(),
    together: ids.filter(({ length }) => length > 1),
    most: MISJUDGED * budget,
  };
}

/** Each set of some of the terms that say most, and each of the others alone. */
function setsOf(terms: Term[], units: number): TermSet[] {
  const ordered = terms.toSorted((a, b) => b.weight - a.weight);
  const [, ...sets] = ordered
    .slice(0, SETS.of)
    .reduce<Term[][]>(
      (known, term) => [
        ...known,
        ...known.filter(({ length }) => length < SETS.most).map((own) => [...own, term]),
      ],
      [[]],
    );
  return [...sets, ...ordered.slice(SETS.of).map((term) => [term])].map((own) => {
    const rarest = Math.min(...own.map(({ df }) => df));
    const byChance = own.reduce((product, { df }) => (product * df) / units, units);
    return {
      ids: own.map(({ id }) => id),
      weight: own.reduce((sum, { weight }) => sum + weight, 0),
      df: byChance ** (1 - SHARED) * rarest ** SHARED,
    };
  });
}
