import { Module } from '@nestjs/common';
import { RetrievalModule } from '#retrieval';
import { Answering } from './answer.js';
import { Composing } from './compose.js';
import { Extractive } from './extractive.js';
import { Generative } from './generate/generative.js';
import { Outdated } from './outdated.js';
import { Records } from './records.js';
import { Refusing } from './refusal.js';

@Module({
  imports: [RetrievalModule],
  providers: [Answering, Composing, Extractive, Generative, Outdated, Records, Refusing],
  exports: [Answering, Extractive, Records],
})
export class AnsweringModule {}
