import type { Run } from './pdf-runs.js';

/** Runs next to each other on a row, without a wide gap. */
interface Segment {
  left: number;
  right: number;
  runs: Run[];
  length: number;
}

/** Segments end where a gap is wider than this many font sizes; gutters are, and few gaps between words. */
const GAP = 0.6;
/** Each column has at least this many rows; fewer may be a letterhead or a small table. */
const LEAST_ROWS = 6;
/** In running text most lines reach this share of the column's width; cells of a table do not. */
const FILLED = 0.6;
/** The shortest average line, in characters, of a column of running text, and of any column. */
const LEAST_LENGTH = { running: 20, any: 12 };
/** Columns are about equally wide, and the gutter is narrow; a table of terms and definitions is neither. */
const WIDTH_RATIO = 0.7;
const WIDEST_GUTTER = 0.1;
const DEEPEST = 3;

/**
 * The rows of a page in regions in reading order. Where a gutter divides running text into columns, the left
 * column comes before the right one, between the rows that cross the gutter. Tables stay together, row by row.
 */
export function orderedRegions(rows: Run[][], depth = 0): Run[][][] {
  if (rows.length === 0) return [];
  const segments = rows.map(segmentsOf);
  const gutter = depth < DEEPEST ? findGutter(segments) : null;
  if (gutter === null) return [rows];
  const regions: Run[][][] = [];
  let full: Run[][] = [];
  let left: Run[][] = [];
  let right: Run[][] = [];
  const flush = () => {
    if (full.length > 0) regions.push(full);
    regions.push(...orderedRegions(left, depth + 1), ...orderedRegions(right, depth + 1));
    [full, left, right] = [[], [], []];
  };
  rows.forEach((row, i) => {
    if (segments[i]!.some((segment) => crosses(segment, gutter))) {
      if (left.length + right.length > 0) flush();
      full.push(row);
      return;
    }
    for (const [side, isLeft] of [
      [left, true],
      [right, false],
    ] as const) {
      const runs = segments[i]!.filter((segment) => segment.left < gutter === isLeft).flatMap(
        (segment) => segment.runs,
      );
      if (runs.length > 0) side.push(runs);
    }
  });
  flush();
  return regions;
}

function crosses({ left, right }: Segment, x: number): boolean {
  return left < x && right > x;
}

function segmentsOf(row: Run[]): Segment[] {
  const segments: Segment[] = [];
  for (const run of row) {
    const last = segments.at(-1);
    if (last && run.x - last.right < run.size * GAP) {
      last.right = Math.max(last.right, run.x + run.width);
      last.runs.push(run);
      last.length += run.text.length;
    } else segments.push({ left: run.x, right: run.x + run.width, runs: [run], length: run.text.length });
  }
  return segments;
}

/** The x in the middle of the page that the fewest rows cross, if what it divides reads like two columns. */
function findGutter(rows: Segment[][]): number | null {
  const segments = rows.flat();
  const { left, width } = extent(segments);
  let best = { x: 0, crossings: Infinity };
  // From the middle outwards, so that among equals the most central one is taken.
  for (let off = 0; off <= width * 0.25; off += 3) {
    for (const x of [left + width / 2 + off, left + width / 2 - off]) {
      const crossings = rows.filter((row) => row.some((segment) => crosses(segment, x))).length;
      if (crossings < best.crossings) best = { x, crossings };
    }
  }
  if (best.crossings > rows.length / 2) return null;
  const { x } = best;
  const open = rows.filter((row) => !row.some((segment) => crosses(segment, x)));
  const sides = [true, false].map((isLeft) =>
    column(open.map((row) => row.filter((part) => part.left < x === isLeft))),
  );
  const [one, other] = sides as [Column, Column];
  if (sides.some(({ rows, length }) => rows < LEAST_ROWS || length < LEAST_LENGTH.any)) return null;
  const alike = Math.min(one.width, other.width) >= Math.max(one.width, other.width) * WIDTH_RATIO;
  const near = other.left - one.left - one.width <= width * WIDEST_GUTTER;
  const running = sides.filter((side) => side.filled >= FILLED && side.length >= LEAST_LENGTH.running).length;
  return running === 2 || (running === 1 && alike && near) ? x : null;
}

interface Column {
  rows: number;
  left: number;
  width: number;
  /** The average length of a line in characters. */
  length: number;
  /** The share of lines that are about as long as the column is wide. */
  filled: number;
}

function column(rows: Segment[][]): Column {
  const lines = rows
    .filter((row) => row.length > 0)
    .map((row) => ({
      ...extent(row),
      length: row.reduce((sum, { length }) => sum + length, 0),
    }));
  const { left, width } = extent(lines);
  const filled = lines.filter((line) => line.width >= width * FILLED).length / lines.length;
  const length = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
  return { rows: lines.length, left, width, length, filled };
}

function extent(parts: { left: number; right: number }[]): { left: number; right: number; width: number } {
  const left = parts.reduce((least, part) => Math.min(least, part.left), Infinity);
  const right = parts.reduce((most, part) => Math.max(most, part.right), -Infinity);
  return { left, right, width: right - left };
}
