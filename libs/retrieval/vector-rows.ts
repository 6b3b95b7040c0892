/** dot-products.wat, assembled; its test says when the two differ. SIMD compares vectors in a tenth of the time. */
export const DOT_PRODUCTS =
  'AGFzbQEAAAABCgFgBn9/f39/fQACEQEFdGFibGUGbWVtb3J5AgABAwIBAAcPAQtkb3RQcm9kdWN0cwAACsEBAb4BAgF/AnsDQEEAIQb9DAAAAAAAAAAAAAAAAAAAAAAhB/0MAAAAAAAAAAAAAAAAAAAAACEIA0AgByAAIAZq/QAEACADIAZq/QAEAP26Af2uASEHIAggACAGav0ABBAgAyAGav0ABBD9ugH9rgEhCCAGQSBqIQYgBiACSQ0ACyAHIAj9rgEhByAEIAUgB/0bACAH/RsBaiAH/RsCIAf9GwNqarKUOAIAIARBBGohBCAAIAJqIQAgAUEBayIBDQALCw==';

const MODULE = new WebAssembly.Module(Buffer.from(DOT_PRODUCTS, 'base64'));
const PAGE_BYTES = 1 << 16;
/** Rows are a multiple of so many bytes long, and zeros fill them up. */
const STEP_BYTES = 32;
/** Products worked out at a time. */
const CHUNK = 4096;
/**
 * What 1 is as an integer. By Cauchy and Schwarz no sum of products of two vectors of length 1 is beyond its square,
 * which 32 bits hold; and 1/64,000 is about as exact as the 16-bit floats that are stored.
 */
const ONE = 32_000;

/** Node's types leave `grow` out. */
type GrowingMemory = WebAssembly.Memory & { grow(pages: number): number };
type DotProducts = (
  ...args: [row: number, rows: number, size: number, vector: number, products: number, scale: number]
) => void;

/** Vectors of length 1 as rows of one array. In memory: the vector at hand, a chunk of products, the rows. */
export class VectorRows {
  private readonly size: number;
  private readonly products: number;
  private readonly first: number;
  private readonly memory: GrowingMemory;
  private readonly dotProducts: DotProducts;
  private values: Int16Array;
  private atHand: Float32Array | undefined;
  /** How many rows there are. */
  count = 0;

  constructor(private readonly dimensions: number) {
    this.size = Math.ceil((2 * dimensions) / STEP_BYTES) * STEP_BYTES;
    this.products = this.size;
    this.first = this.size + 4 * CHUNK;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(this.first / PAGE_BYTES) }) as GrowingMemory;
    this.values = new Int16Array(this.memory.buffer);
    const instance = new WebAssembly.Instance(MODULE, { table: { memory: this.memory } });
    this.dotProducts = instance.exports['dotProducts'] as DotProducts;
  }

  /** Adds a row, and returns its number. */
  add(vector: Float32Array): number {
    const at = this.first + this.count * this.size;
    const has = this.memory.buffer.byteLength;
    if (at + this.size > has) {
      this.memory.grow(Math.ceil(Math.max(this.size, has / 2) / PAGE_BYTES));
      this.values = new Int16Array(this.memory.buffer);
    }
    this.write(vector, at);
    return this.count++;
  }

  /** The values of a row. */
  row(number: number): Float32Array {
    const at = (this.first + number * this.size) / 2;
    const values = new Float32Array(this.values.subarray(at, at + this.dimensions));
    for (let place = 0; place < values.length; place++) values[place]! /= ONE;
    return values;
  }

  /**
   * Writes the inner product of the vector with the rows from one number to before another to `into`, from 0 on.
   * @param vector not to be changed afterwards: it is read once, however often it is given
   */
  dot(vector: Float32Array, from: number, to: number, into: Float32Array): void {
    if (vector !== this.atHand) this.write(vector, 0);
    this.atHand = vector;
    for (let begin = from; begin < to; begin += CHUNK) {
      const rows = Math.min(CHUNK, to - begin);
      this.dotProducts(this.first + begin * this.size, rows, this.size, 0, this.products, ONE ** -2);
      into.set(new Float32Array(this.memory.buffer, this.products, rows), begin - from);
    }
  }

  private write(vector: Float32Array, at: number): void {
    const { values } = this;
    for (let place = 0; place < vector.length; place++)
      values[at / 2 + place] = Math.round(vector[place]! * ONE);
  }
}
