import { useId, useState, type FormEvent } from 'react';
import type { Corpus } from '../api/openapi.js';
import { inLanguage } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import type { Query } from '../search/query.js';
import { openWhenWide } from '../source/wide.js';
import { navigate } from '../url.js';
import { overviewAddress, type Told } from './address.js';

/** As many as the API takes, questions and all. */
const MOST_COLUMNS = 12;
const SIZES = [10, 25, 50, 100, 200];

/** What the table is to say: columns to choose from, questions of one's own, and of how many documents at most. */
export function OverviewForm({ query, told, corpora }: { query: Query; told: Told; corpora: Corpus[] }) {
  const { language, t } = useI18n();
  const id = useId();
  const [q, setQ] = useState(query.q);
  const [columns, setColumns] = useState(told.columns);
  const [questions, setQuestions] = useState(told.questions.join('\n'));
  const [most, setMost] = useState(told.most);
  const asked = questions.split('\n').filter((line) => line.trim());
  const count = columns.length + asked.length;
  const wrong =
    count === 0 ? t.tasks.noColumn : count > MOST_COLUMNS ? t.tasks.manyColumns(MOST_COLUMNS) : null;

  const searched = corpora.filter(({ slug }) => query.corpora.length === 0 || query.corpora.includes(slug));
  const choices = new Map<string, string>(Object.entries(t.tasks.columns));
  for (const { name, label } of searched.flatMap(({ fields }) => fields)) {
    const said = inLanguage(label, language) ?? name;
    if (![...choices.values()].includes(said) && !choices.has(name)) choices.set(name, said);
  }

  const flip = (name: string) =>
    setColumns(columns.includes(name) ? columns.filter((one) => one !== name) : [...columns, name]);
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong && q.trim())
      navigate(overviewAddress({ ...query, q: q.trim() }, { columns, questions: asked, most }));
  };
  return (
    <details className="task-form" open={openWhenWide() || !query.q}>
      <summary>{t.tasks.choose}</summary>
      <form onSubmit={make}>
        <label className="form-label" htmlFor={`${id}q`}>
          {t.box.query}
        </label>
        <input
          id={`${id}q`}
          className="form-input"
          type="search"
          maxLength={2000}
          required
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <fieldset aria-describedby={wrong ? `${id}wrong` : undefined}>
          <legend>{t.tasks.columnsLegend}</legend>
          <div className="task-choices">
            {[...choices].map(([name, label]) => (
              <span key={name} className="pick">
                <input
                  id={id + name}
                  type="checkbox"
                  className="form-checkbox"
                  checked={columns.includes(name)}
                  onChange={() => flip(name)}
                />
                <label htmlFor={id + name}>{label}</label>
              </span>
            ))}
          </div>
        </fieldset>
        <label className="form-label" htmlFor={`${id}questions`}>
          {t.tasks.questions}
        </label>
        <textarea
          id={`${id}questions`}
          className="form-input"
          rows={2}
          value={questions}
          placeholder={t.tasks.questionExample}
          onChange={(event) => setQuestions(event.target.value)}
        />
        {wrong && (
          <p id={`${id}wrong`} className="box-error" role="alert">
            {wrong}
          </p>
        )}
        <div className="row">
          <label htmlFor={`${id}most`}>{t.tasks.most}</label>
          <select
            id={`${id}most`}
            className="form-select"
            value={most}
            onChange={(event) => setMost(Number(event.target.value))}
          >
            {[...new Set([...SIZES, most])]
              .sort((a, b) => a - b)
              .map((size) => (
                <option key={size}>{size}</option>
              ))}
          </select>
          <button type="submit" className="button button-primary">
            {t.tasks.makeOverview}
          </button>
        </div>
      </form>
    </details>
  );
}
