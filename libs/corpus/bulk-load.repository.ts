import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { TERM_SPACE } from './analysis/term-id.js';
import { clientOf, type Connection } from './engine/connection.js';
import { changesOf, type FrequencyChange } from './frequencies.repository.js';
import { VERSION_COLUMNS, versionValues, type NewVersion } from './index-rows.repository.js';
import { arrayLiteral } from './insert-rows.js';
import { attached, ownTables, partitionOf, TABLES } from './partitions.repository.js';
import { UNIT_COLUMNS, unitRows } from './unit-rows.repository.js';
import { halfvecLiteral, sparsevecLiteral } from './vector-literals.js';

/** Fills a corpus that has nothing yet with ready versions, by COPY, and indexes it at the end. For measuring. */
export interface BulkLoad {
  add(versions: NewVersion[]): Promise<void>;
  /** Adds copies of the first so many that were added; their vectors are turned towards those of others. */
  repeat(copy: number, count: number): Promise<void>;
  /** Makes what was added part of the corpus, with these frequencies. */
  finish(frequencies: FrequencyChange): Promise<void>;
  close(): Promise<void>;
}

/** Values of the field `kept`: of how many documents one has each. */
export const KEPT = { '10 %': 10, '1 %': 100, '0.1 %': 1000, '0.01 %': 10_000 } as const;

/** The values of document `at`, from 0. */
export function keptBy(at: number): string[] {
  return Object.entries(KEPT).flatMap(([share, each]) => (at % each === 0 ? [share] : []));
}

/** Rows of a table with their columns. */
type Rows = [table: string, columns: string[], rows: unknown[][]];

/** @param memory for building indexes, such as `2GB` */
export async function openBulkLoad(
  connection: Connection,
  corpusId: string,
  memory: string,
): Promise<BulkLoad> {
  const client = await clientOf(connection);
  await client.query(`SELECT set_config('maintenance_work_mem', $1, false)`, [memory]);
  for (const statement of ownTables(corpusId)) await client.query(statement);
  // What is lost in a crash is loaded anew.
  await client.query(`SET synchronous_commit = off`);
  const original = randomUUID();
  await client.query(
    `INSERT INTO originals (id, file_name, size, sha256, complete) VALUES ($1, 'bulk', 0, ''::bytea, true)`,
    [original],
  );
  return {
    async add(versions) {
      for (const [table, columns, rows] of rowsOf(versions, original)) {
        const own = (TABLES as readonly string[]).includes(table)
          ? partitionOf(table as (typeof TABLES)[number], corpusId)
          : table;
        await copy(client, own, columns, rows);
      }
    },
    async repeat(copy, count) {
      if (copy === 1) await client.query(copied(corpusId));
      for (const statement of copies(corpusId)) await client.query(statement, [copy, count]);
    },
    async finish(frequencies) {
      const vectors = partitionOf('passage_vectors', corpusId);
      // One passage a unit is the rule here; the mean of several is what writeUnitVectors makes.
      await client.query(
        `INSERT INTO ${partitionOf('unit_vectors', corpusId)} (corpus_id, set_id, unit_id, embedding)
         SELECT corpus_id, set_id, unit_id, l2_normalize(avg(embedding ORDER BY sequence)) FROM ${vectors} GROUP BY 1, 2, 3`,
      );
      for (const statement of attached(corpusId)) await client.query(statement);
      const totals = [...frequencies.totals].map(([language, { units, stems, grams }]) => [
        ...[corpusId, language, units, stems, grams],
      ]);
      await copy(
        client,
        'statistics',
        ['corpus_id', 'language', 'units', 'stem_length', 'gram_length'],
        totals,
      );
      const terms = changesOf(frequencies).map((change) => [corpusId, ...change]);
      await copy(client, 'frequencies', ['corpus_id', 'language', 'field', 'term', 'units'], terms);
      await client.query('ANALYZE versions, documents, statistics, frequencies');
    },
    close: () => client.end(),
  };
}

/** What is copied: the documents in the order of their numbers, with all their ids. */
function copied(corpusId: string): string {
  return `CREATE TEMPORARY TABLE copied AS
    SELECT row_number() OVER (ORDER BY substring(d.key FROM '\\d+$')::int) AS number, count(*) OVER () AS total, d.id AS document_id,
      v.id AS version_id, e.unit_id, e.passage_id, e.embedding
    FROM documents d JOIN versions v ON v.document_id = d.id JOIN ${partitionOf('units', corpusId)} u ON u.version_id = v.id
    JOIN ${partitionOf('passage_vectors', corpusId)} e ON e.unit_id = u.id WHERE d.corpus_id = '${corpusId}'`;
}

