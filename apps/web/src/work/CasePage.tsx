import { useRef, useState } from 'react';
import type { Case } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { Dialog } from '../parts/Dialog.js';
import { Link } from '../parts/Link.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { navigate } from '../url.js';
import { ExportCase } from './ExportCase.js';
import { NoteField } from './NoteField.js';
import { PinnedPlace } from './PinnedPlace.js';
import { TitleForm } from './TitleForm.js';
import { renew, useAction, useWork } from './useWork.js';

/** A case: its notes, and the places pinned to it. */
export function CasePage({ id }: { id: string }) {
  const { t } = useI18n();
  const work = useWork();
  const { data, error, reload } = useLoad(`case ${id}`, (signal) => work.case(id, signal), { fresh: true });
  const corpora = useLoad('corpora', requests.corpora);
  useTitle(data?.title ?? '');
  if (!data) {
    return (
      <div className="wrap page" aria-busy={!error}>
        <h1 className={error ? undefined : 'sr-only'}>{error ? t.work.noCase : t.work.title}</h1>
        {!error && <p role="status">{t.loading}</p>}
        {error && (
          <ProblemNotice error={error} retry={reload}>
            <Link href="/work">{t.work.title}</Link>
          </ProblemNotice>
        )}
      </div>
    );
  }
  return (
    <div className="wrap page case">
      <p className="way">
        <Link href="/work">{t.work.title}</Link>
      </p>
      <CaseHead found={data}>
        <ExportCase found={data} corpora={corpora.data ?? []} />
      </CaseHead>
      <NoteField
        key={id}
        label={t.work.notes}
        rows={4}
        value={data.notes}
        save={async (notes) => {
          await work.changeCase(id, { notes });
          await renew('case', 'cases');
        }}
      />
      <h2>{t.work.pinned}</h2>
      {data.pins.length === 0 && (
        <p>
          {t.work.noPins} <Link href="/">{t.toSearch}</Link>
        </p>
      )}
      <ol className="hits">
        {data.pins.map((pin) => (
          <li key={pin.id}>
            <PinnedPlace caseId={id} pin={pin} corpora={corpora.data ?? []} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function CaseHead({ found, children }: { found: Case; children: React.ReactNode }) {
  const { t } = useI18n();
  const [asks, setAsks] = useState<'rename' | 'delete' | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useArrivalFocus(title);
  const close = () => setAsks(null);
  return (
    <>
      <h1 ref={title} tabIndex={-1}>
        {found.title}
      </h1>
      <div className="row case-tools">
        {children}
        <button type="button" className="text-button" onClick={() => setAsks('rename')}>
          {t.work.rename}
        </button>
        <button type="button" className="text-button" onClick={() => setAsks('delete')}>
          {t.work.deleteCase}
        </button>
      </div>
      {asks === 'rename' && <Rename found={found} onClose={close} />}
      {asks === 'delete' && <Delete found={found} onClose={close} />}
    </>
  );
}

function Rename({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useI18n();
  const work = useWork();
  const { run, busy, error } = useAction();
  const rename = async (title: string) => {
    const done = await run(async () => {
      await work.changeCase(found.id, { title });
      await renew('case', 'cases');
    });
    if (done) onClose();
  };
  return (
    <Dialog title={t.work.rename} onClose={onClose}>
      {error && <ProblemNotice error={error} />}
      <TitleForm
        label={t.work.caseTitle}
        button={t.work.rename}
        title={found.title}
        autoFocus
        busy={busy}
        onTitle={(title) => void rename(title)}
      />
    </Dialog>
  );
}

function Delete({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useI18n();
  const work = useWork();
  const { run, busy, error } = useAction();
  const remove = () =>
    run(async () => {
      await work.deleteCase(found.id);
      await renew('cases');
      navigate('/work', { replace: true });
    });
  return (
    <Dialog title={t.work.deleteCase} onClose={onClose}>
      {error && <ProblemNotice error={error} />}
      <p>{t.work.deleteWarning(found.title, found.pins.length)}</p>
      <div className="row">
        <button type="button" className="button button-primary" disabled={busy} onClick={() => void remove()}>
          {t.work.deleteNow}
        </button>
        <button type="button" className="button button-secondary" onClick={onClose}>
          {t.work.keep}
        </button>
      </div>
    </Dialog>
  );
}
