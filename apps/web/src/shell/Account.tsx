import { setKey, useKey } from '../api/key.js';
import type { Me } from '../api/openapi.js';
import type { Loaded } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';

/** Who has signed in, and the way out; for who has not, the way in. */
export function Account({ me }: { me: Loaded<Me> }) {
  const { t } = useI18n();
  const key = useKey();
  if (!key || me.error?.status === 401)
    return (
      <Link className="account" href="/upload">
        {t.upload.signIn}
      </Link>
    );
  return (
    <div className="account">
      <span className="account-name">{me.data?.name ?? (me.data ? t.upload.someone : t.loading)}</span>
      <button type="button" className="text-button" onClick={() => setKey(null)}>
        {t.upload.signOut}
      </button>
    </div>
  );
}
