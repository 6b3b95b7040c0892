import { useId, useState, type FormEvent } from 'react';
import { useI18n } from '../i18n/index.js';
import { asking, type Query } from '../search/query.js';

interface Props {
  query: Query;
  go: (query: Query, toTop?: boolean) => void;
}

/** A question that goes on from this one. */
export function FollowUp({ query, go }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const q = text.trim();
    if (q) go(asking(query, q, [...query.previous, query.q]), true);
  };
  return (
    <form className="one-line" onSubmit={submit}>
      <label htmlFor={id}>{t.answer.followUp}</label>
      <div className="one-line-row">
        <input
          id={id}
          className="form-input"
          autoComplete="off"
          maxLength={2000}
          placeholder={t.answer.followUpExample}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button button-secondary">
          {t.box.ask}
        </button>
      </div>
    </form>
  );
}
