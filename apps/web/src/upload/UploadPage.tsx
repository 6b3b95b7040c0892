import { useRef } from 'react';
import type { Corpus } from '../api/openapi.js';
import { useKey } from '../api/key.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { Notice, ProblemNotice } from '../parts/Notice.js';
import { useArrivalFocus, useTitle } from '../parts/page.js';
import { KeyForm } from './KeyForm.js';
import { Recent } from './Recent.js';
import { Uploader } from './Uploader.js';
import { useIngestions } from './useIngestions.js';

export function UploadPage() {
  const { t } = useI18n();
  const key = useKey();
  const title = useRef<HTMLHeadingElement>(null);
  const name = key ? t.upload.title : t.upload.signIn;
  useTitle(name);
  useArrivalFocus(title);
  return (
    <div className="wrap page narrow">
      <h1 ref={title} tabIndex={-1}>
        {name}
      </h1>
      {key ? <SignedIn /> : <KeyForm />}
    </div>
  );
}

function SignedIn() {
  const { t } = useI18n();
  const me = useLoad('me', requests.me, { fresh: true });
  const corpora = useLoad('corpora', requests.corpora);

  const error = me.error ?? corpora.error;
  if (error?.status === 401) return <KeyForm rejected />;
  if (error) return <ProblemNotice error={error} retry={me.error ? me.reload : corpora.reload} />;
  if (!me.data || !corpora.data) return <p role="status">{t.loading}</p>;

  const { admin } = me.data;
  const curated = corpora.data.filter((corpus) => admin || corpus.role !== 'reader');
  if (curated.length === 0)
    return (
      <Notice tone="info">
        <p>{t.upload.noCorpus}</p>
        <p>
          <Link href="/">{t.toSearch}</Link>
        </p>
      </Notice>
    );
  return <Curating corpora={curated} />;
}

function Curating({ corpora }: { corpora: Corpus[] }) {
  const told = useIngestions();
  return (
    <>
      <Uploader corpora={corpora} told={told} />
      <Recent corpora={corpora} told={told} />
    </>
  );
}
