import { useId, useState, type FormEvent } from 'react';
import { setKey } from '../api/key.js';
import { useI18n } from '../i18n/index.js';

/** A password field, so that the key is not read over a shoulder; it is kept for this tab only. */
export function KeyForm({ rejected = false }: { rejected?: boolean }) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) setKey(text.trim());
  };
  return (
    <form className="key-form" onSubmit={submit}>
      <h2>{t.upload.keyTitle}</h2>
      <p id={`${id}hint`}>{t.upload.keyHint}</p>
      <label className="form-label" htmlFor={id}>
        {t.upload.key}
      </label>
      {rejected && (
        <p className="box-error" role="alert">
          {t.upload.wrongKey}
        </p>
      )}
      <div className="row">
        <input
          id={id}
          type="password"
          autoComplete="off"
          autoFocus={rejected}
          className="form-input"
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-describedby={`${id}hint`}
          aria-invalid={rejected || undefined}
        />
        <button type="submit" className="button button-primary">
          {t.upload.signIn}
        </button>
      </div>
    </form>
  );
}
