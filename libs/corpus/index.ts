export { B, K1, idf, saturation } from './analysis/bm25.js';
export { compoundParts } from './analysis/compounds.js';
export { grams } from './analysis/grams.js';
export { identifiers, isCaseNumber } from './analysis/identifiers.js';
export { detectLanguage } from './analysis/language.js';
export { analyseQuery, type AnalysedQuery } from './analysis/query.js';
export { sentences } from './analysis/sentences.js';
export { stem } from './analysis/stems.js';
export { termId } from './analysis/term-id.js';
export { unitFeatures, type UnitFeatures, type Vocabulary } from './analysis/unit-features.js';
export { wordFeatures } from './analysis/word-features.js';
export { AnswersRepository } from './answers.repository.js';
export { CorporaRepository, type NewCorpus, type ReadableCorpus } from './corpora.repository.js';
export { CorpusModule } from './corpus.module.js';
export {
  DocumentsRepository,
  type DocumentView,
  type PassageView,
  type VersionSummary,
  type VersionText,
} from './documents.repository.js';
export { EmbeddingSetsRepository } from './embedding-sets.repository.js';
export { migrate, type Connection } from './engine/connection.js';
export { startEmbeddedEngine, type EmbeddedEngine } from './engine/embedded.js';
export { openFloors, type FloorGauge, type StatementFloors } from './engine/floors.js';
export type { Field, Role } from './entities.js';
export { HealthRepository } from './health.repository.js';
export type { NewPassage, NewUnit, NewVersion } from './index-rows.repository.js';
export { IndexRepository, LostClaim } from './index.repository.js';
export {
  IngestionsRepository,
  KEEP_MS,
  type ClaimedIngestion,
  type IngestionState,
  type IngestionView,
  type Outcome,
  type Stage,
} from './ingestions.repository.js';
export { OriginalsRepository } from './originals.repository.js';
export { PrincipalsRepository, type KeyView } from './principals.repository.js';
export { QUEUE, type IngestionQueue } from './queue/queue.js';
export type { Asker, Filter, Scope } from './scope.js';
export {
  SearchRepository,
  type Candidate,
  type PassageContent,
  type QueryStatistics,
  type UnitContent,
  type UnitKey,
  type UnitNearness,
  type VersionRow,
} from './search.repository.js';
export { holdsOn } from './validity.js';
