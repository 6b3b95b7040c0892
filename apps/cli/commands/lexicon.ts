import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stem } from '#corpus';
import { buildLexicon, writeLexicon } from '#models';
import type { Config } from '#platform';

export interface LexiconOptions {
  training: string;
  out: string;
  shareAlike?: boolean;
}

/** `kilde lexicon`: learns translations from parallel text and writes `lexicon.tsv.gz` into a folder. */
export async function lexicon(_: Config, options: LexiconOptions): Promise<number> {
  const learnt = await buildLexicon({
    training: options.training,
    stem,
    shareAlike: options.shareAlike ?? false,
    onProgress: ({ stage }) => console.log(stage),
  });
  mkdirSync(options.out, { recursive: true });
  const bytes = await writeLexicon(learnt, join(options.out, 'lexicon.tsv.gz'));
  console.log(`lexicon.tsv.gz: ${(bytes / 1e6).toFixed(2)} MB in ${options.out}`);
  return 0;
}
