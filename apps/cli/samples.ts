import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#platform';
import type { Corpus, CorpusCreate } from '../api/contract/index.js';
import type { Client } from './client.js';
import { findFiles } from './find-files.js';
import { ingestFiles, type IngestOutcome } from './ingest-files.js';

/** Loads the sample corpora (each folder of samples/ with a corpus.json) into an empty Kilde; else does nothing. */
export async function loadSamples(client: Client): Promise<IngestOutcome[]> {
  const { items } = await client.get<{ items: Corpus[] }>('/corpora');
  if (items.length > 0) return [];
  const root = join(packageRoot(), 'samples');
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const outcomes: IngestOutcome[] = [];
  for (const { name } of folders) {
    const folder = join(root, name);
    const corpus = JSON.parse(readFileSync(join(folder, 'corpus.json'), 'utf8')) as CorpusCreate;
    await client.post('/corpora', corpus);
    outcomes.push(...(await ingestFiles(client, corpus.slug, findFiles([folder]))));
  }
  return outcomes;
}
