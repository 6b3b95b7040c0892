import { useState } from 'react';
import type { OverviewRequest } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Icon } from '../parts/Icon.js';
import { problemText } from '../parts/Notice.js';
import { fileName, saveFile } from '../parts/save-file.js';
import { useAction } from '../work/useWork.js';

/** The table as a file, with the quote and place of each value. */
export function ExportOverview({ request }: { request: OverviewRequest }) {
  const { t } = useI18n();
  const { run, busy, error } = useAction();
  const [saved, setSaved] = useState(false);
  const save = async (ending: keyof typeof t.tasks.files) => {
    setSaved(false);
    const done = await run(async () =>
      saveFile(fileName(request.query, ending), await requests.overviewFile(request, ending)),
    );
    setSaved(done);
    if (done) announce(t.work.exported);
  };
  return (
    <div className="row" role="group" aria-label={t.tasks.takeTable}>
      {(['xlsx', 'csv', 'docx'] as const).map((ending) => (
        <button
          key={ending}
          type="button"
          className="text-button"
          disabled={busy}
          onClick={() => void save(ending)}
        >
          <Icon name="download" />
          {t.tasks.files[ending]}
        </button>
      ))}
      <span className="tools-note">{saved && t.work.exported}</span>
      {error && (
        <span className="box-error" role="alert">
          {problemText(error, t)}
        </span>
      )}
    </div>
  );
}
