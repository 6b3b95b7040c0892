export { B, K1, idf, saturation } from './analysis/bm25.js';
export { gramCount, grams } from './analysis/grams.js';
export { identifiers, isCaseNumber, namesOf, statutes } from './analysis/identifiers.js';
export { detectLanguage } from './analysis/language.js';
export { analyseQuery, type AnalysedQuery } from './analysis/query.js';
export { sentences } from './analysis/sentences.js';
export { stem } from './analysis/stems.js';
export { termId } from './analysis/term-id.js';
export { partsBy, unitFeatures, type UnitFeatures, type Vocabulary } from './analysis/unit-features.js';
export { wordFeatures } from './analysis/word-features.js';
export { AnswersRepository } from './answers.repository.js';
export { CasesRepository, type Case, type Pin } from './cases.repository.js';
export type { ClaimedIngestion, SameBytes } from './claims.repository.js';
export {
  ContentsRepository,
  type PassageContent,
  type UnitContent,
  type VersionRow,
} from './contents.repository.js';
export { CorporaRepository, type NewCorpus, type ReadableCorpus } from './corpora.repository.js';
export { CorpusModule } from './corpus.module.js';
export { DeletedCorpora } from './deleted-corpora.repository.js';
export {
  DocumentsRepository,
  type DocumentView,
  type PassageSpan,
  type PassageView,
  type VersionSummary,
  type VersionText,
} from './documents.repository.js';
export { EmbeddingSetsRepository, type EmbeddingSet, type FilledSet } from './embedding-sets.repository.js';
export { ImpactsRepository, type UnitImpacts } from './impacts.repository.js';
export { MissingVectorsRepository, type PassageToEmbed } from './missing-vectors.repository.js';
export {
  checkTarget,
  importRows,
  openExport,
  type BackupHeader,
  type BackupRows,
} from './backup.repository.js';
export { KEPT, keptBy, openBulkLoad, type BulkLoad } from './bulk-load.repository.js';
export { awaitDatabase, migrate, unknownMigrations, type Connection } from './engine/connection.js';
export { startEmbeddedEngine, type EmbeddedEngine } from './engine/embedded.js';
export { copyFloor, type CopyFloor } from './copy-floor.repository.js';
export { openFloors, type FloorGauge, type StatementFloors } from './engine/floors.js';
export { namedServer, throwAwayServer } from './engine/throw-away-server.js';
export { isUnreachable, lostDatabase } from './engine/unreachable.js';
export type { AnswerRecord, AnsweringRules, Field, Role, SourceKind, Treatment } from './entities.js';
export { ExcerptsRepository, type Excerpt, type Place } from './excerpts.repository.js';
export {
  FeedbackRepository,
  type Feedback,
  type FeedbackReason,
  type NewFeedback,
} from './feedback.repository.js';
export {
  changesOf,
  count,
  noChange,
  type Correction,
  type FrequencyChange,
} from './frequencies.repository.js';
export { HealthRepository } from './health.repository.js';
export type { NewVersion } from './index-rows.repository.js';
export { IndexRepository, LostClaim, type Children, type StoreWork } from './index.repository.js';
export { IngestionChangesRepository, isMomentBefore, type Change } from './ingestion-changes.repository.js';
export {
  IngestionsRepository,
  KEEP_MS,
  type Due,
  type IngestionState,
  type IngestionView,
  type NewIngestion,
  type Outcome,
  type Stage,
} from './ingestions.repository.js';
export { LOOSE_ENDS, openIntegrity, type Integrity } from './integrity.repository.js';
export { NearestRepository } from './nearest.repository.js';
export { OriginalsRepository } from './originals.repository.js';
export { PageRangesRepository, type StoredRange } from './page-ranges.repository.js';
export { PagesRepository, type PageView } from './pages.repository.js';
export { PartitionsRepository } from './partitions.repository.js';
export { openPeers, type Peers } from './peers.repository.js';
export { openPlainTexts, type PlainText, type PlainTexts } from './plain-texts.repository.js';
export { PrincipalsRepository, type KeyView } from './principals.repository.js';
export { QUEUE, type IngestionQueue } from './queue/queue.js';
export { ReindexRepository } from './reindex.repository.js';
export type { Asker, Filter, Scope } from './scope.js';
export {
  OVERFETCH,
  SearchRepository,
  type Candidate,
  type LexicalQuery,
  type QueryVector,
  type UnitKey,
} from './search.repository.js';
export { SearchesRepository, type SavedSearch, type Visit } from './searches.repository.js';
export {
  StatisticsRepository,
  termKey,
  type MarkedStatistics,
  type QueryStatistics,
  type Term,
} from './statistics.repository.js';
export { TreatmentsRepository } from './treatments.repository.js';
export type { NewPassage, NewUnit } from './unit-rows.repository.js';
export { holdsOn } from './validity.js';
export { WordsRepository, type StoredStem } from './words.repository.js';
export {
  graphMegabytes,
  MOST_INDEXED,
  VectorIndexesRepository,
  type VectorIndex,
} from './vector-indexes.repository.js';
export { VectorsRepository, type Nearness, type StoredVector } from './vectors.repository.js';
