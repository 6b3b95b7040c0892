/** Reads a query and a text together, which tells more than two vectors and costs far more. */
export interface Reranker {
  readonly name: string;
  /**
   * One score a text, in order; a higher one answers the query better. Scores compare within one query only.
   * @throws KildeError `model-unavailable` when it fails, or has not answered after `timeoutMs`
   */
  rerank(query: string, texts: string[], timeoutMs: number): Promise<number[]>;
}
