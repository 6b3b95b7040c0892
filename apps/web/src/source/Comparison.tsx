import { useEffect, useMemo } from 'react';
import type { Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { day } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';
import { compareTexts, type Stretch } from './compare.js';
import { SourceLink } from './SourceLink.js';

/** So many unchanged paragraphs are shown on each side of a change; more are folded away. */
const AROUND = 1;

interface Props {
  version: Version;
  other: string;
  q: string;
  /** The comparison stands on the page now. */
  onDrawn: () => void;
}

/** What changed between two versions, the earlier one's words struck out, the later one's underlined. */
export function Comparison({ version, other, q, onDrawn }: Props) {
  const { t } = useI18n();
  const loaded = useLoad(`version ${other}`, (signal) => requests.version(other, signal), { fresh: true });
  const stretches = useMemo(() => {
    if (!loaded.data) return [];
    const [before, after] = inOrder(version, loaded.data);
    return compareTexts(before.text, after.text);
  }, [version, loaded.data]);

  useEffect(() => {
    if (loaded.data) onDrawn();
  }, [loaded.data, onDrawn]);

  if (loaded.error) return <ProblemNotice error={loaded.error} retry={loaded.reload} />;
  if (!loaded.data) return <p role="status">{t.loading}</p>;
  const [before, after] = inOrder(version, loaded.data);
  const named = ({ validFrom }: Version) => (validFrom ? day(validFrom, t) : t.source.always);
  const changes = stretches.filter(({ kind }) => kind !== 'same').length;
  return (
    <section className="comparison" aria-label={t.source.comparison} tabIndex={-1}>
      <p>
        {t.source.compared(named(before), named(after))} <strong>{t.source.changes(changes)}</strong>{' '}
        <SourceLink version={version.id} q={q}>
          {t.source.endComparison}
        </SourceLink>
      </p>
      <div className="comparison-text" lang={version.language}>
        {stretches.map((stretch, at) => (
          <StretchView key={at} stretch={stretch} />
        ))}
      </div>
    </section>
  );
}

function inOrder(one: Version, other: Version): [Version, Version] {
  const start = ({ validFrom, createdAt }: Version) => `${validFrom ?? '0000-00-00'} ${createdAt}`;
  return start(one) <= start(other) ? [one, other] : [other, one];
}

function StretchView({ stretch }: { stretch: Stretch }) {
  if (stretch.kind === 'same') return <Unchanged paragraphs={stretch.paragraphs} />;
  if (stretch.kind === 'changed')
    return (
      <p className="changed">
        {stretch.pieces.map(({ kind, text }, at) => (
          <Piece key={at} kind={kind} text={text} />
        ))}
      </p>
    );
  return stretch.paragraphs.map((text, at) => (
    <p key={at} className="changed">
      <Piece kind={stretch.kind} text={text} />
    </p>
  ));
}

function Piece({ kind, text }: { kind: 'same' | 'added' | 'removed'; text: string }) {
  const { language, t } = useI18n();
  if (kind === 'same') return text;
  const Tag = kind === 'added' ? 'ins' : 'del';
  return (
    <Tag>
      <span className="sr-only" lang={language}>
        {t.source[kind]}{' '}
      </span>
      {text}
    </Tag>
  );
}

function Unchanged({ paragraphs }: { paragraphs: string[] }) {
  const { language, t } = useI18n();
  const lines = (some: string[]) => some.map((text, at) => <p key={at}>{text}</p>);
  const folded = paragraphs.slice(AROUND, -AROUND);
  if (folded.length < 2) return lines(paragraphs);
  return (
    <>
      {lines(paragraphs.slice(0, AROUND))}
      <details className="unchanged">
        <summary lang={language}>{t.source.unchanged(folded.length)}</summary>
        {lines(folded)}
      </details>
      {lines(paragraphs.slice(-AROUND))}
    </>
  );
}
