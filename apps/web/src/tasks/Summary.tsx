import { useState } from 'react';
import { Sentences } from '../answer/Sentences.js';
import { numberSources } from '../answer/sources.js';
import type { SummaryResponse, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { ProblemNotice } from '../parts/Notice.js';
import { SidePart } from '../source/SidePart.js';

/** What a document says in short, made when the part is opened; each sentence leads to its place in the text. */
export function Summary({ version, q, beside }: { version: Version; q: string; beside: boolean }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const made = useLoad(
    open ? `summary ${version.id}` : null,
    (signal) => requests.summary({ version: version.id }, signal),
    { fresh: true },
  );
  useAnnouncement(
    open && made.loading
      ? t.loading
      : made.data
        ? t.tasks.read(made.data.read.passages, made.data.read.of)
        : null,
  );
  return (
    <SidePart title={t.tasks.summary} beside={beside} closed onToggle={setOpen}>
      {made.loading && <p>{t.loading}</p>}
      {made.error && <ProblemNotice error={made.error} retry={made.reload} />}
      {made.data && <Told summary={made.data} version={version} q={q} />}
    </SidePart>
  );
}

function Told({ summary, version, q }: { summary: SummaryResponse; version: Version; q: string }) {
  const { t } = useI18n();
  const { line, paragraph, sections, read, composer, model } = summary;
  const sources = numberSources([
    ...(line ? [line] : []),
    ...paragraph,
    ...sections.flatMap((one) => one.sentences),
  ]);
  const shown = { sources, language: version.language, q };
  return (
    <div className="summary">
      {line && (
        <div className="summary-line">
          <Sentences sentences={[line]} {...shown} />
        </div>
      )}
      <Sentences sentences={paragraph.filter(({ text }) => text !== line?.text)} {...shown} />
      {sections.length > 1 && (
        <details>
          <summary>{t.tasks.sections}</summary>
          {sections.map(({ headings, start, sentences }) => (
            <div key={start}>
              <p className="summary-heading" lang={version.language}>
                {headings.filter((heading) => heading !== version.title).join(' › ')}
              </p>
              <Sentences sentences={sentences} {...shown} />
            </div>
          ))}
        </details>
      )}
      <p className="quiet">
        {composer === 'generative' ? t.tasks.written(model ?? '') : t.tasks.note}{' '}
        {t.tasks.read(read.passages, read.of)}
      </p>
    </div>
  );
}
