import { Module } from '@nestjs/common';
import { stem } from '#corpus';
import { knownWords, loadLexicon, translate } from '#models';
import { BACKGROUND, buildBackground } from './background.js';
import { Search } from './search.js';
import { UnitStore } from './unit-store.js';
import { TRANSLATE, type Translate } from './translate.js';

const translateByLexicon = {
  provide: TRANSLATE,
  useFactory: async (): Promise<Translate> => {
    const lexicon = await loadLexicon(stem);
    return (word, from, to) => translate(lexicon, word, from, to);
  },
};

const background = { provide: BACKGROUND, useFactory: async () => buildBackground(await knownWords()) };

@Module({ providers: [Search, UnitStore, translateByLexicon, background], exports: [Search] })
export class RetrievalModule {}