/** Statements that write copy $1 of the first $2 documents. A copy's ids are made of the first one's and its number. */
function copies(corpusId: string): string[] {
  const id = (column: string) => `md5(${column}::text || $1::int)::uuid`;
  const own = (table: (typeof TABLES)[number]) => partitionOf(table, corpusId);
  const chosen = 'FROM copied c JOIN';
  const first = 'AND c.number <= $2';
  const columns = VERSION_COLUMNS.filter((column) => !['document_id', 'metadata'].includes(column)).join(
    ', ',
  );
  const kept = Object.entries(KEPT).map(
    ([share, each]) => `CASE WHEN (c.number - 1 + $1::int * c.total) % ${each} = 0 THEN '${share}' END`,
  );
  const metadata = `jsonb_build_object('kept', array_remove(ARRAY[${kept.join(', ')}], NULL))`;
  return [
    `INSERT INTO documents (id, corpus_id, key) SELECT ${id('d.id')}, d.corpus_id, d.key || '~' || $1::int
     ${chosen} documents d ON d.id = c.document_id ${first}`,
    `INSERT INTO versions (id, sequence, counted, document_id, metadata, ${columns})
     SELECT ${id('v.id')}, 1, true, ${id('v.document_id')}, ${metadata}, ${columns} ${chosen} versions v ON v.id = c.version_id ${first}`,
    `INSERT INTO ${own('units')} SELECT r.* FROM copied c JOIN ${own('units')} u ON u.id = c.unit_id ${first},
       LATERAL jsonb_populate_record(u, jsonb_build_object('id', ${id('u.id')}, 'version_id', ${id('u.version_id')})) r`,
    `INSERT INTO ${own('unit_texts')} (corpus_id, unit_id, context, text)
     SELECT t.corpus_id, ${id('t.unit_id')}, t.context, t.text ${chosen} ${own('unit_texts')} t ON t.unit_id = c.unit_id ${first}`,
    `INSERT INTO ${own('passages')} SELECT r.* FROM copied c JOIN ${own('passages')} a ON a.id = c.passage_id ${first},
       LATERAL jsonb_populate_record(a, jsonb_build_object('id', ${id('a.id')}, 'unit_id', ${id('a.unit_id')}, 'version_id', ${id('a.version_id')})) r`,
    `INSERT INTO ${own('passage_vectors')} (corpus_id, set_id, passage_id, unit_id, digest, embedding)
     SELECT e.corpus_id, e.set_id, ${id('e.passage_id')}, ${id('e.unit_id')}, e.digest,
       l2_normalize(c.embedding + c.embedding + other.embedding)
     ${chosen} ${own('passage_vectors')} e ON e.passage_id = c.passage_id ${first}
     JOIN copied other ON other.number = 1 + (c.number + 7919 * $1::int) % c.total`,
  ];
}

function rowsOf(versions: NewVersion[], originalId: string): Rows[] {
  const documents: unknown[][] = [];
  const rows: unknown[][] = [];
  const units = Object.fromEntries(Object.keys(UNIT_COLUMNS).map((table) => [table, [] as unknown[][]]));
  for (const version of versions) {
    const [documentId, versionId] = [randomUUID(), randomUUID()];
    documents.push([documentId, version.corpusId, version.key]);
    rows.push([
      ...[versionId, 1, true],
      ...versionValues({ ...version, originalId }, documentId, version.validFrom),
    ]);
    for (const [table, more] of Object.entries(unitRows(version, versionId))) units[table]!.push(...more);
  }
  return [
    ['documents', ['id', 'corpus_id', 'key'], documents],
    ['versions', ['id', 'sequence', 'counted', ...VERSION_COLUMNS], rows],
    ...Object.entries(UNIT_COLUMNS).map(([table, columns]): Rows => [
      table,
      Object.keys(columns),
      units[table]!,
    ]),
  ];
}

async function copy(client: pg.Client, table: string, columns: string[], rows: unknown[][]): Promise<void> {
  const lines = function* () {
    for (const row of rows) yield `${row.map(field).join('\t')}\n`;
  };
  await pipeline(
    Readable.from(lines(), { objectMode: true, highWaterMark: 1000 }),
    client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)),
  );
}

/** A value in the text format of COPY. */
function field(value: unknown): string {
  if (value === null) return '\\N';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return textOf(value).replace(/[\\\t\n\r]/g, (character) => ESCAPED[character]!);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return arrayLiteral(value);
  if (value instanceof Float32Array) return halfvecLiteral(value);
  if (value instanceof Map) return sparsevecLiteral(value as Map<number, number>, TERM_SPACE);
  return String(value);
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
