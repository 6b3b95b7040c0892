import type { INestApplicationContext } from '@nestjs/common';
import {
  CorporaRepository,
  EmbeddingSetsRepository,
  MOST_INDEXED,
  VectorIndexesRepository,
  type EmbeddingSet,
} from '#corpus';
import { VectorSets, type OpenSet } from '#ingestion';
import { EMBEDDERS, type Embedder, type Embedders } from '#models';
import { KildeError, type Config } from '#platform';
import { buildIndexes } from '../build-indexes.js';
import { progress } from '../progress.js';
import { printRows } from '../table.js';
import { wholeNumber } from '../whole-number.js';
import { withWorker } from '../with-worker.js';

export interface BuildOptions {
  work: string;
  memory: string;
}

/** `kilde sets list`: the embedding sets, and how full they are. */
export async function listSets(config: Config): Promise<number> {
  return withWorker(config, async (app) => {
    await print(app);
    return 0;
  });
}

/** `kilde sets build`: begins the next embedder's set, and adds to every set what it lacks, while Kilde goes on answering. */
export async function buildSets(config: Config, options: BuildOptions): Promise<number> {
  const work = wholeNumber(options.work, '--work', 1);
  const most = wholeNumber(options.memory, '--memory', 64);
  if (work > 100) throw new KildeError('bad-option', 400, '--work is a percentage: 1 to 100.');
  return withWorker(config, async (app) => {
    if (config.engine.kind === 'server')
      for (const embedder of app.get<Embedders>(EMBEDDERS)) await checkDimensions(embedder);
    const vectors = app.get(VectorSets);
    const corpora = await app.get(CorporaRepository).all();
    for (const open of await vectors.begin()) {
      for (const { id, slug } of corpora) {
        const tell = (share: number) =>
          progress(`set ${open.set.id}, ${slug}: ${Math.round(100 * share)} % of what it lacks`);
        const embedded = await vectors.fill(open, id, tell, work / 100);
        progress('');
        if (embedded > 0) console.log(`set ${open.set.id}, ${slug}: ${embedded} passages embedded.`);
      }
      if (config.engine.kind === 'server')
        await buildIndexes(app.get(VectorIndexesRepository), [open.set], most);
    }
    await print(app);
    return 0;
  });
}

/** `kilde sets switch`: searches use another set from now on. */
export async function switchSet(config: Config, id: string): Promise<number> {
  return withWorker(config, async (app) => makeLive(app, await setOf(app, id)));
}

/** `kilde sets rollback`: searches use the set again that they used before the last switch. */
export async function rollBack(config: Config): Promise<number> {
  return withWorker(config, async (app) => {
    const sets = await app.get(EmbeddingSetsRepository).all();
    const [before, ...others] = sets.filter(({ state }) => state === 'retired');
    if (!before)
      throw new KildeError('no-set', 409, 'There is no set to go back to: none was live before this one.');
    if (others.length > 0) {
      const ids = [before, ...others].map(({ id }) => id).join(', ');
      throw new KildeError(
        'several-sets',
        409,
        `Several sets were live before: ${ids}. Say which: kilde sets switch ID.`,
      );
    }
    return makeLive(app, before);
  });
}

/** `kilde sets drop`: removes a set that is not live, and frees what it takes. */
export async function dropSet(config: Config, id: string): Promise<number> {
  return withWorker(config, async (app) => {
    const set = await setOf(app, id);
    if (set.state === 'live')
      throw new KildeError(
        'live-set',
        409,
        `Set ${set.id} is the one that searches use. Switch to another first.`,
      );
    if (config.engine.kind === 'server') {
      const indexes = app.get(VectorIndexesRepository);
      for (const index of await indexes.of([set])) await indexes.drop(index);
    }
    progress(`set ${set.id}: its vectors are removed`);
    await app.get(VectorSets).drop(set, await app.get(CorporaRepository).all());
    progress('');
    await print(app);
    return 0;
  });
}

async function makeLive(app: INestApplicationContext, set: EmbeddingSet): Promise<number> {
  const sets = app.get(EmbeddingSetsRepository);
  const open = await app.get(VectorSets).open();
  checkEmbedder(set, open);
  const indexes = await app.get(VectorIndexesRepository).missing(set);
  if (indexes.length > 0)
    throw new KildeError(
      'no-index',
      409,
      `Set ${set.id} has no vector index on ${indexes.join(', ')} yet, and searches would be slow. Run kilde sets build, then switch.`,
    );
  if (!(await sets.makeLive(set.id))) {
    const { filled, units } = (await sets.filled()).find(({ id }) => id === set.id)!;
    throw new KildeError(
      'incomplete-set',
      409,
      `Set ${set.id} has vectors of ${filled} of ${units} units only, and searches go on with the other one. Run kilde sets build, then switch.`,
    );
  }
  await print(app);
  return 0;
}

async function checkDimensions(embedder: Embedder): Promise<void> {
  const dimensions = await embedder.dimensions();
  if (dimensions <= MOST_INDEXED) return;
  throw new KildeError(
    'too-many-dimensions',
    409,
    `"${embedder.name}" gives vectors of ${dimensions} numbers, but an index takes ${MOST_INDEXED} at most. Set KILDE_NEXT_EMBEDDER_DIMENSIONS, if the model can give shorter ones.`,
  );
}

function checkEmbedder(set: EmbeddingSet, open: OpenSet[]): void {
  if (open.some((own) => own.set.id === set.id)) return;
  throw new KildeError(
    'other-embedder',
    409,
    `Set ${set.id} was made by "${set.model}", which is not configured here. Set KILDE_NEXT_EMBEDDER and what goes with it, for this command and for every API and worker process.`,
  );
}

async function setOf(app: INestApplicationContext, text: string): Promise<EmbeddingSet> {
  const id = wholeNumber(text, 'the id of a set', 1);
  const set = (await app.get(EmbeddingSetsRepository).all()).find((known) => known.id === id);
  if (!set) throw new KildeError('unknown-set', 404, `There is no embedding set ${id}: kilde sets list.`);
  return set;
}

async function print(app: INestApplicationContext): Promise<void> {
  const sets = await app.get(EmbeddingSetsRepository).filled();
  printRows(
    sets.map(({ id, state, filled, units, dimensions, model }) => ({
      set: id,
      state,
      'units with vectors': `${filled} of ${units}`,
      numbers: dimensions,
      model,
    })),
    'There is no embedding set yet: it is made with the first document.',
  );
}
