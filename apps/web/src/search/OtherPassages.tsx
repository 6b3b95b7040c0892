import type { Hit } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { Marked } from '../parts/Marked.js';
import { bestStretch, within } from '../parts/ranges.js';
import { SourceLink } from '../source/SourceLink.js';

const SIZE = 140;

/** Where else the same document speaks of it; closed until asked for. */
export function OtherPassages({ hit, q }: { hit: Hit; q: string }) {
  const { t } = useI18n();
  if (hit.others.length === 0) return null;
  const headings = (passage: Hit['others'][number]) =>
    passage.headings.filter((heading) => heading !== hit.document.title).join(' › ') ||
    (passage.page === null ? t.results.passage : t.results.page(passage.page));
  return (
    <details className="others">
      <summary>{t.results.more(hit.more)}</summary>
      <ul>
        {hit.others.map((passage) => {
          const marked = within(passage.matches, passage.start, passage.end);
          const { start, end } = bestStretch(passage.text, marked, SIZE);
          return (
            <li key={passage.id} lang={passage.language}>
              <SourceLink version={hit.version.id} range={passage} q={q}>
                {headings(passage)}
              </SourceLink>
              <span className="others-text">
                <Marked
                  text={passage.text.slice(start, end).replaceAll('\n', ' ')}
                  ranges={within(marked, start, end)}
                />
                {end < passage.text.length && ' …'}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
