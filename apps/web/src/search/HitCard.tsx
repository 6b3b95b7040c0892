import { useState } from 'react';
import type { Corpus, Hit } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Marked } from '../parts/Marked.js';
import { bestStretch, within } from '../parts/ranges.js';
import { Where } from '../parts/Where.js';
import { Validity } from '../parts/Validity.js';
import { sourceAddress } from '../source/address.js';
import type { Query } from './query.js';

/** About seven lines; a passage may be three times as long. */
const EXCERPT = 520;

export function HitCard({ hit, query, corpora }: { hit: Hit; query: Query; corpora: Corpus[] }) {
  const { t } = useI18n();
  const { passage, document, version } = hit;
  const date = typeof hit.metadata.date === 'string' ? hit.metadata.date : null;
  const corpus = corpora.find(({ slug }) => slug === document.corpus);
  const lanes = hit.why.lanes.map((lane) => t.results.lanes[lane] ?? lane);
  return (
    <article className="hit">
      <h3 lang={passage.language}>
        <Link href={sourceAddress(version.id, passage, query.q)}>{document.title}</Link>
      </h3>
      <p className="hit-facts">
        {document.kind && <span>{valueName('kind', document.kind, t)}</span>}
        {date && <span>{day(date, t)}</span>}
        <span lang={corpus?.language}>{corpus?.title ?? document.corpus}</span>
        <Validity period={version} />
      </p>
      <Where
        title={document.title}
        headings={passage.headings}
        page={passage.page}
        language={passage.language}
      />
      <PassageText hit={hit} />
      <p className="hit-why">
        {lanes.length > 0 && (
          <span>
            {t.results.why}: {lanes.join(' · ')}
          </span>
        )}
        {hit.more > 0 && <span>{t.results.more(hit.more)}</span>}
      </p>
    </article>
  );
}

function PassageText({ hit: { passage, matches } }: { hit: Hit }) {
  const { t } = useI18n();
  const [whole, setWhole] = useState(false);
  const marked = within(matches, passage.start, passage.end);
  const best = bestStretch(passage.text, marked, EXCERPT);
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
