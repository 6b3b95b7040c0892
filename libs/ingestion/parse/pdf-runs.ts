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
  let run: OpenRun | undefined;
  let spaced = false;
  each((character) => {
    if (character.text === '\n') {
      run = undefined;
      spaced = false;
      return;
    }
    if (character.text === ' ') {
      spaced = true;
      return;
    }
    const turned = upright(character);
    if (run && belongs(run, character, turned, spaced)) {
      add(run, character, turned, spaced || gapTo(run, turned) > WORD_GAP * run.size);
    } else {
      if (run && spaced) run.text += ' ';
      run = begin(character, turned);
      const layer = layers.get(character.quarter);
      if (layer) layer.push(run);
      else layers.set(character.quarter, [run]);
    }
    spaced = false;
  });
  const length = (runs: Run[]) => runs.reduce((sum, { text }) => sum + text.trim().length, 0);
  return [...layers.values()].sort((a, b) => length(b) - length(a));
}

interface Turned {
  x: number;
  y: number;
  left: number;
  right: number;
}

/** The place of a character on the page turned so that it runs to the right. */
function upright({ quarter, x, y, box }: Character): Turned {
  const { x: left, y: top, width, height } = box;
  if (quarter === 1) return { x: y, y: -x, left: top, right: top + height };
  if (quarter === 2) return { x: -x, y: -y, left: -left - width, right: -left };
  if (quarter === 3) return { x: -y, y: x, left: -top - height, right: -top };
  return { x, y, left, right: left + width };
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
  if (right > run.x + run.size * 0.1 || !/[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(run.text)) return false;
  run.end = run.x;
  return true;
}

function begin({ text, box, quarter, size, bold }: Character, { y, left, right }: Turned): OpenRun {
  return {
    ...{ text, x: left, y, width: right - left, size, bold, quarter },
    ...{ rightToLeft: false, end: right, words: [{ text, box }] },
  };
}

function add(run: OpenRun, { text, box }: Character, { left, right }: Turned, isWord: boolean): void {
  const last = run.words.at(-1)!;
  run.text += isWord ? ` ${text}` : text;
  if (isWord) run.words.push({ text, box });
  else {
    last.text += text;
    last.box = around(last.box, box);
  }
  const end = Math.max(run.x + run.width, right);
  run.x = Math.min(run.x, left);
  run.width = end - run.x;
  run.end = run.rightToLeft ? left : right;
}

function around(one: Box, other: Box): Box {
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}
