export { readConfig, type Config } from './config.js';
export { KildeError } from './errors.js';
export { groupBy } from './group-by.js';
export { LANGUAGES, type Language } from './languages.js';
export { createLog, type Log } from './log.js';
export { packageRoot } from './package-root.js';
export { CONFIG, LOG } from './tokens.js';
export { words } from './words.js';
