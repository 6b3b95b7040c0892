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

/** Every 16-bit float by its bits: sign, 5 bits of exponent, 10 of fraction (IEEE 754-2008, binary16). */
const HALVES = Float32Array.from({ length: 1 << 16 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? (1 + fraction) * 2 ** (exponent - 15) : fraction * 2 ** -14);
});

/** A halfvec in pgvector's binary form: its dimensions, two unused bytes, then 16-bit floats, high byte first. */
export function readHalfvec(bytes: Buffer): Float32Array {
  return Float32Array.from(
    { length: bytes.readUInt16BE(0) },
    (_, at) => HALVES[bytes.readUInt16BE(4 + 2 * at)]!,
  );
}
