import { Inject, Injectable } from '@nestjs/common';
import { RERANKER, type Reranker } from '#models';
import { CONFIG, type Config } from '#platform';
import type { LexicalScorer } from './lexical-score.js';
import { passageText, rankPassages, type RankedDocument, type WeighedQuery } from './rank.js';
import { within } from './within.js';

/** The optional last stage: a model that reads the query together with each of the best documents' best passages. */
@Injectable()
export class Reranking {
  constructor(
    @Inject(RERANKER) private readonly reranker: Reranker | null,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Orders the first `depth` documents by the reranker's scores, and leaves the rest as they are. Without a
   * reranker the documents come back as they went in.
   * @throws KildeError or Error when the reranker fails or is too slow
   */
  async rerank(
    query: WeighedQuery,
    scorer: LexicalScorer,
    documents: RankedDocument[],
  ): Promise<RankedDocument[]> {
    const { reranker } = this.config;
    if (!this.reranker || reranker.kind === 'none' || documents.length < 2) return documents;
    const { depth, timeoutMs } = reranker;
    const first = documents.slice(0, depth);
    const texts = first.map((document) => textOf(query, scorer, document));
    const scores = await within(
      timeoutMs,
      this.reranker.rerank(query.text, texts, timeoutMs),
      `The reranker took longer than ${timeoutMs} ms (KILDE_RERANKER_TIMEOUT_MS).`,
    );
    const reranked = first.map((document, at) => ({ ...document, reranker: scores[at]! }));
    return [...reranked.sort((a, b) => b.reranker - a.reranker), ...documents.slice(depth)];
  }
}

/** What a reranker reads of a document: its title and the best passage with its headings. */
function textOf(query: WeighedQuery, scorer: LexicalScorer, document: RankedDocument): string {
  const [{ unit, passage }] = rankPassages(query, scorer, document);
  return [...new Set([document.version.title, ...passage.headings, passageText(unit, passage)])].join('\n');
}
