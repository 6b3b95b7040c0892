import { useEffect, useLayoutEffect, useRef } from 'react';
import { AnswerPanel } from '../answer/AnswerPanel.js';
import { useAnswer } from '../answer/useAnswer.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { useTitle } from '../parts/page.js';
import { ProblemNotice } from '../parts/Notice.js';
import { sourceAddress } from '../source/address.js';
import { SourceBeside } from '../source/SourceBeside.js';
import { BesideSearch } from '../source/SourceLink.js';
import { useVisit } from '../work/useWork.js';
import { navigate, restorePlace } from '../url.js';
import {
  answerRequest,
  isQuestion,
  readQuery,
  scope,
  searchAddress,
  searchRequest,
  type Query,
} from './query.js';
import { Results } from './Results.js';
import { SearchForm } from './SearchForm.js';
import { useRoomBeside } from './room.js';
import { useSteadyHit } from './useSteadyHit.js';
import { Welcome } from './Welcome.js';

export function SearchPage({ url }: { url: URL }) {
  const { t } = useI18n();
  const query = readQuery(url.searchParams);
  const asked = isQuestion(query);
  const room = useRoomBeside();
  const hold = useSteadyHit(query.open !== null);
  const corpora = useLoad('corpora', requests.corpora);

  const answer = useAnswer(asked ? answerRequest(query) : null);
  // The words of a follow-up alone find nothing; it is searched as it was understood.
  const follows = query.previous.length > 0;
  const understood = follows && asked ? (answer.told?.rewritten ?? query.q) : query.q;
  const waits = follows && asked && !answer.told && !answer.error;
  const request = searchRequest({ ...query, q: understood });
  const found = useLoad(understood && !waits ? `search ${JSON.stringify(request)}` : null, (signal) =>
    requests.search(request, signal),
  );

  useVisit(query.q && found.data && !found.loading ? { request: { query: query.q, ...scope(query) } } : null);

  const wantsTop = useRef<{ from: Element | null } | null>(null);
  const answerHeading = useRef<HTMLHeadingElement>(null);
  const resultsHeading = useRef<HTMLHeadingElement>(null);
  const settled = !found.loading && !waits && !answer.waiting;

  useTitle(query.q);
  useLayoutEffect(() => {
    if (settled && (found.data || !query.q)) restorePlace();
  }, [settled, found.data, query.q]);
  useEffect(() => {
    if (!settled || !wantsTop.current) return;
    const { from } = wantsTop.current;
    wantsTop.current = null;
    // Whoever has gone on to something else meanwhile stays there.
    if (![document.body, from].includes(document.activeElement)) return;
    (answerHeading.current ?? resultsHeading.current)?.focus();
  }, [settled, found.data]);

  // Where there is no room beside the results, a document that is open there has a page of its own.
  const { open } = query;
  useEffect(() => {
    if (!room && open)
      navigate(sourceAddress(open.version, open.range, query.q, open.view), { replace: true });
  }, [room, open, query.q]);

  /** Goes to another search; `toTop` moves the focus to what comes of it. */
  const go = (next: Query, toTop = false) => {
    wantsTop.current = toTop ? { from: document.activeElement } : null;
    navigate(searchAddress(next));
    if (toTop) window.scrollTo(0, 0);
  };

  const form = (
    <SearchForm
      key={`${query.q} ${query.corpora.join()}`}
      query={query}
      corpora={corpora.data ?? []}
      first={!query.q}
      onSearch={(next) => go(next, true)}
    />
  );
  if (!query.q) {
    return (
      <Welcome form={form} corpora={corpora.data} loading={corpora.loading}>
        {corpora.error && <ProblemNotice error={corpora.error} retry={corpora.reload} />}
      </Welcome>
    );
  }
  const close = () => {
    const hit = document.querySelector('.hit.is-open');
    hold(hit);
    navigate(searchAddress({ ...query, open: null }));
    hit?.querySelector<HTMLElement>('h3 a')?.focus({ preventScroll: true });
    wantsTop.current = hit ? null : { from: document.activeElement }; // closed before the results were there
  };
  return (
    <BesideSearch value={room ? { query, close } : null}>
      <div className="band">
        <div className={query.open ? 'wrap-wide' : 'wrap'}>
          <h1 className="sr-only">{t.box.title}</h1>
          {form}
        </div>
      </div>
      <div
        className={query.open ? 'wrap-wide split' : 'wrap'}
        onClickCapture={({ target }) => hold((target as Element).closest('.hit'))}
      >
        <Results
          query={query}
          corpora={corpora.data ?? []}
          found={waits ? { ...found, loading: true } : found}
          nearest={answer.told?.refusal ? answer.told.hits : null}
          asked={asked}
          heading={resultsHeading}
          go={go}
        >
          {asked && <AnswerPanel answer={answer} query={query} heading={answerHeading} go={go} />}
        </Results>
        {query.open && <SourceBeside open={query.open} q={query.q} onClose={close} />}
      </div>
    </BesideSearch>
  );
}
