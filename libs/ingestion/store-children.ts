import { createHash } from 'node:crypto';
import type { Children, ClaimedIngestion, NewIngestion } from '#corpus';
import { isUnchanged } from './is-unchanged.js';
import { ParseFailure } from './parse/parse-failure.js';
import type { Child } from './parse/parsed-document.js';
import type { Repositories } from './repositories.js';

/** Files inside files inside files: a mail in a mail in an archive is real, more than this hardly. */
const DEEPEST = 5;
/** What a file takes besides its bytes, so that very many small ones count as well. */
const BYTES_PER_FILE = 10_000;
/** A document's key has at most 500 characters. */
const LONGEST_KEY = 500;

/** Metadata that each file has for itself. */
const OWN = new Set(['title', 'language']);

export interface StoredChildren extends Children {
  warnings: string[];
  /** Takes back what was stored, when the parent could not be. */
  discard(): Promise<void>;
}

/**
 * Stores the files inside a file as originals, which become visible with the parent. Each is a document under the
 * parent's key, "/" and its name, with the parent's metadata but for title and language. What is here already is
 * left alone; a file that a new version of the parent no longer holds stays, as the parent's earlier version does.
 * Throws ParseFailure 'too-large' when the files inside an upload would grow beyond what it may hold.
 */
export async function storeChildren(
  { index, originals }: Repositories,
  job: ClaimedIngestion,
  children: Child[],
): Promise<StoredChildren> {
  const due: NewIngestion[] = [];
  const discard = async () => {
    for (const { originalId } of due) await originals.discard(originalId);
  };
  if (children.length === 0) return { count: 0, due, warnings: [], discard };
  if (job.depth >= DEEPEST) return { count: 0, due, warnings: ['content-left-out'], discard };
  const total = children.reduce((sum, { bytes }) => sum + weight(bytes), 0);
  if (total > job.room) throw tooMuch();
  const supplied = Object.fromEntries(Object.entries(job.supplied).filter(([name]) => !OWN.has(name)));
  try {
    for (const { name, bytes, mediaType } of children) {
      const sha256 = createHash('sha256').update(bytes).digest();
      const key = childKey(job.key, name);
      const same = await index.sameBytes(job.corpusId, key, sha256);
      if (same && isUnchanged(same, supplied)) continue;
      const stored = await originals.store(inOne(bytes), name, mediaType ?? null, Infinity);
      // What is left is shared out by size, so that all together stay within it however deep they go.
      const room = Math.floor(((job.room - total) * weight(bytes)) / total);
      due.push({ corpusId: job.corpusId, key, originalId: stored.id, supplied, depth: job.depth + 1, room });
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { count: children.length, due, warnings: [], discard };
}

function weight(bytes: Uint8Array): number {
  return bytes.length + BYTES_PER_FILE;
}

function childKey(parent: string, name: string): string {
  const key = `${parent}/${name}`;
  if (key.length <= LONGEST_KEY) return key;
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const ending = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
  return `${key.slice(0, LONGEST_KEY - 30).replace(/\p{Surrogate}$/u, '')}-${digest}${ending}`;
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function tooMuch(): ParseFailure {
  return new ParseFailure(
    'too-large',
    'The files inside, with those inside them, are more than 1 GB or too many: divide them and send the parts.',
  );
}
