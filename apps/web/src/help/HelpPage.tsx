import { useId, useRef, type ReactNode } from 'react';
import type { About, Corpus } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { day, moment } from '../i18n/format.js';
import { useHelp } from '../i18n/help/index.js';
import { useI18n } from '../i18n/index.js';
import { jump } from '../parts/jump.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { showTour } from '../search/tour.js';
import { navigate } from '../url.js';
import { Keys } from './Keys.js';

/** How to search, ask and cite; what this service is for, and how current what it knows is. */
export function HelpPage() {
  const { t } = useI18n();
  const help = useHelp();
  const about = useLoad('about', requests.about);
  const corpora = useLoad('corpora', requests.corpora);
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(t.shell.help);
  useArrivalFocus(heading);
  const { search, ask, refusal, cite, tasks, limits, guidelines } = help;
  const parts: [title: string, content: ReactNode][] = [
    [search.title, <Search key="search" />],
    [
      ask.title,
      <>
        <p>
          {ask.lead} {about.data?.composer === 'generative' ? ask.written : ask.quotes}
        </p>
        <List items={ask.more} />
      </>,
    ],
    [
      refusal.title,
      <>
        <p>{refusal.lead}</p>
        <List items={refusal.reasons} />
        <p>{refusal.helps}</p>
      </>,
    ],
    [
      cite.title,
      <ol key="cite">
        {cite.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>,
    ],
    [tasks.title, <List key="tasks" items={tasks.points} />],
    [
      limits.title,
      <>
        <List items={limits.points} />
        {about.data && <p>{limits.kept(about.data.keepQuestionsDays)}</p>}
      </>,
    ],
    ...(about.data?.guidelines
      ? ([
          [
            guidelines,
            <p key="said" className="said">
              {about.data.guidelines}
            </p>,
          ],
        ] as [string, ReactNode][])
      : []),
    [
      help.corpora.title,
      <>
        {about.error && <ProblemNotice error={about.error} retry={about.reload} />}
        {corpora.error && <ProblemNotice error={corpora.error} retry={corpora.reload} />}
        {about.data && corpora.data && <Corpora about={about.data} corpora={corpora.data} />}
      </>,
    ],
    [help.keys.title, <Keys key="keys" />],
  ];
  const id = useId();
  return (
    <div className="wrap page narrow help" aria-busy={about.loading || corpora.loading}>
      <h1 ref={heading} tabIndex={-1}>
        {t.shell.help}
      </h1>
      <nav aria-label={help.contents}>
        <ul>
          {parts.map(([title], at) => (
            <li key={title}>
              <a href={`#${id}${at}`} onClick={jump}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <button
        type="button"
        className="button button-secondary"
        onClick={() => {
          showTour();
          navigate('/');
        }}
      >
        {help.tour}
      </button>
      {parts.map(([title, content], at) => (
        <section key={title} aria-labelledby={`${id}${at}`}>
          <h2 id={`${id}${at}`} tabIndex={-1}>
            {title}
          </h2>
          {content}
        </section>
      ))}
    </div>
  );
}

function List({ items }: { items: string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Search() {
  const { search } = useHelp();
  return (
    <>
      <p>{search.lead}</p>
      <dl className="forms">
        {search.forms.map(({ example, says }) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <List items={search.more} />
    </>
  );
}

function Corpora({ about, corpora }: { about: About; corpora: Corpus[] }) {
  const { t } = useI18n();
  const { name, documents, newest, changed, title, unknown } = useHelp().corpora;
  return (
    <div className="table-room" role="group" aria-label={title} tabIndex={0}>
      <table className="current">
        <thead>
          <tr>
            {[name, documents, newest, changed].map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {about.corpora.map((one) => {
            const corpus = corpora.find(({ slug }) => slug === one.slug);
            return (
              <tr key={one.slug}>
                <th scope="row" lang={corpus?.language}>
                  {corpus?.title ?? one.slug}
                </th>
                <td>{corpus?.documents.toLocaleString(t.locale)}</td>
                <td>{one.newest ? day(one.newest, t) : unknown}</td>
                <td>{one.changedAt ? moment(one.changedAt, t) : unknown}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
