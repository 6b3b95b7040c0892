import { diffArrays, diffWordsWithSpace, type ChangeObject } from 'diff';

/** A stretch of the comparison of two texts. */
export type Stretch =
  { kind: 'same' | 'added' | 'removed'; paragraphs: string[] } | { kind: 'changed'; pieces: Piece[] };

interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A paragraph that keeps less of its words than this is told as removed and added, not as changed. */
const KEPT = 0.4;

/** What became of a text: paragraph by paragraph, and in a changed paragraph word by word. */
export function compareTexts(before: string, after: string): Stretch[] {
  const runs = diffArrays(paragraphs(before), paragraphs(after));
  return runs.flatMap((run, at): Stretch[] => {
    if (run.removed && runs[at + 1]?.added) return replaced(run.value, runs[at + 1]!.value);
    if (run.added && runs[at - 1]?.removed) return [];
    return [{ kind: kindOf(run), paragraphs: run.value }];
  });
}

function paragraphs(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function kindOf({ added, removed }: ChangeObject<unknown>): 'same' | 'added' | 'removed' {
  return added ? 'added' : removed ? 'removed' : 'same';
}

/** Each paragraph goes with the one at its place; those without a counterpart that keeps enough stand alone. */
function replaced(before: string[], after: string[]): Stretch[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, at): Stretch[] => {
    const [old, young] = [before[at], after[at]];
    if (old === undefined) return [{ kind: 'added', paragraphs: [young!] }];
    if (young === undefined) return [{ kind: 'removed', paragraphs: [old] }];
    const pieces = inRuns(diffWordsWithSpace(old, young));
    const kept = pieces.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
    if (kept >= KEPT * Math.min(old.length, young.length)) return [{ kind: 'changed', pieces }];
    return [
      { kind: 'removed', paragraphs: [old] },
      { kind: 'added', paragraphs: [young] },
    ];
  }).flat();
}

/** Changed words side by side are told as one run that was removed and one that was added, not word by word. */
function inRuns(changes: ChangeObject<string>[]): Piece[] {
  const pieces: Piece[] = [];
  let run = { removed: '', added: '' };
  /** White space after a run: a part of it when another change follows. */
  let gap = '';
  const end = (then: string) => {
    const told: Piece[] = [
      { kind: 'removed', text: run.removed },
      { kind: 'added', text: run.added },
      { kind: 'same', text: gap + then },
    ];
    pieces.push(...told.filter(({ text }) => text !== ''));
    run = { removed: '', added: '' };
    gap = '';
  };
  for (const { value, added, removed } of changes) {
    if (added || removed) {
      run = { removed: run.removed + gap, added: run.added + gap };
      gap = '';
      run[removed ? 'removed' : 'added'] += value;
    } else if (value.trim() === '' && (run.removed || run.added)) gap += value;
    else end(value);
  }
  end('');
  return pieces;
}
