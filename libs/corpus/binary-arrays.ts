import type { EntityManager } from 'typeorm';
import { TERM_SPACE } from './analysis/term-id.js';
import { planned } from './engine/on-connection.js';
import { halfvecBytes, sparsevecBytes } from './vector-literals.js';

/** Values in PostgreSQL's binary form, by type: nothing is written in digits here, to be read again there. */
const BYTES = {
  int2: (value: number) => written(2, (bytes) => bytes.writeInt16BE(value)),
  int4: (value: number) => written(4, (bytes) => bytes.writeInt32BE(value)),
  uuid: (value: string) => Buffer.from(value.replaceAll('-', ''), 'hex'),
  text: (value: string) => Buffer.from(value),
  bytea: (value: Buffer) => value,
  halfvec: halfvecBytes,
  sparsevec: (value: Map<number, number>) => sparsevecBytes(value, TERM_SPACE),
};

function written(size: number, write: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  write(bytes);
  return bytes;
}

/** Types whose values can be sent as an array. */
export type SentType = keyof typeof BYTES;

/** An array tells its type by number; those of an extension have another one in each database. */
export type TypeNumbers = Record<SentType, number>;

const BUILT_IN = { int2: 21, int4: 23, uuid: 2950, text: 25, bytea: 17 };

export async function typeNumbers(tx: EntityManager): Promise<TypeNumbers> {
  const [row] = await planned<Pick<TypeNumbers, 'halfvec' | 'sparsevec'>>(
    tx,
    `SELECT 'halfvec'::regtype::oid::int AS halfvec, 'sparsevec'::regtype::oid::int AS sparsevec`,
  );
  return { ...BUILT_IN, ...row! };
}

/** Values as one parameter: an array in PostgreSQL's binary form. @param number the type's own, where it is not built in */
export function arrayOf(
  type: SentType,
  values: unknown[],
  number = (BUILT_IN as Partial<TypeNumbers>)[type]!,
): Buffer {
  const bytesOf = BYTES[type] as (value: unknown) => Buffer;
  const items = values.map((value) => (value === null ? null : bytesOf(value)));
  const size = items.reduce((sum, item) => sum + 4 + (item?.length ?? 0), 0);
  const array = Buffer.allocUnsafe(HEAD_BYTES + size);
  for (const [at, head] of [DIMENSIONS, MAY_HOLD_NULL, number, values.length, FIRST].entries())
    array.writeInt32BE(head, 4 * at);
  let at = HEAD_BYTES;
  for (const item of items) {
    at = array.writeInt32BE(item ? item.length : IS_NULL, at);
    if (item) at += item.copy(array, at);
  }
  return array;
}

const [DIMENSIONS, MAY_HOLD_NULL, FIRST] = [1, 1, 1];
const HEAD_BYTES = 20;
const IS_NULL = -1;
