/** How the parts of a score are weighed and how many candidates are looked at. Source: RETRIEVAL notes, section 2. */
export const weights = {
  /** Units from each lane that go into the second stage. */
  candidates: { lexical: 200, vector: 150, identifier: 50 },
  /**
   * Occurrences that the terms selecting lexical candidates may have together: a third of the units, within bounds.
   * RETRIEVAL notes, section 3: of the exact best 20 candidates 10,000 of 300,000 keep 98.8 %, 20,000 all.
   */
  budget: { share: 1 / 3, least: 1000, most: 20_000 },
  question: { vector: 0.3, window: 0.3 },
  keywords: { vector: 0.8, window: 0 },
  /** Added for a case number of the query found in the unit, and for a section of a statute. */
  caseNumber: 1,
  section: 0.15,
  /** Of the best document's score; what is below is no find but the rest of the corpus. */
  relativeFloor: 0.25,
};
