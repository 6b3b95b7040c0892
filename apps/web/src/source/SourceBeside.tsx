import { useEffect, useRef } from 'react';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';
import type { OpenSource } from '../search/query.js';
import { Source } from './Source.js';
import { useHeightInSight } from './useHeightInSight.js';
import { useSource } from './useSource.js';

interface Props {
  open: OpenSource;
  q: string;
  onClose: () => void;
}

/** A document beside the results; Escape closes it. */
export function SourceBeside({ open: { version: id, range, view }, q, onClose }: Props) {
  const { t } = useI18n();
  const { version, corpus, error, reload } = useSource(id);
  const panel = useRef<HTMLElement>(null);
  useHeightInSight(panel);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement && event.target.value !== '';
      if (event.key === 'Escape' && !event.defaultPrevented && !typing) onClose();
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      className="beside"
      aria-label={t.source.title}
      aria-busy={!version && !error}
      tabIndex={-1}
    >
      {error && <ProblemNotice error={error} retry={reload} />}
      {!version && !error && <p role="status">{t.loading}</p>}
      {version && (
        <Source
          key={`${id} ${range?.start} ${range?.end}`}
          version={version}
          corpus={corpus}
          range={range}
          q={q}
          view={view}
          beside
        />
      )}
    </aside>
  );
}
