import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useI18n } from '../i18n/index.js';
import { asking, type Query } from '../search/query.js';

interface Props {
  question: string;
  query: Query;
  go: (query: Query, toTop?: boolean) => void;
}

/** How the question was understood; corrected, it is asked anew and stands alone. */
export function Rewritten({ question, query, go }: Props) {
  const { t } = useI18n();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState<string | null>(null);
  const correcting = text !== null;
  useEffect(() => {
    if (correcting) input.current?.focus();
  }, [correcting]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text?.trim()) go(asking(query, text.trim()), true);
  };
  if (!correcting)
    return (
      <p className="understood">
        {t.answer.understood} <q>{question}</q>{' '}
        <button type="button" className="text-button" onClick={() => setText(question)}>
          {t.answer.correct}
        </button>
      </p>
    );
  return (
    <form className="one-line" onSubmit={submit}>
      <label htmlFor={id}>{t.answer.meant}</label>
      <div className="one-line-row">
        <input
          ref={input}
          id={id}
          className="form-input"
          autoComplete="off"
          maxLength={2000}
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
