import { useI18n } from '../i18n/index.js';

/** Where in its document a passage stands; a heading that repeats the document's title is left out. */
export function Where(props: { title: string; headings: string[]; page: number | null; language?: string }) {
  const { t } = useI18n();
  const headings = props.headings.filter((heading) => heading !== props.title);
  if (headings.length === 0 && props.page === null) return null;
  return (
    <p className="where">
      <span lang={props.language}>{headings.join(' › ')}</span>
      {props.page !== null && (
        <span>
          {headings.length > 0 && ', '}
          {t.results.page(props.page)}
        </span>
      )}
    </p>
  );
}
