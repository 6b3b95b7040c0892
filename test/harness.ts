import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readConfig, type Config } from '#platform';
import type { CorpusCreate, Ingestion } from '../apps/api/contract/index.js';
import { readAdminKey } from '../apps/cli/admin-key.js';
import { launch, type Kilde } from '../apps/cli/launch.js';
import { Caller } from './caller.js';
import { emptyStore, type Store } from './store.js';

export { onServer } from './store.js';
export { Caller, problemOf } from './caller.js';

export interface UploadOptions {
  key?: string;
  metadata?: Record<string, unknown>;
  /** The key of the document with `.txt` when absent. */
  fileName?: string;
}

const PATIENCE_MS = 120_000;

/** The real thing, started for one test file: engine, API and worker on an empty store. */
export class House {
  readonly admin: Caller;
  private readonly pool: pg.Pool;

  private constructor(
    readonly store: Store,
    readonly config: Config,
    readonly kilde: Kilde,
    readonly adminKey: string,
  ) {
    this.admin = this.as(adminKey);
    const at = kilde.connection;
    this.pool = new pg.Pool(
      'url' in at
        ? { connectionString: at.url, max: 2 }
        : { host: at.socketDir, user: 'postgres', database: 'postgres', max: 1 },
    );
  }

  static async open(environment: NodeJS.ProcessEnv = {}, store?: Store): Promise<House> {
    const on = store ?? (await emptyStore());
    const config = readConfig({
      KILDE_DATA_DIR: on.dataDir,
      KILDE_PORT: '0',
      KILDE_LOG: 'quiet',
      KILDE_ANONYMOUS_READING: 'on',
      KILDE_RETRY_SECONDS: '0.02',
      ...on.environment,
      ...environment,
    });
    const kilde = await launch(config);
    return new House(on, config, kilde, readAdminKey(on.dataDir)!);
  }

  /** Stops everything and removes what was stored. */
  async close(): Promise<void> {
    await this.stop();
    await this.store.remove();
  }

  /** Stops everything and leaves what was stored. */
  async stop(): Promise<void> {
    await this.pool.end();
    await this.kilde.close();
  }

  as(key: string | null): Caller {
    return new Caller(this.kilde.url, key);
  }

  async sql<T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query(text, values)).rows as T[];
  }

  async corpus(slug: string, more: Partial<CorpusCreate> = {}): Promise<void> {
    await this.admin.call('createCorpus', {
      body: { slug, title: slug, language: 'da', access: 'public', ...more },
    });
  }

  /** A key with these roles by corpus. */
  async key(roles: Record<string, string>, more: object = {}): Promise<{ id: string; secret: string }> {
    const grants = Object.entries(roles).map(([corpus, role]) => ({ corpus, role }));
    return this.admin.call('createKey', { body: { name: 'a test', grants, ...more } });
  }

  /** Sends a file; returns its ingestion as it was received. */
  async send(corpus: string, content: string | Buffer, options: UploadOptions = {}): Promise<Ingestion> {
    return this.admin.call('uploadDocument', { body: uploadForm(corpus, content, options) });
  }

  /** Sends a text under a key and waits until it is indexed, skipped or failed. */
  async put(
    corpus: string,
    key: string,
    content: string | Buffer,
    metadata: Record<string, unknown> = {},
    fileName = `${key}.txt`,
  ): Promise<Ingestion> {
    return this.settled((await this.send(corpus, content, { key, metadata, fileName })).id);
  }

  /** Sends texts by key and waits until all are indexed. */
  async load(corpus: string, texts: Record<string, string>): Promise<Ingestion[]> {
    const sent: Ingestion[] = [];
    for (const [key, text] of Object.entries(texts)) sent.push(await this.send(corpus, text, { key }));
    const settled = await Promise.all(sent.map(({ id }) => this.settled(id)));
    expect(settled.map(({ state }) => state)).toEqual(settled.map(() => 'indexed'));
    return settled;
  }

  /** Tries until an expectation holds, for what is done after the answer. */
  async eventually(expectation: () => Promise<void>): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(50))
      try {
        return await expectation();
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
  }

  async settled(id: string): Promise<Ingestion> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(50)) {
      const ingestion = await this.admin.call('readIngestion', { params: { id } });
      if (ingestion.state !== 'queued' && ingestion.state !== 'running') return ingestion;
      if (Date.now() > deadline) throw new Error(`Ingestion ${id} does not settle: ${ingestion.state}.`);
    }
  }
}

/** The multipart form of an upload, its fields in the order that the API wants. */
export function uploadForm(
  corpus: string,
  content: string | Buffer,
  { key, metadata, fileName = `${key ?? 'document'}.txt` }: UploadOptions,
): FormData {
  const form = new FormData();
  form.append('corpus', corpus);
  if (key !== undefined) form.append('key', key);
  if (metadata) form.append('metadata', JSON.stringify(metadata));
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), fileName);
  return form;
}
