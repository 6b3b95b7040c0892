import { Module } from '@nestjs/common';
import { Search } from './search.js';
import { TRANSLATE, type Translate } from './translate.js';

@Module({
  providers: [Search, { provide: TRANSLATE, useValue: (() => []) satisfies Translate }],
  exports: [Search],
})
export class RetrievalModule {}
