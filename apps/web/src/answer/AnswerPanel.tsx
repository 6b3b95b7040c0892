import type { RefObject } from 'react';
import type { AnswerResponse } from '../api/openapi.js';
import type { Loaded } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import type { Query } from '../search/query.js';
import { Marker } from './Marker.js';
import { numberSources } from './sources.js';
import { SourceList } from './SourceList.js';

interface Props {
  answer: Loaded<AnswerResponse>;
  query: Query;
  heading: RefObject<HTMLHeadingElement | null>;
}

export function AnswerPanel({ answer: { data, error, loading, reload }, query, heading }: Props) {
  const { t } = useI18n();
  const refused = data?.status === 'refused';
  useAnnouncement(loading ? t.answer.looking : data && !refused ? t.answer.ready : null);
  return (
    <section className="answer" aria-labelledby="answer" aria-busy={loading}>
      <h2 id="answer" ref={heading} tabIndex={-1}>
        {refused ? t.answer.refusedTitle : t.answer.title}
      </h2>
      {loading && <p className="answer-looking">{t.answer.looking}</p>}
      {error && <ProblemNotice error={error} retry={reload} />}
      {refused && <p>{t.answer.refused[data.refusal?.reason.code ?? ''] ?? data.refusal?.reason.message}</p>}
      {data?.status === 'answered' && <Sentences answer={data} q={query.q} />}
      {data?.degraded && data.degraded.length > 0 && (
        <Notice tone="warning">
          <p>
            {t.results.degraded(data.degraded.map((lane) => t.results.laneNames[lane] ?? lane).join(', '))}
          </p>
        </Notice>
      )}
    </section>
  );
}

function Sentences({ answer, q }: { answer: AnswerResponse; q: string }) {
  const { t } = useI18n();
  const sources = numberSources(answer);
  return (
    <>
      <div className="answer-text">
        {answer.sentences.map((sentence, i) => {
          const cited = sentence.quotes.map((quote) => sources.find((source) => source.holds(quote)));
          return (
            <p key={i}>
              <span lang={cited[0]?.language}>{sentence.text}</span>
              {cited.map((source) => source && <Marker key={source.number} source={source} q={q} />)}
            </p>
          );
        })}
      </div>
      <p className="quiet">{t.answer.note}</p>
      <SourceList sources={sources} q={q} />
    </>
  );
}
