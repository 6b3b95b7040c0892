import { Inject, Injectable } from '@nestjs/common';
import { DocumentsRepository, type Asker } from '#corpus';
import { EMBEDDER, type Embedder } from '#models';
import type { Found } from '#retrieval';
import type { AnswerEvent, Composed } from './events.js';
import { candidateSentences, chooseSentences, type CandidateSentence } from './extract.js';
import { quoteOf } from './source.js';
import { stands } from './verify/stands.js';

/** Composes without a model: the sentences that answer, verbatim, in the order of their documents. */
@Injectable()
export class Extractive {
  constructor(
    private readonly documents: DocumentsRepository,
    @Inject(EMBEDDER) private readonly embedder: Embedder,
  ) {}

  /** Yields each sentence once it is verified against the stored text. */
  async *compose(asker: Asker, found: Found): AsyncGenerator<AnswerEvent, Composed> {
    const candidates = candidateSentences(found);
    const chosen = chooseSentences(candidates, await this.cosines(found, candidates));
    const quotes = chosen.map(({ document, passage, ...range }) =>
      quoteOf(document.version, passage, range, found.scope.asOf),
    );
    const versions = [...new Set(quotes.map((quote) => quote.versionId))];
    const stored = await this.documents.texts(asker, versions);
    const verified = quotes.filter((quote) => stands(quote, stored.get(quote.versionId)));
    for (const [position, quote] of verified.entries())
      yield {
        type: 'sentence',
        sentence: { position, text: quote.text, quotes: [quote], supported: true },
      };
    const failed = quotes.length - verified.length;
    return {
      ...{ model: null, complete: null },
      verification: {
        ...{ sentences: quotes.length, verified: verified.length, corrected: 0 },
        failures: failed > 0 ? { 'quote-not-found': failed } : {},
      },
    };
  }

  private async cosines({ query, degraded }: Found, candidates: CandidateSentence[]): Promise<number[]> {
    if (candidates.length === 0 || degraded.includes('vector')) return candidates.map(() => 0);
    const [asked] = await this.embedder.embed([query.text], 'query');
    const texts = candidates.map((sentence) => sentence.text);
    return (await this.embedder.embed(texts, 'passage')).map((vector) => dot(asked!, vector));
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
