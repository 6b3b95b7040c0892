import { searchAddress, type Query } from '../search/query.js';

/** The page that puts versions side by side; `q` is what was looked for, to be marked in them. */
export function comparisonAddress(versions: string[], q: string): string {
  const parameters = new URLSearchParams(versions.map((version) => ['version', version]));
  if (q) parameters.set('q', q);
  return `/compare?${parameters}`;
}

/** What an overview tells of each document, and of how many at most. */
export interface Told {
  columns: string[];
  /** Put to each document. */
  questions: string[];
  most: number;
}

const STANDARD = ['answer', 'outcome', 'amounts', 'provisions', 'date'];
const MOST = 25;

/** The page that reads all that a search finds into a table. */
export function overviewAddress(query: Partial<Query>, told?: Told): string {
  const parameters = new URLSearchParams();
  for (const column of told?.columns ?? []) parameters.append('column', column);
  for (const question of told?.questions ?? []) parameters.append('question', question);
  if (told && told.most !== MOST) parameters.set('most', String(told.most));
  const more = parameters.toString();
  return (
    searchAddress({ ...query, picked: [], open: null, page: 1 }).replace('/?', '/overview?') +
    (more && `&${more}`)
  );
}

export function readTold(parameters: URLSearchParams): Told {
  const columns = [...new Set(parameters.getAll('column'))];
  const questions = parameters.getAll('question').filter((question) => question.trim());
  const most = Number(parameters.get('most'));
  return {
    columns: columns.length + questions.length > 0 ? columns : STANDARD,
    questions,
    most: Number.isInteger(most) && most > 0 ? most : MOST,
  };
}

/** The page that drafts a note on a question, its sources cited in a style. */
export function draftAddress(query: Partial<Query>, style = ''): string {
  const address = searchAddress({ ...query, picked: [], open: null, page: 1, ask: false, previous: [] });
  return address.replace(/^\/\??/, '/draft?') + (style && `&style=${encodeURIComponent(style)}`);
}
