import { mean, measure } from './measures.js';

/** What meaning (w) and the best window (v) weigh beside words: score = lexical + identifier + w * vector + v * window. */
export interface Weights {
  vector: number;
  window: number;
}

export const KINDS = ['question', 'keywords'] as const;
/** Questions and keyword queries are weighed apart. */
export type Kind = (typeof KINDS)[number];
export type WeightsByKind = Record<Kind, Weights>;

/** The parts of a unit's score; `plain` is what no weight multiplies. */
export interface Parts extends Weights {
  plain: number;
}

/** A query with the documents found for it; a document's score is that of its best unit. */
export interface Scored {
  kind: Kind;
  grades: Map<string, number>;
  documents: { id: string; units: Parts[] }[];
}

export interface ScoredSet {
  set: string;
  queries: Scored[];
}

export interface Fit {
  fitted: WeightsByKind;
  /** nDCG@10 of each set with the weights as they are, as fitted, and as fitted on the other sets alone. */
  rows: { set: string; current: number; fitted: number; 'left out': number }[];
}

const VECTOR = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.2, 1.5, 2, 3, 5];
const WINDOW = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
const GRID: Weights[] = VECTOR.flatMap((vector) => WINDOW.map((window) => ({ vector, window })));

/** A gain below this is rounding; the weights stay as they are then. */
const GAIN = 1e-9;

/**
 * The weights of a grid with the highest mean over sets of nDCG@10. A query is of one kind, so that the two kinds are
 * fitted apart and the grid is searched whole. Pure.
 */
export function fit(sets: ScoredSet[], current: WeightsByKind): Fit {
  const tables = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      [current[kind], ...GRID].map((weights) => ({
        weights,
        shares: sets.map((set) => shareOf(set, kind, weights)),
      })),
    ]),
  ) as Record<Kind, Candidate[]>;
  const choose = (without?: number) => ({
    question: best(tables.question, without),
    keywords: best(tables.keywords, without),
  });
  const fitted = choose();
  const score = (chosen: Record<Kind, Candidate>, at: number) =>
    chosen.question.shares[at]! + chosen.keywords.shares[at]!;
  const before = { question: tables.question[0]!, keywords: tables.keywords[0]! };
  return {
    fitted: { question: fitted.question.weights, keywords: fitted.keywords.weights },
    rows: sets.map(({ set }, at) => ({
      set,
      current: score(before, at),
      fitted: score(fitted, at),
      'left out': score(choose(at), at),
    })),
  };
}

/** Weights for one kind of query, and what the queries of that kind add to the mean nDCG@10 of each set with them. */
interface Candidate {
  weights: Weights;
  shares: number[];
}

function shareOf({ queries }: ScoredSet, kind: Kind, weights: Weights): number {
  return mean(queries.map((query) => (query.kind === kind ? ndcg(query, weights) : 0)));
}

function ndcg({ grades, documents }: Scored, { vector, window }: Weights): number {
  const ranked = documents
    .map(({ id, units }) => ({
      id,
      score: Math.max(...units.map((unit) => unit.plain + vector * unit.vector + window * unit.window)),
    }))
    .sort((a, b) => b.score - a.score);
  return measure(
    grades,
    ranked.slice(0, 10).map(({ id }) => id),
  )['nDCG@10'];
}

function best(candidates: Candidate[], without?: number): Candidate {
  const value = ({ shares }: Candidate) => mean(shares.filter((_, at) => at !== without));
  return candidates.reduce((best, candidate) => (value(candidate) > value(best) + GAIN ? candidate : best));
}
