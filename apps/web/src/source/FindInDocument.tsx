import { useId } from 'react';
import { useI18n } from '../i18n/index.js';
import { Icon } from '../parts/Icon.js';

interface Props {
  sought: string;
  onSought: (sought: string) => void;
  /** How many places there are to step through, and which of them is looked at (-1: none). */
  count: number;
  at: number;
  onStep: (by: 1 | -1) => void;
}

/** Words to find in the document; while there are none, steps go through the passages that fit the search. */
export function FindInDocument({ sought, onSought, count, at, onStep }: Props) {
  const { t } = useI18n();
  const id = useId();
  const place = at < 0 ? t.source.places(count) : t.source.place(at + 1, count);
  return (
    <div className="find" role="search" aria-label={t.source.find}>
      <label htmlFor={id} className="sr-only">
        {t.source.find}
      </label>
      <input
        id={id}
        type="search"
        className="form-input"
        aria-keyshortcuts="f"
        placeholder={t.source.find}
        value={sought}
        autoComplete="off"
        onChange={(event) => onSought(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
        }}
      />
      {(count > 0 || sought) && (
        <>
          <span className="find-count" role="status">
            {place}
          </span>
          <button
            type="button"
            aria-label={t.source.previous}
            aria-keyshortcuts="p"
            disabled={count === 0}
            onClick={() => onStep(-1)}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            aria-label={t.source.next}
            aria-keyshortcuts="n"
            disabled={count === 0}
            onClick={() => onStep(1)}
          >
            <Icon name="down" />
          </button>
        </>
      )}
    </div>
  );
}
