import { useId, useRef, useState } from 'react';
import type { ComparisonResponse } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { inLanguage } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { citedIn, DocumentHead, Values } from './Values.js';

/** Two to five documents side by side, a row for each thing that they can be compared by. */
export function ComparePage({ url }: { url: URL }) {
  const { t } = useI18n();
  const versions = [...new Set(url.searchParams.getAll('version'))];
  const q = url.searchParams.get('q') ?? '';
  const enough = versions.length > 1;
  const made = useLoad(
    enough ? `comparison ${versions.join()}` : null,
    (signal) => requests.comparison({ versions }, signal),
    { fresh: true },
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(t.tasks.comparison);
  useArrivalFocus(heading);
  return (
    <div className="wrap-wide page" aria-busy={made.loading}>
      <h1 ref={heading} tabIndex={-1}>
        {t.tasks.comparison}
      </h1>
      {!enough && <p>{t.tasks.tooFew}</p>}
      {made.loading && <p role="status">{t.loading}</p>}
      {made.error && <ProblemNotice error={made.error} retry={made.reload} />}
      {made.data && <Comparison comparison={made.data} q={q} />}
    </div>
  );
}

function Comparison({ comparison: { sources, rows }, q }: { comparison: ComparisonResponse; q: string }) {
  const { language, t } = useI18n();
  const id = useId();
  const [differing, setDiffering] = useState(false);
  const shown = rows.filter(({ same }) => !differing || !same);
  const cited = citedIn(rows);
  return (
    <>
      <p className="differing">
        <input
          id={id}
          type="checkbox"
          className="form-checkbox"
          checked={differing}
          onChange={() => setDiffering(!differing)}
        />
        <label htmlFor={id}>{t.tasks.differences}</label>
      </p>
      {shown.length === 0 && <p>{t.tasks.allSame}</p>}
      <div className="table-room" role="region" aria-label={t.tasks.comparison} tabIndex={0}>
        <table className="side-by-side">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t.tasks.field}</span>
              </th>
              {sources.map((source) => (
                <th key={source.versionId} scope="col">
                  <DocumentHead source={source} q={q} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ field, label, same, cells }) => (
              <tr key={field} className={same ? 'is-same' : undefined}>
                <th scope="row">
                  {inLanguage(label, language) ?? field}
                  {same && <span className="quiet"> ({t.tasks.same})</span>}
                </th>
                {cells.map((cell, at) => (
                  <td key={sources[at]?.versionId}>
                    <Values field={field} cell={cell} cited={cited} q={q} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{t.tasks.note}</p>
    </>
  );
}
