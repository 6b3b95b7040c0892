import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { startEmbeddedEngine, throwAwayServer, type Connection } from '#corpus';
import { readConfig } from '#platform';
import { dataSourceOptions } from '../../libs/corpus/engine/connection.js';
import { onServer } from '../store.js';

/** An empty database without a schema. */
async function emptyDatabase(): Promise<{ connection: Connection; remove(): Promise<void> }> {
  if (onServer) {
    const { engine } = readConfig();
    if (engine.kind !== 'server') throw new Error('no server in the configuration');
    const { engine: made, remove } = await throwAwayServer(engine);
    return { connection: { url: made.databaseUrl }, remove };
  }
  const engine = await startEmbeddedEngine(join(process.env.KILDE_TEST_RUN!, randomUUID()));
  return { connection: { socketDir: engine.socketDir }, remove: () => engine.close() };
}

/** Runs migrations up to the one of this name, or all. */
async function migrateTo(connection: Connection, last?: string): Promise<DataSource> {
  const options = dataSourceOptions(connection);
  const all = options.migrations as (new () => { name: string })[];
  const until = last ? all.findIndex(({ name }) => name === last) + 1 : all.length;
  const source = await new DataSource({
    ...options,
    migrations: all.slice(0, until),
  } as typeof options).initialize();
  await source.runMigrations();
  return source;
}

const [corpus, document, version, unit, passage] = Array.from({ length: 5 }, () => randomUUID());

/** A document as it was stored before the tables were partitioned. */
async function storeOld(source: DataSource): Promise<void> {
  const statements: [string, unknown[]][] = [
    [
      `INSERT INTO corpora (id, slug, title, language, access) VALUES ($1, 'old', 'Old', 'da', 'public')`,
      [corpus],
    ],
    [`INSERT INTO originals (id, file_name, complete) VALUES ($1, 'old.txt', true)`, [corpus]],
    [`INSERT INTO documents (id, corpus_id, key) VALUES ($2, $1, 'old')`, [corpus, document]],
    [
      `INSERT INTO versions (id, corpus_id, document_id, original_id, sequence, sha256, media_type, title, language, text, headings, pages, dated)
       VALUES ($3, $1, $2, $1, 1, '', 'text/plain', 'Old', 'da', 'Gammel', '[]', '[]', false)`,
      [corpus, document, version],
    ],
    [
      `INSERT INTO units (corpus_id, id, version_id, position, language, start_offset, end_offset, terms, impacts, stem_length, gram_length)
       VALUES ($1, $3, $2, 0, 'da', 0, 6, '{7}', '{7:1}/1000000000', 1, 4)`,
      [corpus, version, unit],
    ],
    [`INSERT INTO unit_texts VALUES ($1, $2, '', 'Gammel')`, [corpus, unit]],
    [
      `INSERT INTO passages (corpus_id, id, unit_id, version_id, position, language, start_offset, end_offset, headings, digest)
       VALUES ($1, $4, $3, $2, 0, 'da', 0, 6, '{}', '')`,
      [corpus, version, unit, passage],
    ],
    [`INSERT INTO embedding_sets (model, dimensions, state) VALUES ('old', 2, 'live')`, []],
    [
      `INSERT INTO passage_vectors (corpus_id, set_id, passage_id, unit_id, digest, embedding) SELECT $1, id, $3, $2, '', '[1,0]' FROM embedding_sets`,
      [corpus, unit, passage],
    ],
    [`INSERT INTO unit_vectors SELECT $1, id, $2, '[1,0]' FROM embedding_sets`, [corpus, unit]],
  ];
  for (const [statement, values] of statements) await source.query(statement, values);
}

test('partitioning carries over what is stored, and numbers of new vectors go on where the old ended', async () => {
  const { connection, remove } = await emptyDatabase();
  try {
    const old = await migrateTo(connection, 'Lines1763900000001');
    await storeOld(old);
    await old.destroy();
    const source = await migrateTo(connection);
    const rows = async (table: string) =>
      source.query(`SELECT *, tableoid::regclass::text AS partition FROM ${table}`);
    for (const table of ['units', 'unit_texts', 'passages', 'passage_vectors', 'unit_vectors'])
      expect(await rows(table)).toEqual([
        expect.objectContaining({ corpus_id: corpus, partition: `${table}_shared` }),
      ]);
    await source.query(
      `INSERT INTO passage_vectors (corpus_id, set_id, passage_id, unit_id, digest, embedding)
       SELECT corpus_id, set_id, gen_random_uuid(), unit_id, '', '[0,1]' FROM passage_vectors`,
    );
    expect(await source.query(`SELECT sequence FROM passage_vectors ORDER BY sequence`)).toEqual([
      { sequence: 1 },
      { sequence: 2 },
    ]);
    await source.destroy();
  } finally {
    await remove();
  }
});
