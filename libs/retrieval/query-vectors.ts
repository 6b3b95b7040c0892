import { Inject, Injectable } from '@nestjs/common';
import { EmbeddingSetsRepository, type QueryVector } from '#corpus';
import { checkedEmbedding, EMBEDDERS, type Embedder, type Embedders } from '#models';
import { KildeError, type Stopwatch } from '#platform';
import { within } from './within.js';

/** Somebody waits: a model that is still being loaded is done without. */
const PATIENCE_MS = 5000;

/** A query's vector, and the embedder that made it and the set's. */
export interface EmbeddedQuery extends QueryVector {
  embedder: Embedder;
}

/** Embeds queries for the live embedding set, by the embedder that made it. */
@Injectable()
export class QueryVectors {
  constructor(
    @Inject(EMBEDDERS) private readonly embedders: Embedders,
    private readonly sets: EmbeddingSetsRepository,
  ) {}

  /**
   * The query's vector, or null while nothing is stored and for a query without a letter: numbers alone mean nothing.
   * @throws KildeError `other-embedder` when the live set was made by an embedder that is not configured, and as the
   *   embedder does
   */
  async of(query: string, clock: Stopwatch): Promise<EmbeddedQuery | null> {
    if (!/\p{L}/u.test(query)) return null;
    const live = await this.sets.live();
    if (!live) return null;
    const embedder = this.embedders.find(({ name }) => name === live.model);
    if (!embedder) throw otherEmbedder(live.model, this.embedders);
    const embedding = clock.time(
      'statistics.embedding',
      checkedEmbedding(embedder, [query], 'query', live.dimensions),
    );
    const [vector] = await within(PATIENCE_MS, embedding, `The embedder took longer than ${PATIENCE_MS} ms.`);
    return { setId: live.id, vector: vector!, embedder };
  }
}

export function otherEmbedder(stored: string, [configured]: Embedders): KildeError {
  return new KildeError(
    'other-embedder',
    500,
    `The stored vectors were made by "${stored}", but the configured embedder is "${configured.name}". Searches go by words alone until kilde reindex has made the vectors anew, or KILDE_EMBEDDER is set back.`,
  );
}
