import { useId, useState, type FormEvent } from 'react';
import { useI18n } from '../i18n/index.js';

interface Props {
  label: string;
  question?: string;
  placeholder?: string;
  autoFocus?: boolean;
  /** Takes the question without white space around it; an empty one is not handed on. */
  onAsk: (question: string) => void;
}

/** A question on one line. */
export function QuestionForm({ label, question = '', placeholder, autoFocus, onAsk }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState(question);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onAsk(text.trim());
  };
  return (
    <form className="one-line" onSubmit={submit}>
      <label htmlFor={id}>{label}</label>
      <div className="one-line-row">
        <input
          id={id}
          className="form-input"
          autoComplete="off"
          maxLength={2000}
          placeholder={placeholder}
          autoFocus={autoFocus}
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
