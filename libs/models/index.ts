export { type Embedder } from './embedder.js';
export { EMBEDDER, ModelsModule, VOCABULARY, type Vocabulary } from './models.module.js';
