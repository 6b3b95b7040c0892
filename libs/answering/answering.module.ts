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
import { Readings } from './tasks/reading.js';
import { Summaries } from './tasks/summary.js';

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
    Comparisons,
    Readings,
    Summaries,
  ],
  exports: [Answering, Extractive, Records, Comparisons, Summaries],
})
export class AnsweringModule {}
