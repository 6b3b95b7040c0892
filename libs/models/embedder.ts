import { KildeError } from '#platform';

/** Turns text into vectors of length one, so that their dot product is the cosine. */
export interface Embedder {
  /** Names the embedding set: two embedders with the same name give the same vectors for passages. */
  readonly name: string;
  /** How many numbers a vector has. May have to load the model or to ask the service. */
  dimensions(): Promise<number>;
  /**
   * One vector of `dimensions` numbers a text, in order. A query gets one short try, passages several.
   * @throws KildeError `model-unavailable`, which says what is wrong with the model or its service
   */
  embed(texts: string[], role: 'query' | 'passage'): Promise<Float32Array[]>;
}

/** What can make vectors here: the configured embedder, and the next one where there is one. No two have one name. */
export type Embedders = [configured: Embedder, ...others: Embedder[]];

/** The vector scaled to length one; a zero vector stays as it is. */
export function normalised(vector: ArrayLike<number>): Float32Array {
  let squares = 0;
  for (let at = 0; at < vector.length; at++) squares += vector[at]! ** 2;
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  const scaled = new Float32Array(vector.length);
  for (let at = 0; at < vector.length; at++) scaled[at] = vector[at]! * factor;
  return scaled;
}

/**
 * Vectors as `embed` gives them, for a set whose vectors have so many dimensions.
 * @throws KildeError `other-dimensions`, or as `embed` does
 */
export async function checkedEmbedding(
  embedder: Embedder,
  texts: string[],
  role: 'query' | 'passage',
  dimensions: number,
): Promise<Float32Array[]> {
  const vectors = await embedder.embed(texts, role);
  const other = vectors.find((vector) => vector.length !== dimensions);
  if (!other) return vectors;
  throw new KildeError(
    'other-dimensions',
    500,
    `The embedder "${embedder.name}" gives vectors of ${other.length} numbers, but those stored under its name have ${dimensions}: it runs another model now. Set KILDE_EMBEDDER_MODEL to a name of its own and run kilde reindex.`,
  );
}
