import type { RefObject } from 'react';
import { problemOf } from '../api/client.js';
import { useI18n, type Texts } from '../i18n/index.js';
import { useAnnouncement } from '../parts/announce.js';
import { Link } from '../parts/Link.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import type { Query } from '../search/query.js';
import { draftAddress } from '../tasks/address.js';
import { FeedbackButton } from '../feedback/FeedbackButton.js';
import { EarlierQuestions } from './EarlierQuestions.js';
import { ExportAnswer } from './ExportAnswer.js';
import { FollowUp } from './FollowUp.js';
import { Refused } from './Refused.js';
import { Remarks } from './Remarks.js';
import { Rewritten } from './Rewritten.js';
import { Sentences } from './Sentences.js';
import { SourceList } from './SourceList.js';
import { numberSources } from './sources.js';
import { isUnderWay, type Telling } from './telling.js';
import type { ToldAnswer } from './useAnswer.js';

interface Props {
  answer: ToldAnswer;
  query: Query;
  heading: RefObject<HTMLHeadingElement | null>;
  go: (query: Query, toTop?: boolean) => void;
}

/** The answer to a question, as it comes; refused, it says why and helps on. */
export function AnswerPanel({ answer: { told, error, waiting, again }, query, heading, go }: Props) {
  const { t } = useI18n();
  const sources = numberSources(told?.sentences ?? []);
  const problem = error ?? (told?.problem ? problemOf(told.problem.status, told.problem) : undefined);
  const underWay = !problem && (!told || isUnderWay(told));
  useAnnouncement(spoken(told, underWay, sources.length, t));
  return (
    <section className="answer" aria-labelledby="answer" aria-busy={underWay}>
      <EarlierQuestions query={query} />
      <h2 id="answer" ref={heading} tabIndex={-1}>
        {told?.refusal ? t.answer.refusedTitle : t.answer.title}
      </h2>
      {told?.rewritten && <Rewritten key={told.rewritten} question={told.rewritten} query={query} go={go} />}
      {waiting && <Waiting />}
      {told?.refusal && <Refused refusal={told.refusal} outcome={told.outcome} query={query} />}
      {told && told.sentences.length > 0 && !told.refusal && (
        <Sentences sentences={told.sentences} sources={sources} language={told.scope?.language} q={query.q} />
      )}
      {underWay && !waiting && <p className="answer-more">{t.answer.stages[told!.stage]}</p>}
      {told && told.connection !== 'open' && <Broken connection={told.connection} again={again} />}
      {problem && <ProblemNotice error={problem} retry={again} />}
      {told?.outcome && <Remarks told={told} outcome={told.outcome} />}
      {told?.outcome?.status === 'answered' && (
        <p className="quiet">
          {told.outcome.composer === 'generative'
            ? t.answer.written(told.outcome.model ?? '')
            : t.answer.note}
        </p>
      )}
      {sources.length > 0 && !told?.refusal && <SourceList sources={sources} q={query.q} />}
      {told?.outcome?.status === 'answered' && (
        <>
          <ExportAnswer question={query.q} told={told} />
          <p>
            <Link href={draftAddress({ ...query, q: told.rewritten ?? query.q })}>{t.tasks.toDraft}</Link>
          </p>
        </>
      )}
      {told?.outcome && told.scope && told.scope.corpora.length > 0 && (
        <FeedbackButton
          key={told.id}
          answer={told.id}
          question={query.q}
          sources={sources}
          corpora={told.scope.corpora}
        />
      )}
      {told?.outcome?.status === 'answered' && <FollowUp query={query} go={go} />}
    </section>
  );
}

/** What a screen reader says of it: when it begins, breaks off and ends. The sentences are there to be read. */
function spoken(told: Telling | undefined, underWay: boolean, sources: number, t: Texts): string | null {
  if (told?.connection === 'lost') return t.answer.lost;
  if (told?.connection === 'given-up') return t.answer.givenUp;
  if (underWay) return t.answer.looking;
  if (told?.refusal) return t.answer.refusedTitle;
  return told?.outcome ? t.answer.ready(told.sentences.length, sources) : null;
}

function Waiting() {
  const { t } = useI18n();
  return (
    <div className="answer-waiting">
      <p>{t.answer.looking}</p>
      <div aria-hidden="true">
        {[1, 2, 3].map((line) => (
          <span key={line} className="skeleton" />
        ))}
      </div>
    </div>
  );
}

function Broken({ connection, again }: { connection: 'lost' | 'given-up'; again: () => void }) {
  const { t } = useI18n();
  if (connection === 'lost')
    return (
      <Notice tone="warning">
        <p>{t.answer.lost}</p>
      </Notice>
    );
  return (
    <Notice tone="warning">
      <p>{t.answer.givenUp}</p>
      <div className="row">
        <button type="button" className="button button-secondary" onClick={again}>
          {t.answer.again}
        </button>
      </div>
    </Notice>
  );
}
