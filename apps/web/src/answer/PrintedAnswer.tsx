import { useI18n } from '../i18n/index.js';
import type { Handout } from './handout.js';

/** The answer on paper: nothing else of the page is printed while it stands there. */
export function PrintedAnswer({ handout: { question, origin, sentences, sources } }: { handout: Handout }) {
  const { t } = useI18n();
  return (
    <article className="printed">
      <h1>{question}</h1>
      {sentences.map(({ text, numbers }, at) => (
        <p key={at}>
          {text} {numbers.map((number) => `[${number}]`).join('')}
        </p>
      ))}
      <h2>{t.answer.sources}</h2>
      {sources.map(({ number, quote, citation, link }) => (
        <section key={number}>
          <p>
            [{number}] {citation}
          </p>
          <blockquote>{quote}</blockquote>
          <p className="printed-link">{link}</p>
        </section>
      ))}
      <p className="printed-link">{origin}</p>
    </article>
  );
}
