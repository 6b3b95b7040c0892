import { rankPassages, type Found, type RankedDocument, type ScoredPassage } from '#retrieval';

/** Documents that passages are taken from. */
const DOCUMENTS = 5;

/** The best passages of the best documents together, best first. @param most how many */
export function bestPassages(
  { query, documents, scorer }: Pick<Found, 'query' | 'documents' | 'scorer'>,
  most: number,
  among = DOCUMENTS,
): { document: RankedDocument; passage: ScoredPassage }[] {
  return documents
    .slice(0, among)
    .flatMap((document) =>
      rankPassages(query, scorer, document).map((passage) => ({
        document,
        passage,
        worth: document.units[0].score.total + passage.score,
      })),
    )
    .sort((a, b) => b.worth - a.worth)
    .slice(0, most)
    .map(({ document, passage }) => ({ document, passage }));
}
