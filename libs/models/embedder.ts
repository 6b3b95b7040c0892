/** Turns text into vectors of length one, so that their dot product is the cosine. */
export interface Embedder {
  /** Names the embedding set: two embedders with the same name give the same vectors. */
  readonly name: string;
  readonly dimensions: number;
  /** One vector of `dimensions` numbers a text, in order. Throws when the model cannot be reached or loaded. */
  embed(texts: string[], role: 'query' | 'passage'): Promise<Float32Array[]>;
}
