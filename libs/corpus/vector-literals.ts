import pgvector from 'pgvector';

/** A halfvec in pgvector's text form. */
export function halfvecLiteral(vector: Float32Array): string {
  return pgvector.toSql(Array.from(vector));
}

/** A sparsevec in pgvector's text form; keys are 1-based, zeros are left out. */
export function sparsevecLiteral(weights: Map<number, number>, dimensions: number): string {
  const entries = [...weights]
    .filter(([, weight]) => weight !== 0)
    .map(([id, weight]) => `${id}:${weight.toPrecision(6)}`);
  return `{${entries.join(',')}}/${dimensions}`;
}
