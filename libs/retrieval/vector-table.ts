import type { Nearness, StoredVector, UnitKey } from '#corpus';
import { bestRows } from './best-rows.js';
import { CorporaOfRows } from './corpora-of-rows.js';
import { roomFor } from './growing.js';
import { VectorRows } from './vector-rows.js';

/** A unit's rows in the table: its passages in their order. */
interface UnitRows extends UnitKey {
  first: number;
  end: number;
  /** Length of the sum of its passages' vectors; the unit's own vector is that sum, normalised. */
  length: number;
}

const FIRST_ROWS = 1024;
/** Stands for the cosine of a row whose corpus is not asked for; cosines are -1 at least. */
const NOT_ASKED = -2;

/** Vectors of one embedding set as rows of one array, to be compared with a query one after the other. */
export class VectorTable {
  private readonly rows: VectorRows;
  private unitOf = new Int32Array(FIRST_ROWS);
  /** Of the query at hand; kept, since making one for each costs the garbage collector more than the scan. */
  private cosines = new Float32Array(FIRST_ROWS);
  private readonly units: UnitRows[] = [];
  private readonly corpora = new CorporaOfRows();
  private readonly byId = new Map<string, UnitRows>();

  constructor(private readonly dimensions: number) {
    this.rows = new VectorRows(dimensions);
  }

  /** Adds vectors; those of one unit follow one another, even over several calls. */
  add(stored: StoredVector[]): void {
    for (const { corpusId, unitId, vector } of stored) {
      const row = this.rows.add(vector);
      this.unitOf = roomFor(this.unitOf, row + 1);
      this.cosines = roomFor(this.cosines, row + 1);
      let unit = this.byId.get(unitId);
      if (!unit) {
        unit = { corpusId, unitId, first: row, end: row, length: 0 };
        this.byId.set(unitId, unit);
        this.units.push(unit);
      }
      this.unitOf[row] = this.units.length - 1;
      this.corpora.set(row, corpusId);
      unit.end = row + 1;
    }
    for (const unitId of new Set(stored.map((vector) => vector.unitId))) this.measure(this.byId.get(unitId)!);
  }

  private measure(unit: UnitRows): void {
    const sum = new Float64Array(this.dimensions);
    for (let row = unit.first; row < unit.end; row++) {
      const values = this.rows.row(row);
      for (let at = 0; at < values.length; at++) sum[at]! += values[at]!;
    }
    unit.length = Math.hypot(...sum);
  }

  /** Units of the `limit` rows nearest to the vector, nearest first, of these corpora only. */
  nearest(vector: Float32Array, limit: number, corpora: Set<string>): UnitKey[] {
    const { cosines, rows, units, unitOf } = this;
    rows.dot(vector, 0, rows.count, cosines);
    this.corpora.leaveOut(cosines, rows.count, corpora, NOT_ASKED);
    return bestRows(cosines, rows.count, limit, NOT_ASKED).map((row) => units[unitOf[row]!]!);
  }

  has(unitId: string): boolean {
    return this.byId.has(unitId);
  }

  /** Cosines of a unit and its passages, or undefined where it has no vectors here. */
  nearness(unitId: string, vector: Float32Array): Nearness | undefined {
    const unit = this.byId.get(unitId);
    if (!unit) return undefined;
    const { first, end, length } = unit;
    const { rows, cosines } = this;
    rows.dot(vector, first, end, cosines);
    const passages: number[] = [];
    let sum = 0;
    for (let at = 0; at < end - first; at++) {
      passages.push(cosines[at]!);
      sum += cosines[at]!;
    }
    return { unit: sum / (length || 1), passages };
  }
}
