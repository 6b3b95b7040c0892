import { deserialize, serialize } from 'node:v8';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { ReadPage } from './page-document.js';

/** Pages that follow one another as they were read, for the next attempt should this one not come to its end. */
export interface PageRange {
  first: number;
  last: number;
  content: Uint8Array;
}

export interface Ranges {
  /** What earlier attempts have read, from the first page on and without a gap. */
  kept: PageRange[];
  /** Takes over what is read now. */
  keep(range: PageRange): void;
}

export const NO_RANGES: Ranges = { kept: [], keep: () => {} };

/** Neither more pages nor more time than this are lost by an attempt that is cut off. */
const MOST = { pages: 50, ms: 10_000 };

/** A seventh larger than at the usual level, in a third of its time, which was that of six pages. */
const FAST = { level: constants.Z_BEST_SPEED };

/** Reads the pages of a file from 1 to `count`, but for those that an earlier attempt has read. */
export async function readPages(
  count: number,
  { kept, keep }: Ranges,
  read: (page: number) => ReadPage | Promise<ReadPage>,
): Promise<ReadPage[]> {
  const pages = kept.flatMap(({ content }) => deserialize(inflateRawSync(content)) as ReadPage[]);
  let [from, begun] = [pages.length, performance.now()];
  while (pages.length < count) {
    pages.push(await read(pages.length + 1));
    const isRange = pages.length - from >= MOST.pages || performance.now() - begun >= MOST.ms;
    if (!isRange || pages.length === count) continue;
    const content = deflateRawSync(serialize(pages.slice(from)), FAST);
    keep({ first: from + 1, last: pages.length, content });
    [from, begun] = [pages.length, performance.now()];
  }
  return pages;
}
