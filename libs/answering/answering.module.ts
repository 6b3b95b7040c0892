import { Module } from '@nestjs/common';
import { RetrievalModule } from '#retrieval';
import { Answering } from './answer.js';
import { Extractive } from './extractive.js';
import { Generative } from './generate/generative.js';
import { Records } from './records.js';

@Module({
  imports: [RetrievalModule],
  providers: [Answering, Extractive, Generative, Records],
  exports: [Answering, Records],
})
export class AnsweringModule {}
