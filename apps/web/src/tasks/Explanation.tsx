import { useState } from 'react';
import { Sentences } from '../answer/Sentences.js';
import { numberSources } from '../answer/sources.js';
import type { ExplanationResponse, Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import type { Range } from '../parts/ranges.js';
import { SidePart } from '../source/SidePart.js';

interface Props {
  version: Version;
  /** The place looked at. */
  place: Range | null;
  q: string;
  beside: boolean;
}

/** The document, or a place in it, in plain words and the reader's language; only where a model can write them. */
export function Explanation({ version, place, q, beside }: Props) {
  const { language, t } = useI18n();
  const about = useLoad('about', requests.about);
  const [wanted, setWanted] = useState<Partial<Range> | null>(null);
  const made = useLoad(
    wanted ? `explanation ${version.id} ${language} ${wanted.start}-${wanted.end}` : null,
    (signal) => requests.explanation({ version: version.id, language, ...wanted }, signal),
    { fresh: true, once: true },
  );
  useAnnouncement(wanted && (made.loading ? t.tasks.explaining : made.data ? t.tasks.explained : null));
  if (about.data?.composer !== 'generative') return null;
  const ways: [string, Partial<Range>][] = [
    ...(place ? ([[t.tasks.explainPlace, { start: place.start, end: place.end }]] as [string, Range][]) : []),
    [t.tasks.explainWhole, {}],
  ];
  return (
    <SidePart title={t.tasks.explanation} beside={beside} closed>
      <div className="row">
        {ways.map(([text, range]) => (
          <button
            key={text}
            type="button"
            className="button button-secondary"
            disabled={made.loading}
            onClick={() => setWanted(range)}
          >
            {text}
          </button>
        ))}
      </div>
      {made.loading && <p>{t.tasks.explaining}</p>}
      {made.error && <ProblemNotice error={made.error} retry={made.reload} />}
      {made.data && <Told explanation={made.data} q={q} />}
    </SidePart>
  );
}

function Told({ explanation, q }: { explanation: ExplanationResponse; q: string }) {
  const { t } = useI18n();
  const { sentences, language, model, notices } = explanation;
  return (
    <div className="summary">
      <Sentences sentences={sentences} sources={numberSources(sentences)} language={language} q={q} />
      {notices.some(({ code }) => code === 'incomplete') && (
        <Notice tone="warning">
          <p>{t.tasks.notAllExplained}</p>
        </Notice>
      )}
      <p className="quiet">{t.tasks.written(model ?? '')}</p>
    </div>
  );
}
