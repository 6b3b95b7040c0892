import { roomFor } from './growing.js';

/** Stands for the corpus of a row that is of no use any more. */
const NONE = 0;

/** Which corpus each row of a table is of. */
export class CorporaOfRows {
  private readonly numbers = new Map<string, number>();
  private numberOf = new Int32Array(1024);

  set(row: number, corpusId: string): void {
    const known = this.numbers.get(corpusId) ?? this.numbers.size + 1;
    this.numbers.set(corpusId, known);
    this.numberOf = roomFor(this.numberOf, row + 1);
    this.numberOf[row] = known;
  }

  drop(row: number): void {
    this.numberOf[row] = NONE;
  }

  /** Gives this score to the rows of other corpora than those asked for. */
  leaveOut(scores: Float32Array, rows: number, asked: Set<string>, score: number): void {
    const isAsked = new Uint8Array(this.numbers.size + 1);
    for (const [corpusId, number] of this.numbers) isAsked[number] = asked.has(corpusId) ? 1 : 0;
    for (let row = 0; row < rows; row++) if (!isAsked[this.numberOf[row]!]) scores[row] = score;
  }
}
