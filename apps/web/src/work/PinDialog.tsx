import type { CaseSummary } from '../api/openapi.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { Dialog } from '../parts/Dialog.js';
import { ProblemNotice } from '../parts/Notice.js';
import { TitleForm } from './TitleForm.js';
import { renew, useAction, useWork } from './useWork.js';
import type { Place } from './work.js';

interface Props {
  place: Place;
  onPinned: (to: { id: string; title: string }) => void;
  onClose: () => void;
}

/** Which case? The last used stands first; a new one is begun by naming it. */
export function PinDialog({ place, onPinned, onClose }: Props) {
  const { t } = useI18n();
  const work = useWork();
  const cases = useLoad('cases', work.cases, { fresh: true });
  const { run, busy, error } = useAction();

  const pinTo = async (choose: () => Promise<Pick<CaseSummary, 'id' | 'title'>>) => {
    const pinned = await run(async () => {
      const chosen = await choose();
      await work.pin(chosen.id, place);
      await renew('cases', 'case');
      onPinned(chosen);
    });
    if (pinned) onClose();
  };
  return (
    <Dialog title={t.work.pinTo} onClose={onClose}>
      {(error ?? cases.error) && <ProblemNotice error={(error ?? cases.error)!} />}
      {cases.loading && <p role="status">{t.loading}</p>}
      {cases.data && cases.data.length > 0 && (
        <ul className="choices">
          {cases.data.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="choice"
                disabled={busy}
                onClick={() => void pinTo(() => Promise.resolve(one))}
              >
                <span>{one.title}</span>
                <span className="quiet">{t.work.pins(one.pins)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {cases.data && (
        <TitleForm
          label={cases.data.length > 0 ? t.work.orNewCase : t.work.newCase}
          button={t.work.beginAndPin}
          placeholder={t.work.caseExample}
          autoFocus={cases.data.length === 0}
          busy={busy}
          onTitle={(title) => void pinTo(() => work.createCase(title))}
        />
      )}
    </Dialog>
  );
}
