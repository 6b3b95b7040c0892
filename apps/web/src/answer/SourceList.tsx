import { useI18n } from '../i18n/index.js';
import { Where } from '../parts/Where.js';
import { SourceLink } from '../source/SourceLink.js';
import { Marker } from './Marker.js';
import { byPlace, type Source } from './sources.js';

/** The documents that the answer quotes, each place once, with the numbers that stand for it. */
export function SourceList({ sources, q }: { sources: Source[]; q: string }) {
  const { t } = useI18n();
  return (
    <>
      <h3>{t.answer.sources}</h3>
      <ul className="sources">
        {byPlace(sources).map(([first, ...others]) => (
          <li key={first.number}>
            <span className="source-numbers">
              {[first, ...others].map((source) => (
                <Marker key={source.number} source={source} q={q} />
              ))}
            </span>
            <SourceLink version={first.quote.versionId} range={first.quote} q={q} lang={first.language}>
              {first.quote.documentTitle}
            </SourceLink>
            <Where
              title={first.quote.documentTitle}
              headings={first.quote.headings}
              page={first.quote.page}
              language={first.language}
            />
            {[first, ...others]
              .filter((source) => source.differs)
              .map(({ number, quote, language }) => (
                <blockquote key={number} className="passage" lang={language}>
                  {quote.text}
                </blockquote>
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}
