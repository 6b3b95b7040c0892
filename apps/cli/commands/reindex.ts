import { CorporaRepository } from '#corpus';
import { Reindex, type Reindexed } from '#ingestion';
import { KildeError, type Config } from '#platform';
import { progress } from '../progress.js';
import { withWorker } from '../with-worker.js';

/** `kilde reindex`: renews what is derived from the stored texts, corpus by corpus, while Kilde goes on answering. */
export async function reindex(config: Config, options: { corpus?: string }): Promise<number> {
  return withWorker(config, async (app) => {
    const all = await app.get(CorporaRepository).all();
    const chosen = all.filter(({ slug }) => !options.corpus || slug === options.corpus);
    if (options.corpus && chosen.length === 0)
      throw new KildeError('unknown-corpus', 404, `There is no corpus "${options.corpus}".`);
    const work = app.get(Reindex);
    for (const { id, slug } of chosen) {
      const done = await work.corpus(id, (what, share) =>
        progress(`${slug}: ${what} ${Math.round(100 * share)} %`),
      );
      progress('');
      console.log(`${slug}: ${sentenceOf(done)}`);
    }
    const live = await work.makeLive();
    console.log(live ? 'All vectors are of the configured embedder.' : STILL_MISSING);
    return 0;
  });
}

const STILL_MISSING =
  'Some documents have no vectors of the configured embedder yet: run kilde reindex for all corpora.';

function sentenceOf({ units, renewed, corrected, embedded }: Reindexed): string {
  const frequencies =
    corrected === null
      ? 'frequencies not recounted, because documents kept coming in: run it again when less comes in'
      : `${corrected} frequencies corrected`;
  return `${units} units read, ${renewed} renewed; ${frequencies}; ${embedded} passages embedded.`;
}
