/**
 * Just enough of a WebAssembly assembler to write SIMD kernels as nested expressions.
 * Opcodes: WebAssembly Core Specification 2.0, chapter 5 (binary format) and its vector instructions.
 */
export type Code = number[];
export type ValueType = 'i32' | 'f32' | 'v128';

const TYPE_CODE = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;
const SIMD = 0xfd;

/** LEB128 of an unsigned integer below 2^32. */
function unsigned(value: number): Code {
  const bytes: Code = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return bytes;
}

/** LEB128 of a signed 32-bit integer. */
function signed(value: number): Code {
  const bytes: Code = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && !(low & 0x40)) || (rest === -1 && low & 0x40);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

const simd = (opcode: number): Code => [SIMD, ...unsigned(opcode)];
const binary =
  (opcode: Code) =>
  (left: Code, right: Code): Code => [...left, ...right, ...opcode];
const memory = (opcode: Code, alignment: number, offset: number): Code => [
  ...opcode,
  alignment,
  ...unsigned(offset),
];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];

export const int = (value: number): Code => [0x41, ...signed(value)];
export const add = binary([0x6a]);
export const multiply = binary([0x6c]);
export const loadInt = (address: Code, offset = 0): Code => [...address, ...memory([0x28], 2, offset)];

export const float = (value: number): Code => [0x43, ...new Uint8Array(new Float32Array([value]).buffer)];
export const addFloat = binary([0x92]);
export const subtractFloat = binary([0x93]);
export const multiplyFloat = binary([0x94]);
export const divideFloat = binary([0x95]);
export const root = (value: Code): Code => [...value, 0x91];
export const isZero = (value: Code): Code => [...value, ...float(0), 0x5b];
export const select = (whenTrue: Code, otherwise: Code, condition: Code): Code => [
  ...whenTrue,
  ...otherwise,
  ...condition,
  0x1b,
];
export const loadFloat = (address: Code, offset = 0): Code => [...address, ...memory([0x2a], 2, offset)];
export const storeFloat = (address: Code, value: Code): Code => [
  ...address,
  ...value,
  ...memory([0x38], 2, 0),
];

export const load4 = (address: Code, offset = 0): Code => [...address, ...memory(simd(0), 4, offset)];
export const store4 = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  ...memory(simd(11), 4, offset),
];
export const loadSplat = (address: Code, offset = 0): Code => [...address, ...memory(simd(9), 2, offset)];
export const splat = (value: Code): Code => [...value, ...simd(19)];
export const zero4 = (): Code => [...simd(12), ...new Array<number>(16).fill(0)];
export const add4 = binary(simd(228));
export const multiply4 = binary(simd(230));
const lane = (value: Code, index: number): Code => [...value, ...simd(31), index];
/** Sum of the four lanes of a v128 local. */
export const sumLanes = (local: number): Code =>
  [1, 2, 3].reduce((sum, index) => addFloat(sum, lane(get(local), index)), lane(get(local), 0));

/** Runs `body` with `counter` = 0, step, 2 step, ... below `limit` (an i32); not at all when the limit is 0. */
export function loop(counter: number, limit: Code, step: number, body: Code): Code {
  return [
    ...set(counter, int(0)),
    ...[...limit, 0x45, 0x04, 0x40, 0x05], // if (limit == 0) {} else {
    ...[0x03, 0x40], // loop
    ...body,
    ...set(counter, add(get(counter), int(step))),
    ...[...get(counter), ...limit, 0x49, 0x0d, 0x00], // if (counter < limit) continue
    ...[0x0b, 0x0b],
  ];
}

export interface Kernel {
  name: string;
  parameters: ValueType[];
  locals: ValueType[];
  result?: ValueType;
  body: Code;
}

/** Declares a kernel; `write` gets the index of every named parameter and local. */
export function kernel<P extends string, L extends string>(
  name: string,
  parameters: Record<P, ValueType>,
  locals: Record<L, ValueType>,
  write: (at: Record<P | L, number>) => Code[],
  result?: ValueType,
): Kernel {
  const names = [...Object.keys(parameters), ...Object.keys(locals)];
  const at = Object.fromEntries(names.map((key, index) => [key, index])) as Record<P | L, number>;
  return {
    name,
    parameters: Object.values(parameters),
    locals: Object.values(locals),
    ...(result && { result }),
    body: write(at).flat(),
  };
}

const sized = (content: Code): Code => [...unsigned(content.length), ...content];
const vector = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...sized(content)];
const text = (value: string): Code => sized([...Buffer.from(value)]);

/** The bytes of a module that imports `env.memory` (at least one page) and exports every kernel by its name. */
export function assemble(kernels: Kernel[]): Uint8Array<ArrayBuffer> {
  const types = kernels.map((k) => [
    0x60,
    ...vector(k.parameters.map((type) => [TYPE_CODE[type]])),
    ...vector(k.result ? [[TYPE_CODE[k.result]]] : []),
  ]);
  const bodies = kernels.map((k) =>
    sized([...vector(k.locals.map((type) => [1, TYPE_CODE[type]])), ...k.body, 0x0b]),
  );
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('env'), ...text('memory'), 0x02, 0x00, 0x01]])),
    ...section(3, vector(kernels.map((_, index) => unsigned(index)))),
    ...section(7, vector(kernels.map((k, index) => [...text(k.name), 0x00, ...unsigned(index)]))),
    ...section(10, vector(bodies)),
  ]);
}
