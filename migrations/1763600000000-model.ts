import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The data model. It runs the same on PGlite and on PostgreSQL 15+ with pgvector 0.8+; indexes that only a server
 * can build (HNSW) are made by a command, not here. Tables that grow carry corpus_id first in their keys, so that
 * they can be partitioned by corpus.
 */
export class Model1763600000000 implements MigrationInterface {
  name = 'Model1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS vector`);
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error(
      'The first migration has no way back: restore a backup, or start with an empty database.',
    );
  }
}

const STATEMENTS = [
  `CREATE TABLE corpora (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE,
    title text NOT NULL,
    description text NOT NULL DEFAULT '',
    language text NOT NULL CHECK (language IN ('da', 'de', 'en')),
    access text NOT NULL CHECK (access IN ('public', 'grant')),
    fields jsonb NOT NULL DEFAULT '[]',
    created_at timestamptz NOT NULL DEFAULT now()
  )`,

  `CREATE TABLE principals (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('key', 'user')),
    name text NOT NULL,
    admin boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE api_keys (
    principal_id uuid PRIMARY KEY REFERENCES principals ON DELETE CASCADE,
    hash bytea NOT NULL UNIQUE,
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  `CREATE TABLE grants (
    principal_id uuid NOT NULL REFERENCES principals ON DELETE CASCADE,
    corpus_id uuid NOT NULL REFERENCES corpora ON DELETE CASCADE,
    role text NOT NULL CHECK (role IN ('reader', 'curator', 'admin')),
    PRIMARY KEY (principal_id, corpus_id)
  )`,

  // Who may do what where, as rows: the one place where access is decided. No principal and no anonymous
  // reading: no rows. Roles are ordered reader < curator < admin.
  `CREATE FUNCTION corpus_roles(principal uuid, anonymous boolean) RETURNS TABLE (corpus_id uuid, role text)
   LANGUAGE sql STABLE AS $$
    SELECT c.id,
      CASE WHEN p.admin THEN 'admin' ELSE coalesce(g.role, 'reader') END
    FROM corpora c
    LEFT JOIN principals p ON p.id = principal
    LEFT JOIN grants g ON g.corpus_id = c.id AND g.principal_id = p.id
    WHERE p.admin OR g.role IS NOT NULL OR (c.access = 'public' AND (p.id IS NOT NULL OR anonymous))
   $$`,

  // An original is written as parts of 1 MB and counts only when complete.
  `CREATE TABLE originals (
    id uuid PRIMARY KEY,
    file_name text NOT NULL,
    media_type text,
    size bigint,
    sha256 bytea,
    complete boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE original_parts (
    original_id uuid NOT NULL REFERENCES originals ON DELETE CASCADE,
    part int NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (original_id, part)
  )`,
  `ALTER TABLE original_parts ALTER COLUMN bytes SET STORAGE EXTERNAL`,

  `CREATE TABLE documents (
    id uuid PRIMARY KEY,
    corpus_id uuid NOT NULL REFERENCES corpora,
    key text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (corpus_id, key)
  )`,

  // valid_to is the effective end: the declared one, or the start of the next version if that comes first.
  // dated: its valid_from was given, not taken from the day it came in.
  // counted: this version's terms are in the corpus's frequencies (one version of a document at most).
  `CREATE TABLE versions (
    id uuid PRIMARY KEY,
    corpus_id uuid NOT NULL REFERENCES corpora,
    document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
    original_id uuid NOT NULL REFERENCES originals,
    sequence int NOT NULL,
    sha256 bytea NOT NULL,
    media_type text NOT NULL,
    title text NOT NULL,
    kind text,
    language text NOT NULL CHECK (language IN ('da', 'de', 'en')),
    date date,
    metadata jsonb NOT NULL DEFAULT '{}',
    supplied jsonb NOT NULL DEFAULT '{}',
    warnings text[] NOT NULL DEFAULT '{}',
    text text NOT NULL,
    headings jsonb NOT NULL,
    pages jsonb NOT NULL,
    valid_from date,
    dated boolean NOT NULL,
    declared_valid_to date,
    valid_to date,
    counted boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (document_id, sequence)
  )`,
  `CREATE INDEX versions_by_sha256 ON versions (sha256)`,
  `CREATE INDEX versions_by_corpus ON versions (corpus_id, document_id)`,

  // terms: ids of the unit's stems and compound parts, for matching; impacts: their saturated BM25 weights
  // without idf, for ordering. An id is a hash of the term (libs/corpus/analysis/term-id.ts).
  `CREATE TABLE units (
    corpus_id uuid NOT NULL,
    id uuid NOT NULL,
    version_id uuid NOT NULL REFERENCES versions ON DELETE CASCADE,
    position int NOT NULL,
    language text NOT NULL,
    start_offset int NOT NULL,
    end_offset int NOT NULL,
    context text NOT NULL,
    text text NOT NULL,
    terms int[] NOT NULL,
    impacts sparsevec NOT NULL,
    identifiers text[] NOT NULL DEFAULT '{}',
    stem_length int NOT NULL,
    gram_length int NOT NULL,
    PRIMARY KEY (corpus_id, id)
  )`,
  `CREATE INDEX units_by_version ON units (version_id)`,
  `CREATE INDEX units_by_terms ON units USING gin (terms) WITH (fastupdate = off)`,
  `CREATE INDEX units_by_identifiers ON units USING gin (identifiers) WITH (fastupdate = off)`,

  `CREATE TABLE passages (
    corpus_id uuid NOT NULL,
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    version_id uuid NOT NULL,
    position int NOT NULL,
    language text NOT NULL,
    start_offset int NOT NULL,
    end_offset int NOT NULL,
    headings text[] NOT NULL,
    page_from int,
    page_to int,
    digest bytea NOT NULL,
    PRIMARY KEY (corpus_id, id),
    FOREIGN KEY (corpus_id, unit_id) REFERENCES units ON DELETE CASCADE
  )`,
  `CREATE INDEX passages_by_unit ON passages (corpus_id, unit_id)`,
  `CREATE INDEX passages_by_version ON passages (version_id)`,
  `CREATE INDEX passages_by_id ON passages (id)`,

  `CREATE TABLE statistics (
    corpus_id uuid NOT NULL REFERENCES corpora ON DELETE CASCADE,
    language text NOT NULL,
    units int NOT NULL,
    stem_length bigint NOT NULL,
    gram_length bigint NOT NULL,
    PRIMARY KEY (corpus_id, language)
  )`,
  // field: s = stem of a whole word, p = stem that occurs in the unit only as part of a compound, g = 4-gram.
  `CREATE TABLE frequencies (
    corpus_id uuid NOT NULL REFERENCES corpora ON DELETE CASCADE,
    language text NOT NULL,
    field "char" NOT NULL,
    term text COLLATE "C" NOT NULL,
    units int NOT NULL,
    PRIMARY KEY (corpus_id, language, field, term)
  ) WITH (fillfactor = 80)`,

  `CREATE TABLE embedding_sets (
    id smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    model text NOT NULL UNIQUE,
    dimensions int NOT NULL,
    state text NOT NULL CHECK (state IN ('live', 'building', 'retired')),
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE UNIQUE INDEX one_live_embedding_set ON embedding_sets (state) WHERE state = 'live'`,
  `CREATE TABLE passage_vectors (
    corpus_id uuid NOT NULL,
    set_id smallint NOT NULL REFERENCES embedding_sets,
    passage_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    digest bytea NOT NULL,
    embedding halfvec NOT NULL,
    PRIMARY KEY (corpus_id, set_id, passage_id),
    FOREIGN KEY (corpus_id, passage_id) REFERENCES passages ON DELETE CASCADE
  )`,
  `CREATE INDEX passage_vectors_by_passage ON passage_vectors (corpus_id, passage_id)`,
  `CREATE INDEX passage_vectors_by_unit ON passage_vectors (corpus_id, unit_id)`,
  `CREATE INDEX passage_vectors_by_digest ON passage_vectors (set_id, digest)`,
  `CREATE TABLE unit_vectors (
    corpus_id uuid NOT NULL,
    set_id smallint NOT NULL REFERENCES embedding_sets,
    unit_id uuid NOT NULL,
    embedding halfvec NOT NULL,
    PRIMARY KEY (corpus_id, set_id, unit_id),
    FOREIGN KEY (corpus_id, unit_id) REFERENCES units ON DELETE CASCADE
  )`,

  `CREATE TABLE ingestions (
    id uuid PRIMARY KEY,
    corpus_id uuid NOT NULL REFERENCES corpora ON DELETE CASCADE,
    key text NOT NULL,
    original_id uuid NOT NULL REFERENCES originals,
    supplied jsonb NOT NULL DEFAULT '{}',
    received_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'indexed', 'skipped', 'failed')),
    stage text CHECK (stage IN ('parse', 'chunk', 'embed', 'store')),
    progress real NOT NULL DEFAULT 0,
    reason_code text,
    reason text,
    warnings text[] NOT NULL DEFAULT '{}',
    attempts int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    document_id uuid REFERENCES documents ON DELETE SET NULL,
    version_id uuid REFERENCES versions ON DELETE SET NULL,
    timings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz
  )`,
  `CREATE INDEX ingestions_open ON ingestions (created_at, id) WHERE state IN ('queued', 'running')`,
  `CREATE INDEX ingestions_by_corpus ON ingestions (corpus_id, created_at DESC)`,
  `CREATE INDEX ingestions_by_document ON ingestions (corpus_id, key)`,

  // The audit record of an answer. The question is kept only where configuration asks for it.
  `CREATE TABLE answers (
    id uuid PRIMARY KEY,
    principal_id uuid REFERENCES principals ON DELETE SET NULL,
    question text,
    status text NOT NULL CHECK (status IN ('answered', 'refused')),
    response jsonb NOT NULL,
    models jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE INDEX answers_by_age ON answers (created_at)`,

  // Source kinds of a corpus with their rank (binding rule before guidance), and treatment flags of rulings.
  `CREATE TABLE source_kinds (
    corpus_id uuid NOT NULL REFERENCES corpora ON DELETE CASCADE,
    kind text NOT NULL,
    rank int NOT NULL,
    PRIMARY KEY (corpus_id, kind)
  )`,
  `CREATE TABLE treatments (
    document_id uuid NOT NULL REFERENCES documents ON DELETE CASCADE,
    flag text NOT NULL CHECK (flag IN ('followed', 'overturned', 'changed-practice')),
    by_document_id uuid REFERENCES documents ON DELETE CASCADE,
    noted_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document_id, flag)
  )`,
];
