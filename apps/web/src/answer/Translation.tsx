import { useId } from 'react';
import type { Quote } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { ProblemNotice } from '../parts/Notice.js';

interface Props {
  quotes: Quote[];
  on: boolean;
  set: (on: boolean) => void;
}

/** Shows translations of the quotes; only where one is in another language and a model can translate it. */
export function TranslateSwitch({ quotes, on, set }: Props) {
  const { language, t } = useI18n();
  const id = useId();
  const about = useLoad('about', requests.about);
  const foreign = quotes.some((quote) => quote.language !== language);
  if (!foreign || about.data?.composer !== 'generative') return null;
  return (
    <p className="pick">
      <input
        type="checkbox"
        className="form-checkbox"
        id={id}
        checked={on}
        onChange={({ target }) => set(target.checked)}
      />
      <label htmlFor={id}>{t.answer.translation.show}</label>
    </p>
  );
}

/** What a quote says in the reader's language. */
export function Translation({ quote }: { quote: Quote }) {
  const { language, t } = useI18n();
  const { versionId: version, start, end } = quote;
  const { data, error, loading, reload } = useLoad(
    `translation ${version} ${language} ${start}-${end}`,
    (signal) => requests.explanation({ version, language, as: 'translation', start, end }, signal),
    { fresh: true, once: true },
  );
  return (
    <div className="passage" aria-live="polite">
      {loading && <p>{t.answer.translation.making}</p>}
      {error && <ProblemNotice error={error} retry={reload} />}
      {data && (
        <>
          <p>{data.sentences.map(({ text }) => text).join(' ')}</p>
          <p className="quiet">{t.answer.translation.note(data.model ?? '')}</p>
        </>
      )}
    </div>
  );
}
