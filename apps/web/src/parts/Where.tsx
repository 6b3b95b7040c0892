import { useI18n } from '../i18n/index.js';

/** Where in its document a passage stands. */
export function Where(props: { headings: string[]; page: number | null; language?: string }) {
  const { t } = useI18n();
  if (props.headings.length === 0 && props.page === null) return null;
  return (
    <p className="where">
      <span lang={props.language}>{props.headings.join(' › ')}</span>
      {props.page !== null && (
        <span>
          {props.headings.length > 0 && ', '}
          {t.results.page(props.page)}
        </span>
      )}
    </p>
  );
}
