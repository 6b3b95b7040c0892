import type { Draft } from './passages.js';

/** A document of up to this many words is one unit. */
export const MAX_UNIT_WORDS = 3000;
/** The size of the blocks of a longer document; what is smaller than a crumb joins its neighbour. To be tuned by measurement. */
export const BLOCK_WORDS = { crumb: 400, target: 1150, most: 1500 };

/** Groups the passages of a document into its units: the document, or blocks under one heading subtree each. */
export function groupUnits(passages: Draft[]): Draft[][] {
  if (passages.length === 0) return [];
  return total(passages) <= MAX_UNIT_WORDS ? [passages] : blocks(passages, 0);
}

/** Blocks of passages that share the first `depth` headings: whole subtrees together while they fit. */
function blocks(passages: Draft[], depth: number): Draft[][] {
  if (total(passages) <= BLOCK_WORDS.most) return [passages];
  const subtrees = runs(passages, depth);
  if (subtrees.length === 1) {
    return passages[0]!.path.length > depth ? blocks(passages, depth + 1) : evenly(passages);
  }
  const result: Draft[][] = [];
  let pack: Draft[] = [];
  for (const subtree of subtrees) {
    const large = total(subtree) > BLOCK_WORDS.most;
    if (total(pack) >= BLOCK_WORDS.crumb && (large || total(pack) + total(subtree) > BLOCK_WORDS.most)) {
      result.push(pack);
      pack = [];
    }
    if (large) {
      const [first, ...others] = blocks(subtree, depth + 1);
      result.push([...pack, ...first!], ...others);
      pack = [];
    } else pack = [...pack, ...subtree];
  }
  if (total(pack) >= BLOCK_WORDS.crumb || result.length === 0) result.push(pack);
  else result.at(-1)!.push(...pack);
  return result;
}

/** Consecutive passages with the same heading at this depth; those without one form runs, too. */
function runs(passages: Draft[], depth: number): Draft[][] {
  const result: Draft[][] = [];
  for (const passage of passages) {
    const run = result.at(-1);
    if (run && run[0]!.path[depth] === passage.path[depth]) run.push(passage);
    else result.push([passage]);
  }
  return result;
}

/** Cuts one long section into blocks of about the target size. */
function evenly(passages: Draft[]): Draft[][] {
  const count = Math.max(1, Math.round(total(passages) / BLOCK_WORDS.target));
  const size = total(passages) / count;
  const result: Draft[][] = [[]];
  let words = 0;
  for (const passage of passages) {
    if (words + passage.words / 2 > size * result.length && result.at(-1)!.length > 0) result.push([]);
    result.at(-1)!.push(passage);
    words += passage.words;
  }
  return result;
}

function total(passages: Draft[]): number {
  return passages.reduce((sum, { words }) => sum + words, 0);
}
