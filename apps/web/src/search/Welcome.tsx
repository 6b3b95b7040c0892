import type { ReactNode } from 'react';
import type { Corpus } from '../api/openapi.js';
import { useKey } from '../api/key.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { searchAddress } from './query.js';
import { Tour } from './Tour.js';

const EXAMPLES = 4;

/** What to begin with: a question of each collection, or what it is called, which always finds something. */
function examplesOf(corpora: Corpus[]): { corpus: Corpus; q: string }[] {
  return corpora
    .filter(({ documents }) => documents > 0)
    .slice(0, EXAMPLES)
    .map((corpus) => ({
      corpus,
      q:
        corpus.answering.examples?.[0] ??
        (corpus.title.replace(/\s*[([].*?[)\]]/g, '').trim() || corpus.title),
    }));
}

interface Props {
  form: ReactNode;
  corpora: Corpus[] | undefined;
  loading: boolean;
  children: ReactNode;
}

/** The quiet first screen: the box, what can be searched, and a few searches to begin with. */
export function Welcome({ form, corpora, loading, children }: Props) {
  const { t } = useI18n();
  const key = useKey();
  const examples = examplesOf(corpora ?? []);
  return (
    <>
      <div className="band band-first">
        <div className="wrap">
          <h1>{t.box.title}</h1>
          {form}
          {examples.length > 0 && (
            <div className="examples">
              <h2>{t.welcome.examples}</h2>
              <ul>
                {examples.map(({ corpus, q }) => (
                  <li key={corpus.slug}>
                    <Link href={searchAddress({ q, corpora: [corpus.slug] })} lang={corpus.language}>
                      {q}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      </div>
      <div className="wrap page" aria-busy={loading}>
        <Tour />
        {children}
        <h2>{t.welcome.corpora}</h2>
        {loading && <p>{t.loading}</p>}
        {corpora?.length === 0 && (
          <p>
            {t.welcome.none} {!key && <Link href="/upload">{t.upload.keyTitle}</Link>}
          </p>
        )}
        <ul className="corpora">
          {corpora?.map((corpus) => (
            <li key={corpus.slug} className="corpus">
              <h3 lang={corpus.language}>
                <Link href={searchAddress({ corpora: [corpus.slug] })}>{corpus.title}</Link>
              </h3>
              <p lang={corpus.language}>{corpus.description}</p>
              <p className="quiet">{t.welcome.documents(corpus.documents)}</p>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
