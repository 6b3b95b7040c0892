import type { Case, Corpus } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Icon } from '../parts/Icon.js';
import { problemText } from '../parts/Notice.js';
import { fileName, saveFile } from '../parts/save-file.js';
import { asMarkdown, caseDocument } from './case-document.js';
import { useAction } from './useWork.js';

/** Hands the case over as a document with citations; what writes Word files is loaded when it is asked for. */
export function ExportCase({ found, corpora }: { found: Case; corpora: Corpus[] }) {
  const { t } = useI18n();
  const { run, busy, error } = useAction();
  const document = () => caseDocument(found, corpora, t);
  const formats = {
    docx: async () => (await import('./word.js')).asWord(document()),
    md: () => new Blob([asMarkdown(document())], { type: 'text/markdown;charset=utf-8' }),
  };
  const save = async (ending: keyof typeof formats) => {
    const done = await run(async () => saveFile(fileName(found.title, ending), await formats[ending]()));
    if (done) announce(t.work.exported);
  };
  return (
    <>
      {(['docx', 'md'] as const).map((ending) => (
        <button
          key={ending}
          type="button"
          className={ending === 'docx' ? 'button button-secondary' : 'text-button'}
          disabled={busy}
          onClick={() => void save(ending)}
        >
          <Icon name="download" />
          {t.work.exports[ending]}
        </button>
      ))}
      {error && (
        <span className="box-error" role="alert">
          {problemText(error, t)}
        </span>
      )}
    </>
  );
}
