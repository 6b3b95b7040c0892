import { useId, useRef, useState, type FormEvent } from 'react';
import { Sentences } from '../answer/Sentences.js';
import type { Source } from '../answer/sources.js';
import type { DraftRequest, DraftResponse } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { announce, useAnnouncement } from '../parts/announce.js';
import { copyText } from '../parts/copy.js';
import { Icon } from '../parts/Icon.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { fileName, saveFile } from '../parts/save-file.js';
import { readQuery, scope, searchAddress, type Query } from '../search/query.js';
import { SourceLink } from '../source/SourceLink.js';
import { permanentLink } from '../source/quote.js';
import { Link } from '../parts/Link.js';
import { navigate } from '../url.js';
import { draftAddress } from './address.js';

/** A note on a question, drafted from the sources, each cited: to be read, changed and answered for by a person. */
export function DraftPage({ url }: { url: URL }) {
  const { t } = useI18n();
  const query = readQuery(url.searchParams);
  const style = url.searchParams.get('style') ?? '';
  const request: DraftRequest = {
    ...{ question: query.q, ...scope(query) },
    ...(style && { style }),
    ...(query.quotesOnly && { composer: 'extractive' }),
  };
  const made = useLoad(
    query.q ? `draft ${JSON.stringify(request)}` : null,
    (signal) => requests.draft(request, signal),
    { fresh: true, once: true },
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(t.tasks.draft);
  useArrivalFocus(heading);
  useAnnouncement(made.loading ? t.tasks.drafting : made.data ? t.tasks.drafted : null);
  const refused = made.error && t.answer.refused[made.error.code];
  return (
    <div className="wrap page narrow" aria-busy={made.loading}>
      <h1 ref={heading} tabIndex={-1}>
        {t.tasks.draft}
      </h1>
      <DraftForm key={url.search} query={query} style={style} />
      {made.loading && <p>{t.tasks.drafting}</p>}
      {made.error && !refused && <ProblemNotice error={made.error} retry={made.reload} />}
      {refused && (
        <Notice tone="warning" title={t.answer.refusedTitle}>
          <p>{refused}</p>
          <p>
            <Link href={searchAddress(query)}>{t.toSearch}</Link>
          </p>
        </Notice>
      )}
      {made.data && <Draft draft={made.data} q={query.q} />}
    </div>
  );
}

function DraftForm({ query, style }: { query: Query; style: string }) {
  const { t } = useI18n();
  const id = useId();
  const [q, setQ] = useState(query.q);
  const [cited, setCited] = useState(style);
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (q.trim()) navigate(draftAddress({ ...query, q: q.trim() }, cited.trim()));
  };
  return (
    <form className="task-form" onSubmit={make}>
      <label className="form-label" htmlFor={`${id}q`}>
        {t.tasks.draftQuestion}
      </label>
      <input
        id={`${id}q`}
        className="form-input"
        maxLength={2000}
        required
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <label className="form-label" htmlFor={`${id}style`}>
        {t.tasks.style}
      </label>
      <input
        id={`${id}style`}
        className="form-input"
        maxLength={300}
        placeholder="{title}, {kind}, {date}, {section}"
        aria-describedby={`${id}hint`}
        value={cited}
        onChange={(event) => setCited(event.target.value)}
      />
      <p id={`${id}hint`} className="quiet">
        {t.tasks.styleHint}
      </p>
      <button type="submit" className="button button-primary">
        {t.tasks.makeDraft}
      </button>
    </form>
  );
}

function Draft({ draft, q }: { draft: DraftResponse; q: string }) {
  const { t } = useI18n();
  const { title, paragraphs, citations, text, composer, model, scope } = draft;
  const sources = citations.flatMap(({ number, quotes }) =>
    quotes.map((quote): Source => ({
      ...{ number, quote, language: quote.language, differs: false },
      holds: ({ versionId, start, end }) =>
        versionId === quote.versionId && start === quote.start && end === quote.end,
    })),
  );
  const [note, setNote] = useState('');
  const say = (message: string) => {
    setNote(message);
    announce(message);
  };
  const word = async () => {
    const { asWord } = await import('../work/word.js');
    const told = paragraphs.flatMap(({ heading, sentences }) => [
      heading,
      ...sentences.map(({ text, quotes }) => `${text} ${numbersOf(quotes, sources)}`),
    ]);
    const places = citations.map(({ text, quotes: [first] }) => ({
      ...{ title: text, quote: first?.text ?? null, note: '' },
      source: first ? { citation: text, link: permanentLink({ id: first.versionId }, first) } : null,
    }));
    saveFile(
      fileName(title, 'docx'),
      await asWord({ title, origin: t.tasks.note, notes: told.join('\n'), places }),
    );
    say(t.work.exported);
  };
  return (
    <article className="draft">
      <h2>{title}</h2>
      {paragraphs.map(({ heading, sentences }) => (
        <section key={heading} aria-label={heading}>
          <h3>{heading}</h3>
          <Sentences sentences={sentences} sources={sources} language={scope.language} q={q} />
        </section>
      ))}
      <h3>{t.answer.sources}</h3>
      <ol>
        {citations.map(({ number, text, quotes: [first] }) => (
          <li key={number} lang={first?.language}>
            {first ? (
              <SourceLink version={first.versionId} range={first} q={q}>
                {text}
              </SourceLink>
            ) : (
              text
            )}
          </li>
        ))}
      </ol>
      <p className="quiet">{composer === 'generative' ? t.tasks.written(model ?? '') : t.tasks.note}</p>
      <div className="row" role="group" aria-label={t.answer.take.title}>
        <button
          type="button"
          className="text-button"
          onClick={() => void copyText(text).then((done) => say(done ? t.source.copied : t.source.notCopied))}
        >
          <Icon name="copy" />
          {t.answer.take.copy}
        </button>
        <button type="button" className="text-button" onClick={() => void word()}>
          <Icon name="download" />
          {t.answer.take.docx}
        </button>
        <button
          type="button"
          className="text-button"
          onClick={() =>
            saveFile(fileName(title, 'md'), new Blob([text], { type: 'text/markdown;charset=utf-8' }))
          }
        >
          <Icon name="download" />
          {t.answer.take.md}
        </button>
        <span className="tools-note">{note}</span>
      </div>
    </article>
  );
}

/** The numbers that stand for these quotes, as they are written. */
function numbersOf(quotes: Source['quote'][], sources: Source[]): string {
  const numbers = quotes.map((quote) => sources.find((source) => source.holds(quote))?.number);
  return [...new Set(numbers)].map((number) => `[${number}]`).join('');
}
