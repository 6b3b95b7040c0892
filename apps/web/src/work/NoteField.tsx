import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.js';

const PAUSE_MS = 800;

interface Props {
  label: string;
  value: string;
  rows: number;
  save: (text: string) => Promise<unknown>;
}

/** A note that is saved while it is written: at a pause, on leaving the field, on leaving the page. */
export function NoteField({ label, value, rows, save }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState(value);
  const [state, setState] = useState<'unsaved' | 'saved' | 'failed' | null>(null);
  const unsaved = useRef<{ text: string; timer: number; save: Props['save'] } | null>(null);

  const store = () => {
    const last = unsaved.current;
    if (!last) return;
    clearTimeout(last.timer);
    unsaved.current = null;
    last.save(last.text).then(
      () => setState(unsaved.current ? 'unsaved' : 'saved'),
      () => setState('failed'),
    );
  };
  const write = (next: string) => {
    if (unsaved.current) clearTimeout(unsaved.current.timer);
    unsaved.current = { text: next, timer: window.setTimeout(store, PAUSE_MS), save };
    setText(next);
    setState('unsaved');
  };
  useEffect(() => {
    window.addEventListener('pagehide', store);
    return () => {
      window.removeEventListener('pagehide', store);
      store();
    };
    // What is unsaved stands in the ref, whichever render made it.
  }, []);
  return (
    <div className="note">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        className="form-input"
        rows={rows}
        maxLength={20_000}
        value={text}
        onChange={(event) => write(event.target.value)}
        onBlur={store}
      />
      <span className={state === 'failed' ? 'box-error' : 'quiet'} role="status">
        {state && t.work.noteStates[state]}
      </span>
      {state === 'failed' && (
        <button type="button" className="text-button" onClick={() => (write(text), store())}>
          {t.problem.retry}
        </button>
      )}
    </div>
  );
}
