import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '#platform';
import { chooseChat } from './chat/chat.js';
import { chooseEmbedders, chooseReranker } from './choose.js';
import { knownWords } from './static/static-embedder.js';

export const CHAT = Symbol('chat model');
export const EMBEDDERS = Symbol('embedders');
export const RERANKER = Symbol('reranker');
export const VOCABULARY = Symbol('vocabulary');

/** Relative frequency of a word of the shipped vocabulary, or undefined; what compounds are split by. */
export type Vocabulary = (word: string) => number | undefined;

@Global()
@Module({
  providers: [
    { provide: CHAT, inject: [CONFIG], useFactory: ({ chat }: Config) => chooseChat(chat) },
    { provide: EMBEDDERS, inject: [CONFIG], useFactory: chooseEmbedders },
    { provide: RERANKER, inject: [CONFIG], useFactory: ({ reranker }: Config) => chooseReranker(reranker) },
    {
      provide: VOCABULARY,
      useFactory: async (): Promise<Vocabulary> => {
        const known = await knownWords();
        return (word) => known.get(word);
      },
    },
  ],
  exports: [CHAT, EMBEDDERS, RERANKER, VOCABULARY],
})
export class ModelsModule {}
