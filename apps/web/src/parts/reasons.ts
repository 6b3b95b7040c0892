import type { Ingestion } from '../api/openapi.js';
import * as requests from '../api/requests.js';
import { useLoad } from '../api/useLoad.js';
import { useI18n } from '../i18n/index.js';

/** What the server has to say of a file, in the reader's language; until that is loaded, as the server put it. */
export function useReasons() {
  const { language } = useI18n();
  const { data } = useLoad('reasons', requests.reasons);
  return {
    reason({ code, message }: NonNullable<Ingestion['reason']>): string {
      const sentence = data?.reasons[code]?.[language];
      if (!sentence || language === 'en') return message;
      // The message names the field, which no sentence made beforehand can.
      return code === 'bad-metadata' ? `${sentence} (${message})` : sentence;
    },
    /** A warning is its code, or its code, a colon and what it is about. */
    warning(warning: string): string {
      const [code, ...about] = warning.split(':');
      const sentence = data?.warnings[code!]?.[language];
      if (!sentence) return warning;
      return about.length > 0 ? `${sentence} (${about.join(':')})` : sentence;
    },
  };
}
