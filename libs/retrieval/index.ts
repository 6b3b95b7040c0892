export { DidYouMean } from './did-you-mean.js';
export type { Facet } from './facets.js';
export type { Found, SearchRequest } from './found.js';
export { marker, type Marker } from './matches.js';
export {
  matchedPassage,
  passageText,
  rankPassages,
  type RankedDocument,
  type ScoredPassage,
} from './rank.js';
export { otherEmbedder } from './query-vectors.js';
export { RetrievalModule } from './retrieval.module.js';
export { Search } from './search.js';
export { nearestPassage } from './unit-store.js';
export { everything, queryWeights, weights } from './weights.js';
