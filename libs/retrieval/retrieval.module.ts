import { Module } from '@nestjs/common';
import { Search } from './search.js';
import { UnitStore } from './unit-store.js';
import { loadWordKnowledge, WORD_KNOWLEDGE } from './word-knowledge.js';

@Module({
  providers: [Search, UnitStore, { provide: WORD_KNOWLEDGE, useFactory: loadWordKnowledge }],
  exports: [Search],
})
export class RetrievalModule {}
