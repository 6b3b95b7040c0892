import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { asApiError, type ApiError } from '../api/client.js';
import * as requests from '../api/requests.js';
import { loads } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { copyRich } from '../parts/copy.js';
import { Icon } from '../parts/Icon.js';
import { problemText } from '../parts/Notice.js';
import { fileName, saveFile } from '../parts/save-file.js';
import { asMarkdown } from '../work/case-document.js';
import { asCaseDocument, asRichText, type Handout } from './handout.js';
import { PrintedAnswer } from './PrintedAnswer.js';
import { readHandout } from './read-handout.js';
import type { Telling } from './telling.js';

/** Takes the answer along, with its sources cited: copied, as a file, on paper or as PDF. */
export function ExportAnswer({ question, told }: { question: string; told: Telling }) {
  const { t } = useI18n();
  const [note, setNote] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [printed, setPrinted] = useState<Handout | null>(null);

  const say = (message: string) => {
    setNote(message);
    announce(message);
  };
  const ways: Record<'copy' | 'docx' | 'md' | 'print', (handout: Handout) => void | Promise<void>> = {
    copy: async (handout) =>
      say((await copyRich(asRichText(handout, t))) ? t.source.copied : t.source.notCopied),
    // What writes Word files is loaded when it is asked for.
    docx: async (handout) =>
      saveFile(
        fileName(handout.question, 'docx'),
        await (await import('../work/word.js')).asWord(asCaseDocument(handout)),
      ),
    md: (handout) => {
      const blob = new Blob([asMarkdown(asCaseDocument(handout))], { type: 'text/markdown;charset=utf-8' });
      saveFile(fileName(handout.question, 'md'), blob);
    },
    print: (handout) => {
      flushSync(() => setPrinted(handout));
      window.addEventListener('afterprint', () => setPrinted(null), { once: true });
      window.print();
    },
  };
  const take = async (way: keyof typeof ways) => {
    setNote('');
    setError(null);
    try {
      const corpora = await loads.fetchQuery({
        queryKey: ['cited corpora'],
        queryFn: () => requests.corpora(),
      });
      await ways[way](await readHandout(question, told, corpora, t));
    } catch (cause) {
      setError(asApiError(cause));
    }
  };
  return (
    <div className="row take-along" role="group" aria-label={t.answer.take.title}>
      {(['copy', 'docx', 'md', 'print'] as const).map((way) => (
        <button key={way} type="button" className="text-button" onClick={() => void take(way)}>
          <Icon name={way === 'copy' ? 'copy' : 'download'} />
          {t.answer.take[way]}
        </button>
      ))}
      <span className="tools-note">{note}</span>
      {error && (
        <span className="box-error" role="alert">
          {problemText(error, t)}
        </span>
      )}
      {printed && createPortal(<PrintedAnswer handout={printed} />, document.body)}
    </div>
  );
}
