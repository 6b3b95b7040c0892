export { DidYouMean } from './did-you-mean.js';
export type { Facet } from './facets.js';
export { marker, type Marker } from './matches.js';
export { passageText, rankPassages, type RankedDocument, type ScoredPassage } from './rank.js';
export { otherEmbedder } from './query-vectors.js';
export { RetrievalModule } from './retrieval.module.js';
export { Search, type Found, type SearchRequest } from './search.js';
export { nearestPassage } from './unit-store.js';
export { everything, queryWeights } from './weights.js';
