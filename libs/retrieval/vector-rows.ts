/** dot-products.wat, assembled; its test says when the two differ. SIMD compares vectors in a quarter of the time. */
export const DOT_PRODUCTS =
  'AGFzbQEAAAABCQFgBX9/f39/AAIRAQV0YWJsZQZtZW1vcnkCAAEDAgEABw8BC2RvdFByb2R1Y3RzAAAKvQEBugECAX8CewNAQQAhBf0MAAAAAAAAAAAAAAAAAAAAACEG/QwAAAAAAAAAAAAAAAAAAAAAIQcDQCAGIAAgBWr9AAQAIAMgBWr9AAQA/eYB/eQBIQYgByAAIAVq/QAEECADIAVq/QAEEP3mAf3kASEHIAVBIGohBSAFIAJJDQALIAYgB/3kASEGIAQgBv0fACAG/R8BkiAG/R8CIAb9HwOSkjgCACAEQQRqIQQgACACaiEAIAFBAWsiAQ0ACws=';

const MODULE = new WebAssembly.Module(Buffer.from(DOT_PRODUCTS, 'base64'));
const PAGE_BYTES = 1 << 16;
/** Rows are a multiple of so many bytes long, and zeros fill them up. */
const STEP_BYTES = 32;
/** Products worked out at a time. */
const CHUNK = 4096;

/** Node's types leave `grow` out. */
type GrowingMemory = WebAssembly.Memory & { grow(pages: number): number };
type DotProducts = (row: number, rows: number, size: number, vector: number, products: number) => void;

/** Vectors as rows of one array. In memory: the vector at hand, a chunk of products, the rows. */
export class VectorRows {
  private readonly size: number;
  private readonly products: number;
  private readonly first: number;
  private readonly memory: GrowingMemory;
  private readonly dotProducts: DotProducts;
  private values: Float32Array;
  /** How many rows there are. */
  count = 0;

  constructor(private readonly dimensions: number) {
    this.size = Math.ceil((4 * dimensions) / STEP_BYTES) * STEP_BYTES;
    this.products = this.size;
    this.first = this.size + 4 * CHUNK;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(this.first / PAGE_BYTES) }) as GrowingMemory;
    this.values = new Float32Array(this.memory.buffer);
    const instance = new WebAssembly.Instance(MODULE, { table: { memory: this.memory } });
    this.dotProducts = instance.exports['dotProducts'] as DotProducts;
  }

  /** Adds a row, and returns its number. */
  add(vector: Float32Array): number {
    const at = this.first + this.count * this.size;
    const has = this.memory.buffer.byteLength;
    if (at + this.size > has) {
      this.memory.grow(Math.ceil(Math.max(this.size, has / 2) / PAGE_BYTES));
      this.values = new Float32Array(this.memory.buffer);
    }
    this.values.set(vector, at / 4);
    return this.count++;
  }

  /** The values of a row, to be read before the next `add`. */
  row(number: number): Float32Array {
    const at = (this.first + number * this.size) / 4;
    return this.values.subarray(at, at + this.dimensions);
  }

  /** Writes the inner product of the vector with the rows from one number to before another to `into`, from 0 on. */
  dot(vector: Float32Array, from: number, to: number, into: Float32Array): void {
    this.values.set(vector, 0);
    for (let begin = from; begin < to; begin += CHUNK) {
      const rows = Math.min(CHUNK, to - begin);
      this.dotProducts(this.first + begin * this.size, rows, this.size, 0, this.products);
      const at = this.products / 4;
      into.set(this.values.subarray(at, at + rows), begin - from);
    }
  }
}
