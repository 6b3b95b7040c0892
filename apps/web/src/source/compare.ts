import { diffArrays, diffWordsWithSpace, type ChangeObject } from 'diff';

/** A stretch of the comparison of two texts. */
export type Stretch =
  | { kind: 'same' | 'added' | 'removed'; paragraphs: string[] }
  | { kind: 'changed'; pieces: { kind: 'same' | 'added' | 'removed'; text: string }[] };

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
    const pieces = diffWordsWithSpace(old, young).map((piece) => ({
      kind: kindOf(piece),
      text: piece.value,
    }));
    const kept = pieces.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
    if (kept >= KEPT * Math.min(old.length, young.length)) return [{ kind: 'changed', pieces }];
    return [
      { kind: 'removed', paragraphs: [old] },
      { kind: 'added', paragraphs: [young] },
    ];
  }).flat();
}
