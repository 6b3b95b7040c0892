import { Inject, Injectable } from '@nestjs/common';
import { EmbeddingSetsRepository, type QueryVector } from '#corpus';
import { checkedEmbedding, EMBEDDER, type Embedder } from '#models';
import { KildeError, type Stopwatch } from '#platform';
import { within } from './within.js';

/** Somebody waits: a model that is still being loaded is done without. */
const PATIENCE_MS = 5000;

/** Embeds queries for the live embedding set. */
@Injectable()
export class QueryVectors {
  constructor(
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    private readonly sets: EmbeddingSetsRepository,
  ) {}

  /**
   * The query's vector, or null while nothing is stored and for a query without a letter: numbers alone mean nothing.
   * @throws KildeError `other-embedder` when the live set was made by another embedder than the configured one,
   *   and as the embedder does
   */
  async of(query: string, clock: Stopwatch): Promise<QueryVector | null> {
    if (!/\p{L}/u.test(query)) return null;
    const live = await this.sets.live();
    if (!live) return null;
    if (live.model !== this.embedder.name) throw otherEmbedder(live.model, this.embedder.name);
    const embedding = clock.time(
      'statistics.embedding',
      checkedEmbedding(this.embedder, [query], 'query', live.dimensions),
    );
    const [vector] = await within(PATIENCE_MS, embedding, `The embedder took longer than ${PATIENCE_MS} ms.`);
    return { setId: live.id, vector: vector! };
  }
}

export function otherEmbedder(stored: string, configured: string): KildeError {
  return new KildeError(
    'other-embedder',
    500,
    `The stored vectors were made by "${stored}", but the configured embedder is "${configured}". Searches go by words alone until kilde reindex has made the vectors anew, or KILDE_EMBEDDER is set back.`,
  );
}
