import { useState } from 'react';
import type { Hit } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { Marked } from '../parts/Marked.js';
import { bestStretch, within, type Range } from '../parts/ranges.js';

/** About four lines; a passage may be five times as long. */
const SIZE = 340;

type Text = Pick<Hit['passage'], 'text' | 'language' | 'start' | 'end'>;

/** The part of a passage that holds most of what was looked for, and on request all of it. */
export function Excerpt({ passage, matches }: { passage: Text; matches: Range[] }) {
  const { t } = useI18n();
  const [whole, setWhole] = useState(false);
  const marked = within(matches, passage.start, passage.end);
  const best = bestStretch(passage.text, marked, SIZE);
  const shown = whole ? { start: 0, end: passage.text.length } : best;
  const isCut = best.end - best.start < passage.text.length;
  return (
    <>
      <blockquote className="passage" lang={passage.language}>
        {shown.start > 0 && '… '}
        <Marked
          text={passage.text.slice(shown.start, shown.end)}
          ranges={within(marked, shown.start, shown.end)}
        />
        {shown.end < passage.text.length && ' …'}
      </blockquote>
      {isCut && (
        <button type="button" className="text-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t.results.less : t.results.whole}
        </button>
      )}
    </>
  );
}
