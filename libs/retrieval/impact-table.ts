import type { UnitImpacts, UnitKey } from '#corpus';
import { bestRows } from './best-rows.js';
import { CorporaOfRows } from './corpora-of-rows.js';
import { roomFor } from './growing.js';

const FIRST_ROWS = 1024;
const FIRST_POSTINGS = 1 << 16;

/**
 * An inverted index in a few long arrays: which units hold a term, and what it weighs in them. The postings of a term
 * lie in one block with room for a power of two; a full one moves to a block of twice the size, and leaves its own to
 * others.
 */
export class ImpactTable {
  private readonly units: UnitKey[] = [];
  private readonly corpora = new CorporaOfRows();
  private readonly rowOf = new Map<string, number>();
  private scores = new Float32Array(FIRST_ROWS);

  /** Term id -> its place in `first` and `count`. */
  private readonly placeOf = new Map<number, number>();
  private readonly first: number[] = [];
  private readonly count: number[] = [];
  private rows = new Int32Array(FIRST_POSTINGS);
  private weights = new Float32Array(FIRST_POSTINGS);
  private end = 0;
  /** Blocks that were left, by their size. */
  private readonly free = new Map<number, number[]>();

  /** Adds units; one that is there already is taken out first. */
  add(stored: UnitImpacts[]): void {
    for (const { corpusId, unitId, ids, weights } of stored) {
      const before = this.rowOf.get(unitId);
      if (before !== undefined) this.corpora.drop(before);
      const row = this.units.push({ corpusId, unitId }) - 1;
      this.rowOf.set(unitId, row);
      this.corpora.set(row, corpusId);
      for (let at = 0; at < ids.length; at++) this.post(ids[at]!, row, weights[at]!);
    }
    this.scores = roomFor(this.scores, this.units.length);
  }

  /** The units of these corpora whose impacts have the highest inner product with the query's weights, best first. */
  best(query: Map<number, number>, limit: number, corpora: Set<string>): UnitKey[] {
    const { scores, units, rows, weights } = this;
    scores.fill(0, 0, units.length);
    for (const [id, weight] of query) {
      const place = this.placeOf.get(id);
      if (place === undefined) continue;
      const from = this.first[place]!;
      const to = from + this.count[place]!;
      for (let at = from; at < to; at++) scores[rows[at]!]! += weight * weights[at]!;
    }
    this.corpora.leaveOut(scores, units.length, corpora, 0);
    return bestRows(scores, units.length, limit, 0).map((row) => units[row]!);
  }

  private post(id: number, row: number, weight: number): void {
    let place = this.placeOf.get(id);
    if (place === undefined) {
      place = this.first.push(this.block(1)) - 1;
      this.count.push(0);
      this.placeOf.set(id, place);
    }
    const count = this.count[place]!++;
    if (count > 0 && (count & (count - 1)) === 0) this.move(place, count);
    const at = this.first[place]! + count;
    this.rows[at] = row;
    this.weights[at] = weight;
  }

  private move(place: number, size: number): void {
    const from = this.first[place]!;
    const to = this.block(2 * size);
    this.rows.copyWithin(to, from, from + size);
    this.weights.copyWithin(to, from, from + size);
    this.first[place] = to;
    if (!this.free.get(size)?.push(from)) this.free.set(size, [from]);
  }

  /** Where a block of this size begins. */
  private block(size: number): number {
    const left = this.free.get(size)?.pop();
    if (left !== undefined) return left;
    const begin = this.end;
    this.end += size;
    this.rows = roomFor(this.rows, this.end);
    this.weights = roomFor(this.weights, this.end);
    return begin;
  }
}
