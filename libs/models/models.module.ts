import { Global, Module } from '@nestjs/common';
import type { Embedder } from './embedder.js';
import { knownWords, loadStaticEmbedder } from './static/static-embedder.js';

export const EMBEDDER = Symbol('embedder');
export const VOCABULARY = Symbol('vocabulary');

/** Relative frequency of a word of the shipped vocabulary, or undefined; what compounds are split by. */
export type Vocabulary = (word: string) => number | undefined;

@Global()
@Module({
  providers: [
    { provide: EMBEDDER, useFactory: (): Promise<Embedder> => loadStaticEmbedder() },
    {
      provide: VOCABULARY,
      useFactory: async (): Promise<Vocabulary> => {
        const known = await knownWords();
        return (word) => known.get(word);
      },
    },
  ],
  exports: [EMBEDDER, VOCABULARY],
})
export class ModelsModule {}
