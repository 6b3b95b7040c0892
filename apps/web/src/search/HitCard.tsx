import type { Corpus, Hit } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { Treatments } from '../parts/Treatments.js';
import { Validity } from '../parts/Validity.js';
import { Where } from '../parts/Where.js';
import { PinButton } from '../work/PinButton.js';
import { PickToCompare } from '../tasks/PickToCompare.js';
import { SourceLink } from '../source/SourceLink.js';
import { Excerpt } from './Excerpt.js';
import { factsOf } from './facts.js';
import { OtherPassages } from './OtherPassages.js';
import type { Query } from './query.js';
import { WhyFound } from './WhyFound.js';

export function HitCard({ hit, query, corpora }: { hit: Hit; query: Query; corpora: Corpus[] }) {
  const { language, t } = useI18n();
  const { passage, document, version } = hit;
  const date = typeof hit.metadata.date === 'string' ? hit.metadata.date : null;
  const corpus = corpora.find(({ slug }) => slug === document.corpus);
  return (
    <article className={query.open?.version === version.id ? 'hit is-open' : 'hit'}>
      <h3 lang={passage.language}>
        <SourceLink
          version={version.id}
          range={passage}
          q={query.q}
          aria-current={query.open?.version === version.id ? true : undefined}
        >
          {document.title}
        </SourceLink>
      </h3>
      <p className="hit-facts">
        {document.kind && <span>{valueName('kind', document.kind, t)}</span>}
        {date && <span>{day(date, t)}</span>}
        {factsOf(hit, corpus, language).map(({ label, value }) => (
          <span key={label}>
            <span className="fact-label">{label}:</span> <span lang={passage.language}>{value}</span>
          </span>
        ))}
        {query.corpora.length !== 1 && (
          <span lang={corpus?.language}>{corpus?.title ?? document.corpus}</span>
        )}
        <Validity period={version} />
        <Treatments treatments={document.treatments} />
      </p>
      {version.replacedBy && (
        <p className="replaced">
          {t.validity.replacedBy}{' '}
          <SourceLink version={version.replacedBy.id} q={query.q}>
            {version.replacedBy.title}
          </SourceLink>
        </p>
      )}
      <Where
        title={document.title}
        headings={passage.headings}
        page={passage.page}
        language={passage.language}
      />
      <Excerpt passage={passage} matches={hit.matches} />
      <OtherPassages hit={hit} q={query.q} />
      <WhyFound hit={hit} />
      <div className="hit-tools">
        <PinButton place={{ version: version.id, range: passage }} about={document.title} />
        <PickToCompare version={version.id} title={document.title} query={query} />
      </div>
    </article>
  );
}
