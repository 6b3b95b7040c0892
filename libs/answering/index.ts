export { Answering, type Answer } from './answer.js';
export { AnsweringModule } from './answering.module.js';
