import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import {
  CorporaRepository,
  EmbeddingSetsRepository,
  graphMegabytes,
  namedServer,
  throwAwayServer,
  VectorIndexesRepository,
  type EmbeddingSet,
} from '#corpus';
import { EMBEDDERS, VOCABULARY, type Embedders, type Vocabulary } from '#models';
import { KildeError, type Config } from '#platform';
import { loadBulk, readMaterial } from '../bench/server/bulk.js';
import { printHead, printLoad, printReport, printSize } from '../bench/server/report.js';
import { measureSearch, type Asked, type Load, type Measured, type Place } from '../bench/server/search.js';
import { runningText, type BenchText } from '../bench/text.js';
import { connect } from '../client.js';
import { launch } from '../launch.js';
import { progress } from '../progress.js';
import { wholeNumber } from '../whole-number.js';
import { onWorker } from '../with-worker.js';

export interface ServerBenchOptions {
  sizes: string;
  queries: string;
  rounds: string;
  texts?: string[];
  database?: string;
  ingest?: string;
  json?: boolean;
}

/** Texts that are analysed once; a larger corpus repeats them with other vectors. */
const READ = 100_000;

/**
 * `kilde bench --server`: search over corpora of several sizes through HTTP, beside what others do with the same rows
 * on the same server, and what the vector lane finds of the exact nearest.
 */
export async function benchServer(config: Config, options: ServerBenchOptions): Promise<number> {
  if (config.engine.kind !== 'server' || !options.texts)
    throw new KildeError('bad-option', 400, '--server needs DATABASE_URL, REDIS_URL and --texts.');
  const sizes = options.sizes.split(',').map((size) => wholeNumber(size, '--sizes', 1000));
  const count = wholeNumber(options.queries, '--queries', 1);
  const rounds = wholeNumber(options.rounds, '--rounds', 1);
  const text = await runningText(options.texts, 3 * READ);
  const server = options.database
    ? await namedServer(config.engine, options.database)
    : await throwAwayServer(config.engine);
  const dataDir = mkdtempSync(join(tmpdir(), 'kilde-bench-'));
  const own: Config = {
    ...{ ...config, dataDir, engine: server.engine, host: '127.0.0.1', port: 0, log: 'quiet' },
    ...{ anonymousReading: true, samples: false },
  };
  try {
    const kilde = await launch(own, { workers: 0 });
    try {
      await onWorker(kilde.connection, own, async (app) => {
        if (!options.json) printHead(text.name, count, rounds);
        const [embedder] = app.get<Embedders>(EMBEDDERS);
        const set = await app.get(EmbeddingSetsRepository).of(embedder.name, () => embedder.dimensions());
        await fill(app, own, text, sizes, set);
        const texts = text.queries(count);
        const vectors = await embedder.embed(texts, 'query');
        const queries = texts.map((query, at): Asked => ({ text: query, vector: vectors[at]! }));
        const reports: ({ size: number } & Measured)[] = [];
        for (const size of sizes) {
          const corpus = (await corporaOf(app)).find(({ slug }) => slug === slugOf(size))!;
          const place: Place = { app, url: server.engine.databaseUrl, corpus, set };
          const note = (what: string) => progress(`${size} passages: ${what}`);
          const tell = (load: Load, ours: Load) => {
            progress('');
            if (!options.json) printLoad(load, ours);
          };
          if (!options.json) printSize(size);
          const client = connect(kilde.url, null);
          const measured = await measureSearch(client, place, queries, rounds, note, tell);
          progress('');
          reports.push({ size, ...measured });
          if (!options.json) printReport(measured);
        }
        if (options.json) console.log(JSON.stringify(reports));
      });
    } finally {
      await kilde.close();
    }
  } finally {
    await server.remove();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return 0;
}

const slugOf = (size: number) => `bulk-${size}`;
const corporaOf = (app: INestApplicationContext) => app.get(CorporaRepository).all();

/** Loads the corpora that are not there yet, and builds the indexes that are missing. */
async function fill(
  app: INestApplicationContext,
  config: Config,
  text: BenchText,
  sizes: number[],
  set: EmbeddingSet,
): Promise<void> {
  const there = (await corporaOf(app)).map(({ slug }) => slug);
  const missing = sizes.filter((size) => !there.includes(slugOf(size)));
  const [embedder] = app.get<Embedders>(EMBEDDERS);
  const models = { embedder, vocabulary: app.get<Vocabulary>(VOCABULARY), setId: set.id };
  const material =
    missing.length > 0
      ? await readMaterial(text, Math.min(READ, Math.max(...missing)), models, progress)
      : null;
  for (const size of missing) {
    const slug = slugOf(size);
    await app.get(CorporaRepository).create({
      ...{ slug, title: slug, description: '', language: 'da', access: 'public', sourceKinds: [] },
      answering: {},
      ...{ fields: [{ name: 'kept', label: {}, type: 'keyword', facet: false }] },
    });
    const { id } = (await corporaOf(app)).find((corpus) => corpus.slug === slug)!;
    if (config.engine.kind !== 'server') return;
    const connection = { url: config.engine.databaseUrl };
    await loadBulk({ connection, corpusId: id, memory: '1GB' }, material!, size, progress);
  }
  const indexes = app.get(VectorIndexesRepository);
  for (const index of await indexes.of([set]))
    if (index.state !== 'ready')
      await indexes.build(index, graphMegabytes(index), (share) =>
        progress(`${index.name}: ${Math.round(100 * share)} %`),
      );
}
