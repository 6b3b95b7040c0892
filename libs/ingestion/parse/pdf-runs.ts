import type { Box } from '#platform';
import { LINE_END, SPACE, type Characters, type Style } from './pdf-characters.js';

/** A word as it is drawn. */
export interface DrawnWord {
  text: string;
  box: Box;
}

/**
 * A piece of a line without a wide gap, in points from the upper left corner of the page, turned so that its text
 * runs to the right. The boxes of its words are not turned.
 */
export interface Run {
  text: string;
  x: number;
  /** The baseline. */
  y: number;
  width: number;
  size: number;
  bold: boolean;
  rightToLeft: boolean;
  words: DrawnWord[];
}

/** A run being read, on the page turned so that it runs to the right. */
interface OpenRun {
  style: Style;
  x: number;
  y: number;
  right: number;
  /** Where its last character ends, in the direction in which it is read. */
  end: number;
  rightToLeft: boolean;
  /** Its words but for the last. */
  words: DrawnWord[];
  /** The characters that begin it and its last word. */
  first: number;
  from: number;
}

/** The place of a character on the page turned so that it runs to the right. */
interface Place {
  y: number;
  left: number;
  right: number;
}

/** In font sizes. A wider gap ends a run; one that is drawn as a space may be wider, since lines are justified. */
const RUN_GAP = { plain: 0.8, space: 1.6 };
/** The library finds most spaces by itself; a gap as wide as this is one, too. */
const WORD_GAP = 0.3;
/** A character that stands this far before the end of the last one begins something else. */
const STEP_BACK = 0.5;
/** Raised by more than this, a character is no part of the run: the number of a note. */
const RAISED = 0.15;

/**
 * Characters to runs by their direction, the direction of most text first.
 * Written for speed, since it runs for each character: nothing is made anew.
 * @param upright further ones, which run to the right
 */
export function runsOf(characters: Characters, upright: Run[]): Run[][] {
  const { count, code, style } = characters;
  const layers: Run[][] = [[...upright], [], [], []];
  const place: Place = { y: 0, left: 0, right: 0 };
  let run: OpenRun | undefined;
  let spaced = false;
  for (let at = 0; at < count; at++) {
    if (code[at] === SPACE) {
      spaced = true;
      continue;
    }
    const isEnd = code[at] === LINE_END;
    if (!isEnd) turn(characters, at, place);
    if (run && !isEnd && belongs(run, characters, at, place, spaced)) {
      if (spaced || gapTo(run, place) > WORD_GAP * run.style.size) endWord(run, characters, at);
      run.x = Math.min(run.x, place.left);
      run.right = Math.max(run.right, place.right);
      run.end = run.rightToLeft ? place.left : place.right;
    } else {
      if (run) layers[run.style.quarter]!.push(closed(run, characters, at, spaced && !isEnd));
      run = isEnd ? undefined : begin(style[at]!, at, place);
    }
    spaced = false;
  }
  if (run) layers[run.style.quarter]!.push(closed(run, characters, count, false));
  const length = (runs: Run[]) => runs.reduce((sum, { text }) => sum + text.trim().length, 0);
  return layers.filter((runs) => runs.length > 0).sort((a, b) => length(b) - length(a));
}

function turn({ style, x, y, left, right, top, bottom }: Characters, at: number, place: Place): void {
  const { quarter } = style[at]!;
  if (quarter === 0) set(place, y[at]!, left[at]!, right[at]!);
  else if (quarter === 1) set(place, -x[at]!, top[at]!, bottom[at]!);
  else if (quarter === 2) set(place, -y[at]!, -right[at]!, -left[at]!);
  else set(place, x[at]!, -bottom[at]!, -top[at]!);
}

function set(place: Place, y: number, left: number, right: number): void {
  place.y = y;
  place.left = left;
  place.right = right;
}

function gapTo(run: OpenRun, { left, right }: Place): number {
  return run.rightToLeft ? run.end - right : left - run.end;
}

function belongs(run: OpenRun, read: Characters, at: number, place: Place, spaced: boolean): boolean {
  const [{ quarter, size, bold }, own] = [read.style[at]!, run.style];
  if (quarter !== own.quarter || bold !== own.bold) return false;
  if (Math.abs(size - own.size) > own.size * 0.1) return false;
  if (Math.abs(place.y - run.y) > own.size * RAISED) return false;
  if (!run.rightToLeft && isBefore(run, read, at, place)) run.rightToLeft = true;
  const gap = gapTo(run, place);
  return gap > -STEP_BACK * own.size && gap <= (spaced ? RUN_GAP.space : RUN_GAP.plain) * own.size;
}

/** Whether a run of one character goes on to its left. */
function isBefore(run: OpenRun, { code }: Characters, at: number, { right }: Place): boolean {
  if (right > run.x + run.style.size * 0.1) return false;
  if (code.subarray(run.first + 1, at).some((one) => one !== SPACE)) return false;
  if (!/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(String.fromCodePoint(code[run.first]!))) return false;
  run.end = run.x;
  return true;
}

function begin(style: Style, at: number, { y, left, right }: Place): OpenRun {
  return { style, x: left, y, right, end: right, rightToLeft: false, words: [], first: at, from: at };
}

/** Ends the last word of a run before the character at `until`, which may begin the next one. */
function endWord(run: OpenRun, { code, left, top, right, bottom }: Characters, until: number): void {
  let text = '';
  let [x, y, end, foot] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = run.from; at < until; at++) {
    if (code[at] === SPACE) continue;
    text += String.fromCodePoint(code[at]!);
    x = Math.min(x, left[at]!);
    y = Math.min(y, top[at]!);
    end = Math.max(end, right[at]!);
    foot = Math.max(foot, bottom[at]!);
  }
  run.words.push({ text, box: { x, y, width: end - x, height: foot - y } });
  run.from = until;
}

function closed(run: OpenRun, read: Characters, until: number, spaced: boolean): Run {
  endWord(run, read, until);
  const { x, y, right, rightToLeft, words, style } = run;
  const text = words.map(({ text }) => text).join(' ') + (spaced ? ' ' : '');
  return { text, x, y, width: right - x, size: style.size, bold: style.bold, rightToLeft, words };
}
