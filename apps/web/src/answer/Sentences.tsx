import type { Sentence } from '../api/openapi.js';
import { useI18n } from '../i18n/index.js';
import { Marker } from './Marker.js';
import type { Source } from './sources.js';

interface Props {
  sentences: Sentence[];
  sources: Source[];
  /** Of the question, in which a model writes. */
  language: string | null | undefined;
  q: string;
}

/** The sentences, each with the numbers of the sources that it stands on. */
export function Sentences({ sentences, sources, language, q }: Props) {
  const { t } = useI18n();
  return (
    <div className="answer-text">
      {sentences.map(({ position, text, quotes, supported }) => {
        const cited = [...new Set(quotes.map((quote) => sources.find((source) => source.holds(quote))))];
        const verbatim = quotes.find((quote) => quote.text.trim() === text.trim());
        return (
          <p key={position} className={supported ? undefined : 'unsupported'}>
            <span lang={verbatim?.language ?? language ?? undefined}>{text}</span>
            {cited.map((source) => source && <Marker key={source.quote.start} source={source} q={q} />)}
            {!supported && <strong className="unsupported-mark">{t.answer.unsupported}</strong>}
          </p>
        );
      })}
    </div>
  );
}
