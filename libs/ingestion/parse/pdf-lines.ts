import { orderedRegions } from './pdf-columns.js';
import type { PdfPage } from './pdf-reader.js';
import { packDrawn, type DrawnWords } from './drawn-words.js';
import type { DrawnWord, Run } from './pdf-runs.js';

/** A line of text on a page, in points from the upper left corner. */
export interface Line {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  /** Whether all of it is bold. */
  bold: boolean;
  /** Whether it is a row of a table or an entry of a list of contents, which no other line continues. */
  isRow: boolean;
  /** Which of the page's words stand on it, in the order of the text: from the one, up to the other. */
  from: number;
  to: number;
  /** Lines of one region (a column, or the page) stand below each other. */
  region: number;
}

export interface PageLines {
  number: number;
  width: number;
  height: number;
  lines: Line[];
  words: DrawnWords;
}

/** A line whose gaps are not yet understood. */
interface DrawnLine extends Omit<Line, 'text' | 'isRow' | 'from' | 'to'> {
  cells: { text: string; x: number; afterWideGap: boolean }[];
  words: DrawnWord[];
}

/** A gap of this many font sizes is wider than any space between words; a smaller one may be, in a table. */
const WIDE_GAP = 1.6;
const CELL_GAP = 0.8;
/** A narrower gap than this is none: letters are often drawn one by one. */
const WORD_GAP = 0.17;
/** Runs whose baselines differ by less stand on one line, so that raised note numbers stay in theirs. */
const BASELINE = 0.45;
/** What numbers a line, and is no cell of a table. */
const NUMBERING = /^(?:§+\s*\d+\s?\p{L}?\.?|\(?[\p{L}\d]{1,3}[.)]|\d+(?:\.\d+)*|[•▪‣◦·*–—-])$/u;
/** The dots between an entry of a list of contents and its page. */
const LEADER = /\s*(?:\.\s?){4,}(?:\s*\|)?\s*/;

/** The lines of a page in reading order: columns one after the other, words joined by the gaps between them. */
export function pageLines(page: PdfPage): PageLines {
  const { number, width, height, layers } = page;
  let region = 0;
  const drawn = layers.flatMap((runs) =>
    orderedRegions(rowsOf(withoutShadows(runs))).flatMap((rows) => {
      region++;
      return tabulated(rows.map((row) => drawnLine(row, region)));
    }),
  );
  let count = 0;
  const lines = drawn.map(({ words, ...line }) => ({ ...line, from: count, to: (count += words.length) }));
  return { number, width, height, lines, words: packDrawn(drawn.flatMap(({ words }) => words)) };
}

/** Rows of runs on one baseline, from the top down, each from left to right. */
function rowsOf(runs: Run[]): Run[][] {
  const rows: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(run.y - row.y) < BASELINE * Math.max(row.size, run.size)) {
      row.runs.push(run);
      if (run.size > row.size) Object.assign(row, { y: run.y, size: run.size });
    } else rows.push({ y: run.y, size: run.size, runs: [run] });
  }
  return rows.map((row) => row.runs.sort((a, b) => a.x - b.x));
}

/** Without text drawn twice at almost the same place, which is how some programs make bold type. */
function withoutShadows(runs: Run[]): Run[] {
  const seen = new Map<string, Run[]>();
  return runs.filter((run) => {
    const key = `${run.text} ${Math.round(run.y / 4)}`;
    const twins = seen.get(key);
    const near = run.size * 0.15;
    if (twins?.some(({ x, y }) => Math.abs(x - run.x) < near && Math.abs(y - run.y) < near)) return false;
    if (twins) twins.push(run);
    else seen.set(key, [run]);
    return true;
  });
}

function drawnLine(row: Run[], region: number): DrawnLine {
  const size = row.reduce((largest, run) => Math.max(largest, run.size), 0);
  const rightToLeft = row.filter((run) => run.rightToLeft).length > row.length / 2;
  const cells: DrawnLine['cells'] = [];
  let before: Run | undefined;
  const runs = rightToLeft ? [...row].reverse() : row;
  for (const run of runs) {
    const cell = cells.at(-1);
    const gap = before ? (rightToLeft ? before.x - run.x - run.width : run.x - before.x - before.width) : 0;
    if (!before || !cell || gap > CELL_GAP * size) {
      cells.push({ text: run.text.trim(), x: run.x, afterWideGap: gap > WIDE_GAP * size });
    } else {
      const isSpace =
        gap > WORD_GAP * Math.max(run.size, before.size) || /\s$/.test(before.text) || /^\s/.test(run.text);
      cell.text += (isSpace ? ' ' : '') + run.text.trim();
    }
    before = run;
  }
  const right = row.reduce((most, run) => Math.max(most, run.x + run.width), -Infinity);
  const bold = row.every((run) => run.bold || !/[\p{L}\p{N}]/u.test(run.text));
  const { y } = row.find((run) => run.size === size)!;
  const words = runs.flatMap((run) => run.words);
  return { cells, x: row[0]!.x, right, y, size, bold, words, region };
}

/**
 * Gaps become " | " where a neighbouring line has a cell at the same place, else a space. A narrow gap is one only
 * below or above a wide one, since justified lines have narrow gaps, too.
 */
function tabulated(lines: DrawnLine[]): (Omit<DrawnLine, 'cells'> & Pick<Line, 'text' | 'isRow'>)[] {
  const wide = lines.map(({ cells }) => cells.filter((cell) => cell.afterWideGap).map(({ x }) => x));
  return lines.map(({ cells, ...line }, i) => {
    const near = [i - 2, i - 1, i + 1, i + 2].flatMap((other) => wide[other] ?? []);
    const isAligned = ({ x }: { x: number }) => near.some((at) => Math.abs(at - x) < line.size / 2);
    const numbered = cells.length === 2 && NUMBERING.test(cells[0]!.text);
    const isTabular = !numbered && cells.slice(1).some(isAligned);
    const text = cells
      .map((cell, j) => {
        if (j === 0) return cell.text;
        return (isTabular && (cell.afterWideGap || isAligned(cell)) ? ' | ' : ' ') + cell.text;
      })
      .join('');
    return { ...line, text: text.replace(LEADER, ' … '), isRow: isTabular || LEADER.test(text) };
  });
}
