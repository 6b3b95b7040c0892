import { Module } from '@nestjs/common';
import { RetrievalModule } from '#retrieval';
import { Answering } from './answer.js';
import { Composing } from './compose.js';
import { Extractive } from './extractive.js';
import { Generative } from './generate/generative.js';
import { Outdated } from './outdated.js';
import { Records } from './records.js';
import { Refusing } from './refusal.js';
import { Columns } from './tasks/columns.js';
import { Comparisons } from './tasks/comparison.js';
import { Drafts } from './tasks/draft.js';
import { Explanations } from './tasks/explanation.js';
import { Overviews } from './tasks/overview.js';
import { Readings } from './tasks/reading.js';
import { Summaries } from './tasks/summary.js';
import { Writing } from './tasks/writing.js';

/** What a person can ask for without writing a prompt. */
const TASKS = [Comparisons, Drafts, Explanations, Overviews, Summaries];

@Module({
  imports: [RetrievalModule],
  providers: [
    Answering,
    Composing,
    Extractive,
    Generative,
    Outdated,
    Records,
    Refusing,
    Columns,
    Readings,
    Writing,
    ...TASKS,
  ],
  exports: [Answering, Extractive, Records, ...TASKS],
})
export class AnsweringModule {}
