/** A halfvec in pgvector's text form: as few digits as name each 16-bit float. */
export function halfvecLiteral(vector: Float32Array): string {
  let literal = '';
  for (const value of vector) literal += `${literal && ','}${DIGITS[halfBits(value)]}`;
  return `[${literal}]`;
}

/** A sparsevec in pgvector's text form; keys are 1-based, zeros are left out. */
export function sparsevecLiteral(weights: Map<number, number>, dimensions: number): string {
  const entries = [...weights]
    .filter(([, weight]) => weight !== 0)
    .map(([id, weight]) => `${id}:${weight.toPrecision(6)}`);
  return `{${entries.join(',')}}/${dimensions}`;
}

/** A halfvec in pgvector's binary form, as `readHalfvec` reads it. */
export function halfvecBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.allocUnsafe(4 + 2 * vector.length);
  bytes.writeUInt16BE(vector.length, 0);
  bytes.writeUInt16BE(0, 2);
  for (let at = 0; at < vector.length; at++) bytes.writeUInt16BE(halfBits(vector[at]!), 4 + 2 * at);
  return bytes;
}

/** A sparsevec in pgvector's binary form, as `readSparsevec` reads it; with the weights of `sparsevecLiteral`. */
export function sparsevecBytes(weights: Map<number, number>, dimensions: number): Buffer {
  const entries = [...weights].filter(([, weight]) => weight !== 0).sort(([one], [other]) => one - other);
  const bytes = Buffer.allocUnsafe(12 + 8 * entries.length);
  bytes.writeInt32BE(dimensions, 0);
  bytes.writeInt32BE(entries.length, 4);
  bytes.writeInt32BE(0, 8);
  for (const [at, [id, weight]] of entries.entries()) {
    bytes.writeInt32BE(id - 1, 12 + 4 * at);
    bytes.writeFloatBE(Number(weight.toPrecision(6)), 12 + 4 * (entries.length + at));
  }
  return bytes;
}

/** Every 16-bit float by its bits: sign, 5 bits of exponent, 10 of fraction (IEEE 754-2008, binary16). */
const HALVES = Float32Array.from({ length: 1 << 16 }, (_, bits) => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? (1 + fraction) * 2 ** (exponent - 15) : fraction * 2 ** -14);
});

/** Five digits tell every 16-bit float from the next. */
const DIGITS = Array.from(HALVES, (half) => String(Number(half.toPrecision(5))));

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** The bits of the nearest 16-bit float, of two equally near ones the even, as pgvector rounds. */
function halfBits(value: number): number {
  single[0] = value;
  const bits = singleBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent < -10) return sign;
  const [kept, lost] =
    exponent > 0 ? [(exponent << 23) | (bits & 0x7fffff), 13] : [(bits & 0x7fffff) | 0x800000, 14 - exponent];
  const half = kept >>> lost;
  const rest = kept & ((1 << lost) - 1);
  const middle = 1 << (lost - 1);
  return sign | (half + Number(rest > middle || (rest === middle && half % 2 === 1)));
}

/** A halfvec in pgvector's binary form: its dimensions, two unused bytes, then 16-bit floats, high byte first. */
export function readHalfvec(bytes: Buffer): Float32Array {
  const vector = new Float32Array(bytes.readUInt16BE(0));
  for (let at = 0; at < vector.length; at++) vector[at] = HALVES[bytes.readUInt16BE(4 + 2 * at)]!;
  return vector;
}

/** A sparsevec in pgvector's binary form: dimensions, entries, unused, then all keys, from 0 on, and all values. */
export function readSparsevec(bytes: Buffer): { ids: Int32Array; weights: Float32Array } {
  const entries = bytes.readInt32BE(4);
  const ids = new Int32Array(entries);
  const weights = new Float32Array(entries);
  for (let at = 0; at < entries; at++) {
    ids[at] = bytes.readInt32BE(12 + 4 * at) + 1;
    weights[at] = bytes.readFloatBE(12 + 4 * (entries + at));
  }
  return { ids, weights };
}
