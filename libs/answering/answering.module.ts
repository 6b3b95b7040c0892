import { Module } from '@nestjs/common';
import { RetrievalModule } from '#retrieval';
import { Answering } from './answer.js';

@Module({ imports: [RetrievalModule], providers: [Answering], exports: [Answering] })
export class AnsweringModule {}
