import type { WeightsConfig } from '#platform';

/** How the parts of a score are weighed and how many candidates are looked at. Source: RETRIEVAL notes, section 2. */
export const weights = {
  /**
   * Units from each lane that go into the second stage, which is most of a search's time. On gesetze-de (1,500
   * questions) 200 and 150, 150 and 110, 120 and 90 have one nDCG@10, .6208, and recall@100 .931, .935, .934; of the
   * first ten that 1,000 of each would show over 30,000 Danish units they keep 99.0, 98.5 and 98.4 %, and always the first.
   */
  candidates: { lexical: 120, vector: 90, identifier: 50 },
  /**
   * Units that the terms selecting lexical candidates are likely to choose: a sixth of all, within bounds. Of the
   * lane's own first ten for 300 queries over 100,000 units 5,000 and 2,500 both keep 99.7 %, 1,000 keeps 97.8 %; the
   * time grows with them. On gesetze-de (9,014 units) a third and a sixth both have .6208.
   */
  budget: { share: 1 / 6, least: 1000, most: 2500 },
  /**
   * Fitted with the static embedder. For others nothing has been measured here: they begin with the same, and
   * the configuration can set others.
   */
  question: { vector: 0.3, window: 0.3 },
  keywords: { vector: 0.8, window: 0 },
  /**
   * Added for a case number of the query that names the document itself, for one that the unit mentions, and for a
   * section of a statute.
   */
  ownCaseNumber: 2,
  caseNumber: 1,
  section: 0.15,
  /** Of the best document's score; what is below is no find but the rest of the corpus. */
  relativeFloor: 0.25,
  /**
   * A query finds something when one unit shares this much of its words, or is this near in meaning, or holds its
   * identifier; then weaker ones may stand below it (4 % of right documents across languages are such). On the
   * samples, queries in scripts that no text is in, and mere letters, reach .32 in meaning and .03 in words.
   */
  find: { lexical: 0.05, vector: 0.35 },
};

/** Every unit in scope that has a vector: the full scan that the lanes are measured against. */
export const everything: typeof weights.candidates = { ...weights.candidates, vector: 1e9 };

/** What meaning (w) and the best window (v) weigh beside words in the score of one query. */
export interface QueryWeights {
  vector: number;
  window: number;
}

export function queryWeights(question: boolean, configured: WeightsConfig): QueryWeights {
  const kind = question ? 'question' : 'keywords';
  const { vector = weights[kind].vector, window = weights[kind].window } = configured[kind];
  return { vector, window };
}
