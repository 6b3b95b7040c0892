import { words } from '#platform';
import { nearestPassage, type Found } from '#retrieval';

const MOST = 3;
const LOOKED_AT = 8;
const LONGEST_WORDS = 12;

/** Better queries in the corpus's own words: what the nearest documents are called and where they speak of it. Pure. */
export function suggestions({ documents, query }: Pick<Found, 'documents' | 'query'>): string[] {
  const asked = new Set(query.words);
  const names = documents.slice(0, LOOKED_AT).flatMap(({ version, units }) => {
    return [nearestPassage(units[0].unit).headings.at(-1), version.title].filter(
      (name) => name !== undefined,
    );
  });
  const distinct = [...new Map(names.map((name) => [name.toLowerCase(), name.trim()])).values()];
  return distinct
    .filter((name) => {
      const own = words(name);
      return own.length > 0 && own.length <= LONGEST_WORDS && own.some((word) => !asked.has(word));
    })
    .slice(0, MOST);
}
