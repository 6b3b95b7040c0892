import { useState } from 'react';
import type { Version } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { valueName } from '../i18n/format.js';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';
import type { Range } from '../parts/ranges.js';
import { SidePart } from './SidePart.js';
import { SourceLink } from './SourceLink.js';

const MOST = 5;
const EXCERPT = 160;

/** Other documents that say something alike, looked for when the part is opened: rulings to compare with. */
export function Similar({
  version,
  range,
  beside,
}: {
  version: Version;
  range: Range | null;
  beside: boolean;
}) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const passage =
    version.passages.find(({ start, end }) => range && start < range.end && end > range.start) ??
    version.passages[0];
  const found = useLoad(
    open && passage ? `similar ${passage.id}` : null,
    (signal) => requests.similar(passage!.id, signal),
    { fresh: true },
  );
  if (!passage) return null;
  const documents = (found.data ?? [])
    .filter((item, i, all) => all.findIndex(({ document }) => document.id === item.document.id) === i)
    .slice(0, MOST);
  return (
    <SidePart title={t.source.similar} beside={beside} closed onToggle={setOpen}>
      {found.loading && <p role="status">{t.loading}</p>}
      {found.error && <ProblemNotice error={found.error} retry={found.reload} />}
      {found.data?.length === 0 && <p>{t.source.nothingSimilar}</p>}
      <ul className="similar">
        {documents.map((item) => (
          <li key={item.document.id} lang={item.language}>
            <SourceLink version={item.versionId} range={item}>
              {item.document.title}
            </SourceLink>
            {item.document.kind && <span className="quiet"> {valueName('kind', item.document.kind, t)}</span>}
            <p className="quiet">{item.text.slice(0, EXCERPT).replaceAll('\n', ' ')} …</p>
          </li>
        ))}
      </ul>
    </SidePart>
  );
}
