import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the lanes read is partitioned by corpus: small corpora share a partition, and a large one can be given its
 * own (libs/corpus/partitions.repository.ts). No foreign key leads from or to these tables: a version's rows are written
 * and removed by one statement each, and a partition can be dropped at once.
 * A deleted corpus is out of sight at once; its remains are removed bit by bit.
 */
export class Partitions1764100000000 implements MigrationInterface {
  name = 'Partitions1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SEQUENCE, ...TABLES.flatMap(partitioned), ...DELETED])
      await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup.');
  }
}

/** An identity column cannot be in a partitioned table before PostgreSQL 17. */
const SEQUENCE = [
  `CREATE SEQUENCE passage_vector_numbers`,
  `SELECT setval('passage_vector_numbers', (SELECT coalesce(max(sequence), 0) + 1 FROM passage_vectors), false)`,
  `ALTER TABLE passage_vectors ALTER COLUMN sequence DROP IDENTITY`,
  `ALTER TABLE passage_vectors ALTER COLUMN sequence SET DEFAULT nextval('passage_vector_numbers')`,
];

interface Table {
  name: string;
  key: string;
  /** The key is another one than before. */
  newKey?: boolean;
  references: string[];
  /** Index -> what follows its table's name. */
  indexes: Record<string, string>;
}

// The keys of vectors lead to all vectors of a unit at once.
const TABLES: Table[] = [
  {
    name: 'unit_vectors',
    key: '(corpus_id, unit_id, set_id)',
    newKey: true,
    references: ['corpus_id_unit_id', 'set_id'],
    indexes: {},
  },
  {
    name: 'passage_vectors',
    key: '(corpus_id, unit_id, set_id, passage_id)',
    newKey: true,
    references: ['corpus_id_passage_id', 'set_id'],
    indexes: {
      passage_vectors_by_digest: '(set_id, digest)',
      passage_vectors_by_sequence: '(set_id, sequence)',
    },
  },
  {
    name: 'passages',
    key: '(corpus_id, id)',
    references: ['corpus_id_unit_id'],
    indexes: {
      passages_by_unit: '(corpus_id, unit_id)',
      passages_by_version: '(version_id)',
      passages_by_id: '(id)',
    },
  },
  {
    name: 'unit_texts',
    key: '(corpus_id, unit_id)',
    references: ['corpus_id_unit_id'],
    indexes: {},
  },
  {
    name: 'units',
    key: '(corpus_id, id)',
    references: ['version_id'],
    indexes: {
      units_by_version: '(version_id)',
      units_by_terms: 'USING gin (terms) WITH (fastupdate = off)',
      units_by_identifiers: 'USING gin (identifiers) WITH (fastupdate = off)',
    },
  },
];

/** The table as it is becomes the shared partition; its indexes become parts of those of the whole, and are not built anew. */
function partitioned({ name, key, newKey, references, indexes }: Table): string[] {
  return [
    ...references.map((columns) => `ALTER TABLE ${name} DROP CONSTRAINT ${name}_${columns}_fkey`),
    `ALTER TABLE ${name} RENAME TO ${name}_shared`,
    newKey
      ? `ALTER TABLE ${name}_shared DROP CONSTRAINT ${name}_pkey, ADD CONSTRAINT ${name}_shared_pkey PRIMARY KEY ${key}`
      : `ALTER INDEX ${name}_pkey RENAME TO ${name}_shared_pkey`,
    `CREATE TABLE ${name} (LIKE ${name}_shared INCLUDING DEFAULTS INCLUDING STORAGE) PARTITION BY LIST (corpus_id)`,
    `ALTER TABLE ${name} ADD PRIMARY KEY ${key}`,
    `ALTER TABLE ${name} ATTACH PARTITION ${name}_shared DEFAULT`,
    ...Object.entries(indexes).flatMap(([index, on]) => [
      `ALTER INDEX ${index} RENAME TO ${index}_shared`,
      `CREATE INDEX ${index} ON ${name} ${on}`,
    ]),
  ];
}

const DELETED = [
  `ALTER TABLE corpora ADD COLUMN deleted_at timestamptz`,
  `CREATE OR REPLACE FUNCTION corpus_roles(principal uuid, anonymous boolean) RETURNS TABLE (corpus_id uuid, role text)
   LANGUAGE sql STABLE AS $$
    SELECT c.id,
      CASE WHEN p.admin THEN 'admin' ELSE coalesce(g.role, 'reader') END
    FROM corpora c
    LEFT JOIN principals p ON p.id = principal
    LEFT JOIN grants g ON g.corpus_id = c.id AND g.principal_id = p.id
    WHERE c.deleted_at IS NULL
      AND (p.admin OR g.role IS NOT NULL OR (c.access = 'public' AND (p.id IS NOT NULL OR anonymous)))
   $$`,
];
