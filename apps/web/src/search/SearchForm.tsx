import { useId, useRef, useState, type FormEvent } from 'react';
import type { Corpus } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { Icon } from '../parts/Icon.js';
import { entry } from '../url.js';
import { inOtherCorpora, type Query } from './query.js';

interface Props {
  query: Query;
  corpora: Corpus[];
  first: boolean;
  onSearch: (query: Query) => void;
}

/** The one box: Enter searches, a question is answered too. Mounted anew for each search (by its key). */
export function SearchForm({ query, corpora, first, onSearch }: Props) {
  const { t } = useI18n();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query.q);
  const [where, setWhere] = useState(
    query.corpora.length === 1 ? query.corpora[0] : query.corpora.length ? '*' : '',
  );
  const [empty, setEmpty] = useState(false);

  const search = (ask: boolean) => {
    const q = text.trim();
    setEmpty(q === '');
    if (q === '') return box.current?.focus();
    const next = where === '*' ? query.corpora : where ? [where] : [];
    onSearch({
      ...inOtherCorpora(query, next),
      q,
      ask,
      previous: [],
      quotesOnly: false,
      picked: [],
      page: 1,
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(false);
  };

  return (
    <form role="search" className={first ? 'box box-first' : 'box'} onSubmit={submit}>
      <div className="box-query">
        <label htmlFor={`${id}q`}>{t.box.query}</label>
        <input
          ref={box}
          id={`${id}q`}
          className="form-input"
          type="search"
          aria-keyshortcuts="/"
          name="q"
          autoComplete="off"
          maxLength={2000}
          autoFocus={first && entry().number > 0}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={empty || undefined}
          aria-describedby={`${id}hint`}
        />
      </div>
      <div className="box-where">
        <label htmlFor={`${id}corpus`}>{t.box.corpus}</label>
        <select
          id={`${id}corpus`}
          className="form-select"
          name="corpus"
          value={where}
          onChange={(event) => setWhere(event.target.value)}
        >
          <option value="">{t.box.everywhere}</option>
          {query.corpora.length > 1 && <option value="*">{t.box.several(query.corpora.length)}</option>}
          {where && where !== '*' && !corpora.some(({ slug }) => slug === where) && <option>{where}</option>}
          {corpora.map((corpus) => (
            <option key={corpus.slug} value={corpus.slug} lang={corpus.language}>
              {corpus.title}
            </option>
          ))}
        </select>
      </div>
      <div className="box-buttons">
        <button type="submit" className="button button-primary">
          <Icon name="search" />
          {t.box.search}
        </button>
        <button type="button" className="button button-secondary" onClick={() => search(true)}>
          {t.box.ask}
        </button>
      </div>
      <p id={`${id}hint`} className={empty ? 'box-hint box-error' : first ? 'box-hint' : 'sr-only'}>
        {empty ? t.box.empty : t.box.hint}
      </p>
    </form>
  );
}
