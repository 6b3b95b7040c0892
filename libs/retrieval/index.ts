export type { Facet } from './facets.js';
export { lexicalScorer } from './lexical-score.js';
export { matches } from './matches.js';
export { passageText, type RankedDocument } from './rank.js';
export { RetrievalModule } from './retrieval.module.js';
export { Search, type Found, type SearchRequest } from './search.js';
