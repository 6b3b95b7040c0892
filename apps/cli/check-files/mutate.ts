import type { Random } from '../bench/random.js';

/** Bytes and numbers at the edges of what parsers expect. */
const TELLING = [
  '\0',
  '\xff',
  '\x7f',
  '\x80',
  '<',
  '>',
  '{',
  '}',
  '(',
  '\\',
  '-1',
  '0',
  '4294967295',
  '1e309',
];
/** A changed part is at most this share of the file. */
const PART = 0.1;

type Change = (bytes: Buffer, random: Random, part: (from?: Buffer) => Buffer) => Buffer;

const CHANGES: Change[] = [
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    changed[random.between(0, bytes.length - 1)]! ^= 1 << random.between(0, 7);
    return changed;
  },
  (bytes, random) => overwritten(bytes, random, Buffer.from(random.pick(TELLING), 'latin1')),
  (bytes, random) => inserted(bytes, random, Buffer.from(random.pick(TELLING), 'latin1')),
  (bytes, random, part) => overwritten(bytes, random, part()),
  (bytes, random, part) => inserted(bytes, random, part()),
  (bytes, random, part) => {
    const at = random.between(0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + part().length)]);
  },
  (bytes, random) => bytes.subarray(0, random.between(1, bytes.length)),
];

const MOST_CHANGES = 6;

/** A file with one to six changes of its bytes: flipped, overwritten, inserted, repeated, left out, cut off. */
export function mutate(file: Buffer, random: Random): Buffer {
  let bytes = file;
  for (let left = random.between(1, MOST_CHANGES); left > 0 && bytes.length > 1; left--) {
    const part = () => {
      const at = random.between(0, bytes.length - 1);
      return bytes.subarray(at, at + random.between(1, Math.max(1, Math.floor(bytes.length * PART))));
    };
    bytes = random.pick(CHANGES)(bytes, random, part);
  }
  return bytes;
}

function overwritten(bytes: Buffer, random: Random, by: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  by.copy(changed, random.between(0, bytes.length - 1));
  return changed;
}

function inserted(bytes: Buffer, random: Random, what: Buffer): Buffer {
  const at = random.between(0, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}
