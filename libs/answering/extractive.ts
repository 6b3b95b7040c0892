import { Inject, Injectable } from '@nestjs/common';
import { DocumentsRepository, type Asker } from '#corpus';
import { LOG, type Log } from '#platform';
import type { Found } from '#retrieval';
import type { AnswerEvent, Composed, Quote } from './events.js';
import {
  bestSentences,
  candidateSentences,
  chooseSentences,
  withMeaning,
  type CandidateSentence,
} from './extract.js';
import { merged } from './merge.js';
import { quoteOf } from './source.js';
import { stands } from './verify/stands.js';

/** Composes without a model: the sentences that answer, verbatim, in the order of their documents. */
@Injectable()
export class Extractive {
  constructor(
    private readonly documents: DocumentsRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Yields each sentence once it is verified against the stored text. What several sources say stands once. */
  async *compose(asker: Asker, found: Found): AsyncGenerator<AnswerEvent, Composed> {
    const chosen = chooseSentences(await this.scored(found));
    const quotes = await this.verified(asker, found, chosen);
    const sentences = merged(quotes);
    for (const [position, own] of sentences.entries())
      yield { type: 'sentence', sentence: { position, text: own[0]!.text, quotes: own, supported: true } };
    const failed = chosen.length - quotes.length;
    return {
      ...{ model: null, complete: null },
      verification: {
        ...{ sentences: sentences.length + failed, verified: sentences.length, corrected: 0 },
        failures: failed > 0 ? { 'quote-not-found': failed } : {},
      },
    };
  }

  /** The sentences that answer, as verified quotes. */
  async quotes(asker: Asker, found: Found): Promise<Quote[]> {
    return this.verified(asker, found, chooseSentences(await this.scored(found)));
  }

  /** The best `most` sentences as verified quotes, whether all of them are needed or not: for measuring the choice. */
  async best(asker: Asker, found: Found, most: number): Promise<Quote[]> {
    return this.verified(asker, found, bestSentences(await this.scored(found), most));
  }

  private async scored(found: Found): Promise<CandidateSentence[]> {
    const candidates = candidateSentences(found);
    return withMeaning(candidates, await this.cosines(found, candidates));
  }

  private async verified(asker: Asker, { scope }: Found, chosen: CandidateSentence[]): Promise<Quote[]> {
    const quotes = chosen.map(({ document, passage, ...range }) =>
      quoteOf(document.version, passage, range, scope.asOf),
    );
    const versions = [...new Set(quotes.map((quote) => quote.versionId))];
    const stored = await this.documents.texts(asker, versions);
    return quotes.filter((quote) => stands(quote, stored.get(quote.versionId)));
  }

  private async cosines({ query, embedder }: Found, candidates: CandidateSentence[]): Promise<number[]> {
    if (candidates.length === 0 || !embedder) return candidates.map(() => 0);
    const texts = candidates.map((sentence) => sentence.text);
    try {
      const [asked] = await embedder.embed([query.text], 'query');
      return (await embedder.embed(texts, 'passage')).map((vector) => dot(asked!, vector));
    } catch (error) {
      this.log.error('the sentences of an answer were chosen by their words alone', {
        reason: (error as Error).message,
      });
      return texts.map(() => 0);
    }
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
