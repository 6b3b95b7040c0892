import { useState } from 'react';
import type { Corpus, Excerpt as ReadExcerpt, Pin } from '../api/openapi.js';
import { day, valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { copyRich } from '../parts/copy.js';
import { Icon } from '../parts/Icon.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { Treatments } from '../parts/Treatments.js';
import { Validity } from '../parts/Validity.js';
import { Where } from '../parts/Where.js';
import { Excerpt } from '../search/Excerpt.js';
import { sourceAddress } from '../source/address.js';
import { copyablePin, rangeOf } from './pin.js';
import { NoteField } from './NoteField.js';
import { renew, useAction, useWork } from './useWork.js';

/** A pinned place as it may be read today, with its note. */
export function PinnedPlace({ caseId, pin, corpora }: { caseId: string; pin: Pin; corpora: Corpus[] }) {
  const { t } = useI18n();
  const work = useWork();
  const { run, busy, error } = useAction();
  const unpin = async () => {
    const done = await run(() => work.unpin(caseId, pin.id).then(() => renew('case', 'cases')));
    if (done) announce(t.work.unpinned);
  };
  const title = pin.excerpt?.document.title ?? t.work.withheld;
  return (
    <article className="hit">
      {pin.excerpt ? (
        <Readable pin={pin} excerpt={pin.excerpt} corpora={corpora} />
      ) : (
        <>
          <h3>{t.work.withheld}</h3>
          <p>{t.work.withheldWhy}</p>
        </>
      )}
      {error && <ProblemNotice error={error} />}
      <NoteField
        label={t.work.note}
        rows={2}
        value={pin.note}
        save={async (note) => {
          await work.note(caseId, pin.id, note);
          await renew('case', 'cases');
        }}
      />
      <div className="row">
        {pin.excerpt && <CopyCitation pin={pin} excerpt={pin.excerpt} corpora={corpora} />}
        <button
          type="button"
          className="text-button"
          aria-label={t.work.unpinAbout(title)}
          disabled={busy}
          onClick={() => void unpin()}
        >
          <Icon name="close" />
          {t.work.unpin}
        </button>
      </div>
    </article>
  );
}

interface ReadableProps {
  pin: Pin;
  excerpt: ReadExcerpt;
  corpora: Corpus[];
}

function Readable({ pin, excerpt: { document, version, ...place }, corpora }: ReadableProps) {
  const { t } = useI18n();
  const corpus = corpora.find(({ slug }) => slug === document.corpus);
  const range = rangeOf(pin);
  return (
    <>
      <h3 lang={version.language}>
        <Link href={sourceAddress(version.id, range)}>{document.title}</Link>
      </h3>
      <p className="hit-facts">
        {document.kind && <span>{valueName('kind', document.kind, t)}</span>}
        {version.date && <span>{day(version.date, t)}</span>}
        <span lang={corpus?.language}>{corpus?.title ?? document.corpus}</span>
        <Validity period={version} />
        <Treatments treatments={document.treatments} />
      </p>
      <Where title={document.title} headings={place.headings} page={place.page} language={version.language} />
      {range && place.text !== null && (
        <Excerpt passage={{ ...range, text: place.text, language: version.language }} matches={[]} />
      )}
    </>
  );
}

function CopyCitation({ pin, excerpt, corpora }: ReadableProps) {
  const { t } = useI18n();
  const [copied, setCopied] = useState('');
  const copy = async () => {
    const done = await copyRich(copyablePin(pin, excerpt, corpora));
    setCopied(done ? t.source.copied : t.source.notCopied);
    announce(done ? t.source.copied : t.source.notCopied);
  };
  return (
    <>
      <button type="button" className="text-button" onClick={() => void copy()}>
        <Icon name="copy" />
        {excerpt.text === null ? t.source.copyCitation : t.source.copyQuote}
      </button>
      <span className="quiet">{copied}</span>
    </>
  );
}
