import type { Found } from '#retrieval';

/**
 * Is the best document about the question at all? A logistic score over the share of the question's words that it
 * covers, its lexical score and its cosine; 0 is the border. Source: RETRIEVAL notes, section 2 ("Answerable?"):
 * AUROC .981 for off-topic questions over 11 corpora. It detects the off-topic, not a missing fact.
 */
export const answerability = { coverage: 4.2, lexical: 3.05, cosine: 9.6, offset: -7.0 };

export function answerabilityScore({ documents, scorer }: Pick<Found, 'documents' | 'scorer'>): number {
  const best = documents[0];
  if (!best) return -Infinity;
  const [{ unit, score }] = best.units;
  const coverage = scorer.coverage(
    scorer.read(unit.context, unit.language),
    scorer.read(unit.text, unit.language),
  );
  return (
    answerability.coverage * coverage +
    answerability.lexical * score.lexical +
    answerability.cosine * score.vector +
    answerability.offset
  );
}
