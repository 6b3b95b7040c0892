import type { everything, Found, Search } from '#retrieval';
import type { Scored } from './fit.js';
import type { Questions } from './measures.js';
import type { Place } from './systems.js';

/** Who asks: anybody. */
export const NOBODY = { principal: null, anonymous: true };

/**
 * Searches a place, whose corpora are public, past the API: for what the API does not show. A lane that does not
 * answer is a fault here, since half a search measures nothing.
 */
export async function searchInside(
  search: Search,
  { corpora }: Place,
  text: string,
  candidates?: typeof everything,
): Promise<Found> {
  const found = await search.find(NOBODY, { query: text, corpora, ...(candidates && { candidates }) });
  if (found.degraded.length > 0) throw new Error(`Lanes that did not answer: ${found.degraded.join(', ')}.`);
  return found;
}

/** Documents looked at for each query: one further down hardly gets among the first ten by other weights. */
const DEPTH = 100;

/** The parts of the scores of what is found for each question. A part that weighs nothing is not counted: it is 0. */
export async function gatherScores(
  search: Search,
  { queries, judgements }: Questions,
  place: Place,
  note: (done: number) => void = () => {},
): Promise<Scored[]> {
  const all: Scored[] = [];
  for (const { id, text } of queries) {
    const { query, documents } = await searchInside(search, place, text);
    all.push({
      kind: query.question ? 'question' : 'keywords',
      grades: judgements.get(id)!,
      documents: documents.slice(0, DEPTH).map(({ version, units }) => ({
        id: place.idOf(version),
        units: units.map(({ score: { lexical, identifier, vector, window } }) => ({
          plain: lexical + identifier,
          vector,
          window,
        })),
      })),
    });
    note(all.length);
  }
  return all;
}
