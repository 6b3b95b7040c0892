import { Fragment, useState } from 'react';
import { useI18n } from '../i18n/index.js';
import { Where } from '../parts/Where.js';
import { SourceLink } from '../source/SourceLink.js';
import { Marker } from './Marker.js';
import { byPlace, type Source } from './sources.js';
import { TranslateSwitch, Translation } from './Translation.js';

/** The documents that the answer quotes, each place once, with the numbers that stand for it. */
export function SourceList({ sources, q }: { sources: Source[]; q: string }) {
  const { language: own, t } = useI18n();
  const [translate, setTranslate] = useState(false);
  const translated = (source: Source) => translate && source.language !== own;
  return (
    <>
      <h3>{t.answer.sources}</h3>
      <TranslateSwitch quotes={sources.map(({ quote }) => quote)} on={translate} set={setTranslate} />
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
              .filter((source) => source.differs || translated(source))
              .map((source) => (
                <Fragment key={source.number}>
                  <blockquote className="passage" lang={source.language}>
                    {source.quote.text}
                  </blockquote>
                  {translated(source) && <Translation quote={source.quote} />}
                </Fragment>
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}
