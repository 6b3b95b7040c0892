import type { Nearness, StoredVector, UnitKey } from '#corpus';

/** A unit's rows in the table: its passages in their order. */
interface UnitRows extends UnitKey {
  first: number;
  end: number;
  /** Length of the sum of its passages' vectors; the unit's own vector is that sum, normalised. */
  length: number;
}

const FIRST_ROWS = 1024;
/** Cosines are sorted into so many steps to find where the best begin. */
const STEPS = 4096;
/** Stands for the cosine of a row whose corpus is not asked for; cosines are -1 at least. */
const NOT_ASKED = -2;

/** Vectors of one embedding set as rows of one array, to be compared with a query one after the other. */
export class VectorTable {
  private rows = 0;
  private values: Float32Array;
  private unitOf = new Int32Array(FIRST_ROWS);
  /** Of the query at hand; kept, since making one for each costs the garbage collector more than the scan. */
  private cosines = new Float32Array(FIRST_ROWS);
  private readonly units: UnitRows[] = [];
  private readonly byId = new Map<string, UnitRows>();

  constructor(private readonly dimensions: number) {
    this.values = new Float32Array(FIRST_ROWS * dimensions);
  }

  /** Adds vectors; those of one unit follow one another, even over several calls. */
  add(stored: StoredVector[]): void {
    for (const { corpusId, unitId, vector } of stored) {
      if (this.rows === this.unitOf.length) this.grow();
      let unit = this.byId.get(unitId);
      if (!unit) {
        unit = { corpusId, unitId, first: this.rows, end: this.rows, length: 0 };
        this.byId.set(unitId, unit);
        this.units.push(unit);
      }
      this.values.set(vector, this.rows * this.dimensions);
      this.unitOf[this.rows] = this.units.length - 1;
      unit.end = ++this.rows;
    }
    for (const unitId of new Set(stored.map((vector) => vector.unitId))) this.measure(this.byId.get(unitId)!);
  }

  private grow(): void {
    const { values, unitOf } = this;
    this.values = new Float32Array(values.length * 2);
    this.values.set(values);
    this.unitOf = new Int32Array(unitOf.length * 2);
    this.unitOf.set(unitOf);
    this.cosines = new Float32Array(this.unitOf.length);
  }

  private measure(unit: UnitRows): void {
    const { dimensions, values } = this;
    let squares = 0;
    for (let at = 0; at < dimensions; at++) {
      let sum = 0;
      for (let row = unit.first; row < unit.end; row++) sum += values[row * dimensions + at]!;
      squares += sum * sum;
    }
    unit.length = Math.sqrt(squares);
  }

  /** Units of the `limit` rows nearest to the vector, nearest first, of these corpora only. */
  nearest(vector: Float32Array, limit: number, corpora: Set<string>): UnitKey[] {
    const { cosines, dimensions, rows, units, unitOf, values } = this;
    const counts = new Int32Array(STEPS + 1);
    for (let row = 0; row < rows; row++) {
      const asked = corpora.has(units[unitOf[row]!]!.corpusId);
      const cosine = asked ? dot(values, row * dimensions, vector, dimensions) : NOT_ASKED;
      cosines[row] = cosine;
      if (asked) counts[step(cosine)]!++;
    }
    let lowest = STEPS;
    for (let sum = counts[lowest]!; sum < limit && lowest > 0;) sum += counts[--lowest]!;
    const best: number[] = [];
    for (let row = 0; row < rows; row++)
      if (cosines[row]! > NOT_ASKED && step(cosines[row]!) >= lowest) best.push(row);
    best.sort((a, b) => cosines[b]! - cosines[a]! || a - b);
    return best.slice(0, limit).map((row) => units[unitOf[row]!]!);
  }

  has(unitId: string): boolean {
    return this.byId.has(unitId);
  }

  /** Cosines of a unit and its passages, or undefined where it has no vectors here. */
  nearness(unitId: string, vector: Float32Array): Nearness | undefined {
    const unit = this.byId.get(unitId);
    if (!unit) return undefined;
    const { dimensions, values } = this;
    const passages: number[] = [];
    for (let row = unit.first; row < unit.end; row++)
      passages.push(dot(values, row * dimensions, vector, dimensions));
    return { unit: passages.reduce((sum, cosine) => sum + cosine, 0) / (unit.length || 1), passages };
  }
}

/** Which step a cosine falls on. */
function step(cosine: number): number {
  return Math.max(0, Math.min(STEPS, Math.floor(((cosine + 1) / 2) * STEPS)));
}

/** Four sums at a time, since each addition waits for the one before it. */
function dot(values: Float32Array, from: number, vector: Float32Array, dimensions: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let at = 0;
  for (; at + 3 < dimensions; at += 4) {
    a += values[from + at]! * vector[at]!;
    b += values[from + at + 1]! * vector[at + 1]!;
    c += values[from + at + 2]! * vector[at + 2]!;
    d += values[from + at + 3]! * vector[at + 3]!;
  }
  for (; at < dimensions; at++) a += values[from + at]! * vector[at]!;
  return a + b + c + d;
}
