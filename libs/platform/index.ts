export { LANGUAGES, type Language } from './languages.js';
export { packageRoot } from './package-root.js';
export { words } from './words.js';
