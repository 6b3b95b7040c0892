import type { Box } from '#platform';
import type { Character } from './pdf-characters.js';

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

/** A run being read: `end` is where its last character ends, on the turned page. */
interface OpenRun extends Run {
  quarter: number;
  end: number;
}

/** In font sizes. A wider gap ends a run; one that is drawn as a space may be wider, since lines are justified. */
const RUN_GAP = { plain: 0.8, space: 1.6 };
/** The library finds most spaces by itself; a gap as wide as this is one, too. */
const WORD_GAP = 0.3;
/** A character that stands this far before the end of the last one begins something else. */
const STEP_BACK = 0.5;
/** Raised by more than this, a character is no part of the run: the number of a note. */
const RAISED = 0.15;

/** Characters to runs by their direction, the direction of most text first. */
export function runsOf(each: (take: (character: Character) => void) => void): Run[][] {
  const layers = new Map<number, Run[]>();
  const turned: Turned = { x: 0, y: 0, left: 0, right: 0 };
  let run: OpenRun | undefined;
  let spaced = false;
  const close = (after = '') => {
    if (run) run.text = run.words.map(({ text }) => text).join(' ') + after;
    run = undefined;
  };
  each((character) => {
    const { text, quarter } = character;
    if (text === '\n') {
      close();
      spaced = false;
      return;
    }
    if (text === ' ') {
      spaced = true;
      return;
    }
    turn(character, turned);
    if (run && belongs(run, character, turned, spaced)) {
      add(run, character, turned, spaced || gapTo(run, turned) > WORD_GAP * run.size);
    } else {
      close(spaced ? ' ' : '');
      run = begin(character, turned);
      const layer = layers.get(quarter);
      if (layer) layer.push(run);
      else layers.set(quarter, [run]);
    }
    spaced = false;
  });
  close();
  const length = (runs: Run[]) => runs.reduce((sum, { text }) => sum + text.trim().length, 0);
  return [...layers.values()].sort((a, b) => length(b) - length(a));
}

/** The place of a character on the page turned so that it runs to the right. */
interface Turned {
  x: number;
  y: number;
  left: number;
  right: number;
}

function turn({ quarter, x, y, left, right, top, bottom }: Character, turned: Turned): void {
  turned.x = [x, y, -x, -y][quarter]!;
  turned.y = [y, -x, -y, x][quarter]!;
  turned.left = [left, top, -right, -bottom][quarter]!;
  turned.right = [right, bottom, -left, -top][quarter]!;
}

function gapTo(run: OpenRun, { left, right }: Turned): number {
  return run.rightToLeft ? run.end - right : left - run.end;
}

function belongs(run: OpenRun, { quarter, size, bold }: Character, turned: Turned, spaced: boolean): boolean {
  if (quarter !== run.quarter || bold !== run.bold) return false;
  if (Math.abs(size - run.size) > run.size * 0.1) return false;
  if (Math.abs(turned.y - run.y) > run.size * RAISED) return false;
  if (run.words.length === 1 && run.words[0]!.text.length === 1 && isBefore(run, turned))
    run.rightToLeft = true;
  const gap = gapTo(run, turned);
  return gap > -STEP_BACK * run.size && gap <= (spaced ? RUN_GAP.space : RUN_GAP.plain) * run.size;
}

/** Whether a run of one character goes on to its left. */
function isBefore(run: OpenRun, { right }: Turned): boolean {
  if (right > run.x + run.size * 0.1) return false;
  if (!/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(run.words[0]!.text)) return false;
  run.end = run.x;
  return true;
}

function begin(character: Character, { y, left, right }: Turned): OpenRun {
  const { quarter, size, bold } = character;
  return {
    ...{ text: '', x: left, y, width: right - left, size, bold, quarter },
    ...{ rightToLeft: false, end: right, words: [wordOf(character)] },
  };
}

function add(run: OpenRun, character: Character, { left, right }: Turned, isWord: boolean): void {
  if (isWord) run.words.push(wordOf(character));
  else lengthen(run.words.at(-1)!, character);
  const end = Math.max(run.x + run.width, right);
  run.x = Math.min(run.x, left);
  run.width = end - run.x;
  run.end = run.rightToLeft ? left : right;
}

function wordOf({ text, left, right, top, bottom }: Character): DrawnWord {
  return { text, box: { x: left, y: top, width: right - left, height: bottom - top } };
}

function lengthen(word: DrawnWord, { text, left, right, top, bottom }: Character): void {
  const { box } = word;
  const end = Math.max(box.x + box.width, right);
  const foot = Math.max(box.y + box.height, bottom);
  box.x = Math.min(box.x, left);
  box.y = Math.min(box.y, top);
  box.width = end - box.x;
  box.height = foot - box.y;
  word.text += text;
}
