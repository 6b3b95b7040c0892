export { Answering } from './answer.js';
export { answerability } from './answerable.js';
export { AnsweringModule } from './answering.module.js';
export { whole, type Answer, type AnswerEvent } from './events.js';
export { Extractive } from './extractive.js';
export { NEAREST, Records, type ReadBack } from './records.js';
export { Comparisons } from './tasks/comparison.js';
export { Summaries } from './tasks/summary.js';
