import { setKey, useKey } from '../api/key.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';

/** Who has signed in, and the way out; for who has not, the way in. */
export function Account() {
  const { t } = useI18n();
  const key = useKey();
  const me = useLoad(key ? 'me' : null, requests.me, { fresh: true });
  if (!key || me.error?.status === 401)
    return (
      <Link className="account" href="/upload">
        {t.upload.signIn}
      </Link>
    );
  const curates = me.data?.admin || me.data?.corpora.some(({ role }) => role !== 'reader');
  return (
    <div className="account">
      {curates && <Link href="/feedback">{t.feedback.list}</Link>}
      <span className="account-name">{me.data?.name ?? (me.data ? t.upload.someone : t.loading)}</span>
      <button type="button" className="text-button" onClick={() => setKey(null)}>
        {t.upload.signOut}
      </button>
    </div>
  );
}
