import { useId, useRef, useState, type DragEvent } from 'react';
import type { Corpus } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { UploadItem } from './UploadItem.js';
import type { ToldIngestions } from './useIngestions.js';
import { useUploads } from './useUploads.js';

export function Uploader({ corpora, told }: { corpora: Corpus[]; told: ToldIngestions }) {
  const { t } = useI18n();
  const id = useId();
  const [corpus, setCorpus] = useState(corpora[0]?.slug ?? '');
  const { uploads, add, remove, change, sendAll, retry } = useUploads(told);
  const heading = useRef<HTMLHeadingElement>(null);
  const waiting = uploads.filter(({ state }) => state === 'waiting').length;

  return (
    <>
      <div className="form-group">
        <label className="form-label" htmlFor={id}>
          {t.upload.corpus}
        </label>
        <select
          id={id}
          className="form-select"
          value={corpus}
          onChange={(event) => setCorpus(event.target.value)}
        >
          {corpora.map(({ slug, title, language }) => (
            <option key={slug} value={slug} lang={language}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <DropZone onFiles={add} />
      {uploads.length > 0 && (
        <section aria-labelledby={`${id}files`}>
          <h2 id={`${id}files`} ref={heading} tabIndex={-1}>
            {t.upload.files}
          </h2>
          <ul className="uploads">
            {uploads.map((upload) => (
              <li key={upload.id}>
                <UploadItem
                  upload={upload}
                  onDetails={(details) => change(upload.id, { details })}
                  onRemove={() => {
                    remove(upload.id);
                    heading.current?.focus();
                  }}
                  onRetry={() => void retry(upload, corpus)}
                />
              </li>
            ))}
          </ul>
          {waiting > 0 && (
            <button
              type="button"
              className="button button-primary"
              onClick={() => {
                void sendAll(corpus);
                heading.current?.focus();
              }}
            >
              {t.upload.start(waiting)}
            </button>
          )}
        </section>
      )}
    </>
  );
}

function DropZone({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useI18n();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    drag(false)(event);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={over ? 'drop-zone is-over' : 'drop-zone'}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
    >
      <p aria-hidden="true">{t.upload.drop}</p>
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label={t.upload.choose}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <button type="button" className="button button-secondary" onClick={() => input.current?.click()}>
        {t.upload.choose}
      </button>
      <p className="quiet">{t.upload.dropHint}</p>
    </div>
  );
}
