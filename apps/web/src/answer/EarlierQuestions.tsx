import { useI18n } from '../i18n/index.js';
import { Link } from '../parts/Link.js';
import { asking, searchAddress, type Query } from '../search/query.js';

/** What was asked before this follow-up, each leading back to its answer. */
export function EarlierQuestions({ query }: { query: Query }) {
  const { t } = useI18n();
  if (query.previous.length === 0) return null;
  return (
    <nav className="earlier" aria-label={t.answer.earlier}>
      <ol>
        {query.previous.map((question, at) => (
          <li key={at}>
            <Link href={searchAddress(asking(query, question, query.previous.slice(0, at)))}>{question}</Link>
          </li>
        ))}
        <li aria-current="true">{query.q}</li>
      </ol>
    </nav>
  );
}
