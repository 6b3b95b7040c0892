import type { Hit } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { foundWords } from './facts.js';

/** Why a document is among the results: its words, its meaning, a number. */
export function WhyFound({ hit }: { hit: Hit }) {
  const { t } = useI18n();
  const words = foundWords(hit);
  const { lanes } = hit.why;
  const reasons = [
    lanes.includes('identifier') && t.results.whyNumber,
    words.length > 0 && t.results.whyWords(words),
    lanes.includes('vector') && t.results.whyMeaning,
  ].filter((reason) => reason !== false);
  if (reasons.length === 0) return null;
  return (
    <p className="hit-why">
      {t.results.why} {reasons.join(' · ')}
    </p>
  );
}
