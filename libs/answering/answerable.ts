import type { Found } from '#retrieval';

/**
 * Is the best document about the question at all? A logistic score over the share of the question's words that it
 * covers, the evidence in words (the lexical score times what the question's words weigh, so that a long question is
 * not held to the share that a short one reaches), its cosine, and how far it stands above the next ten; a document in
 * another language than the question's, whose words are met only in translation, is not held to as much. 0..1; the
 * border is configuration, of the server and of each corpus. Null where nothing was found.
 *
 * The weights were fitted on questions of xquad-da/de/en, covidfaq-de/en, cmsmanual-da and squad-da against their own
 * corpus and against another one of the same language, and of three xquad pairs across languages. The border and
 * `foreign` were set on 480 questions of six of these corpora and 640 that these cannot answer, gesetze-de's among
 * them. What is asked and how may ask for another border: `kilde eval-answers --against` fits one (docs/answers.md has
 * figures, and what was tried beside). It detects the off-topic, not a missing fact.
 */
const weights = { coverage: 4.45, evidence: 2.17, cosine: 4.91, lead: 2.41, foreign: 2, offset: -8.76 };
const NEXT = 10;

export function answerability({
  query,
  documents,
  scorer,
}: Pick<Found, 'query' | 'documents' | 'scorer'>): number | null {
  const [best, ...others] = documents;
  if (!best) return null;
  const [{ unit, score }] = best.units;
  const coverage = scorer.coverage(
    scorer.read(unit.context, unit.language),
    scorer.read(unit.text, unit.language),
  );
  const next = others.slice(0, NEXT).map((document) => document.units[0].score.total);
  const lead =
    next.length > 0
      ? score.total - next.reduce((sum, total) => sum + total, 0) / next.length
      : score.total / 2;
  const foreign = query.language !== null && query.language !== unit.language ? weights.foreign : 0;
  const logit =
    weights.coverage * coverage +
    weights.evidence * Math.log1p(score.lexical * scorer.weight) +
    weights.cosine * score.vector +
    weights.lead * lead +
    foreign +
    weights.offset;
  return 1 / (1 + Math.exp(-logit));
}
