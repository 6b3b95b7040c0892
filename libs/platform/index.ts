export type { AnswersConfig, ChatConfig, Policy } from './answer-config.js';
export { readConfig, type Config } from './config.js';
export { KildeError } from './errors.js';
export { groupBy } from './group-by.js';
export { inGroups } from './in-groups.js';
export { byLanguage, LANGUAGES, type Language } from './languages.js';
export { createLog, type Log } from './log.js';
export type {
  EmbedderConfig,
  HttpModel,
  OnnxModel,
  Prefixes,
  RerankerConfig,
  RerankingModel,
  WeightsConfig,
} from './model-config.js';
export { packageRoot } from './package-root.js';
export { packWords, unpackWords, type Box, type PageLayout, type PageWord } from './page-words.js';
export { remembered } from './remembered.js';
export { startStopwatch, type Stopwatch, type Timings } from './stopwatch.js';
export { today } from './today.js';
export { CONFIG, LOG } from './tokens.js';
export { words } from './words.js';
