export { converse, type Chat, type ChatEnd, type ChatMessage, type OutputSchema } from './chat/chat.js';
export { checkedEmbedding, type Embedder, type Embedders } from './embedder.js';
export { chooseEmbedder } from './choose.js';
export { CHAT, EMBEDDERS, ModelsModule, RERANKER, VOCABULARY, type Vocabulary } from './models.module.js';
export { type Reranker } from './reranker.js';
export { knownWords, loadStaticEmbedder } from './static/static-embedder.js';
export { type DevScore, type DevSet, evaluate } from './static/train/evaluate.js';
export {
  TRAINING_DEFAULTS,
  trainStaticEmbedder,
  type TrainingOptions,
  type TrainingProgress,
  type TrainingResult,
} from './static/train/train.js';
export { loadLexicon, translate, translatePhrases, writeLexicon, type Lexicon } from './lexicon/lexicon.js';
export { buildLexicon } from './lexicon/induce.js';
export { isFunctionWord } from './lexicon/function-words.js';
