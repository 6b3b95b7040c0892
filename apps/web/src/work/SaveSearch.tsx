import { useState } from 'react';
import { useI18n } from '../i18n/index.js';
import { announce } from '../parts/announce.js';
import { Icon } from '../parts/Icon.js';
import { Link } from '../parts/Link.js';
import { problemText } from '../parts/Notice.js';
import { scope, type Query } from '../search/query.js';
import { renew, useAction, useWork } from './useWork.js';

/** Keeps a search, so that it can tell later what has come in. */
export function SaveSearch({ query }: { query: Query }) {
  const { t } = useI18n();
  const work = useWork();
  const { run, busy, error } = useAction();
  const request = { query: query.q, ...scope(query) };
  const [saved, setSaved] = useState('');
  const isSaved = saved === JSON.stringify(request);
  const save = async () => {
    const done = await run(async () => {
      await work.save(request);
      await renew('saved');
    });
    if (!done) return;
    setSaved(JSON.stringify(request));
    announce(t.work.searchSaved);
  };
  return (
    <span className="save-search">
      {isSaved ? (
        <Link href="/work">{t.work.searchSaved}</Link>
      ) : (
        <button type="button" className="text-button" disabled={busy} onClick={() => void save()}>
          <Icon name="bookmark" />
          {t.work.saveSearch}
        </button>
      )}
      {error && (
        <span className="box-error" role="alert">
          {problemText(error, t)}
        </span>
      )}
    </span>
  );
}
