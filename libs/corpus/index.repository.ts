import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { TERM_SPACE } from './analysis/term-id.js';
import type { UnitFeatures } from './analysis/unit-features.js';
import { applyChange, count, noChange, type FrequencyChange } from './frequencies.js';
import { insertRows } from './insert-rows.js';
import { counted, windows, type Dated } from './validity.js';
import { halfvecLiteral, sparsevecLiteral } from './vector-literals.js';

export interface NewPassage {
  language: Language;
  start: number;
  end: number;
  headings: string[];
  pageFrom: number | null;
  pageTo: number | null;
  /** SHA-256 of what is embedded; equal digests share a vector. */
  digest: Buffer;
  embedding: Float32Array;
}

export interface NewUnit {
  language: Language;
  start: number;
  end: number;
  context: string;
  text: string;
  terms: number[];
  impacts: Map<number, number>;
  identifiers: string[];
  features: UnitFeatures;
  embedding: Float32Array;
  passages: NewPassage[];
}

export interface NewVersion {
  corpusId: string;
  key: string;
  originalId: string;
  sha256: Buffer;
  mediaType: string;
  title: string;
  kind: string | null;
  language: Language;
  date: string | null;
  metadata: Record<string, unknown>;
  /** The metadata as it was supplied with the file, to tell a mere repetition. */
  supplied: Record<string, unknown>;
  warnings: string[];
  text: string;
  headings: { level: number; start: number; end: number }[];
  pages: { page: number; start: number; end: number }[];
  validFrom: string | null;
  validTo: string | null;
  receivedOn: string;
  units: NewUnit[];
}

/** A stored version made from the same bytes. */
export interface SameBytes {
  id: string;
  supplied: Record<string, unknown>;
  /** It is the one that came in last, or has a date of its own: the same bytes again say nothing new. */
  settled: boolean;
}

/** Counts features of a stored unit again, as they were counted when it was stored. */
export type Analyse = (text: string, language: Language) => UnitFeatures;

/** Writes versions into the index, and takes them out: all of one version in one short transaction. */
@Injectable()
export class IndexRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * The document's last version made from these bytes, or null. When an undated text comes back after another one
   * (A, B, A), it is not settled: the document has changed back.
   */
  async sameBytes(corpusId: string, key: string, sha256: Buffer): Promise<SameBytes | null> {
    const [row]: SameBytes[] = await this.database.query(
      `SELECT v.id, v.supplied, v.dated OR v.sequence = max(w.sequence) AS settled
       FROM documents d JOIN versions v ON v.document_id = d.id JOIN versions w ON w.document_id = d.id
       WHERE d.corpus_id = $1 AND d.key = $2 AND v.sha256 = $3 GROUP BY v.id ORDER BY v.sequence DESC LIMIT 1`,
      [corpusId, key, sha256],
    );
    return row ?? null;
  }

  /** Other documents of the same corpus that were made from the same bytes, as `key`. */
  async duplicates(corpusId: string, key: string, sha256: Buffer): Promise<string[]> {
    const rows: { key: string }[] = await this.database.query(
      `SELECT DISTINCT d.key FROM versions v JOIN documents d ON d.id = v.document_id
       WHERE v.sha256 = $3 AND d.corpus_id = $1 AND d.key <> $2 ORDER BY d.key LIMIT 5`,
      [corpusId, key, sha256],
    );
    return rows.map((row) => row.key);
  }

  /** Units and average length of a corpus in a language, for the impacts of a new unit. */
  async averageStemLength(corpusId: string, language: Language): Promise<number | null> {
    const [row]: { average: number | null }[] = await this.database.query(
      `SELECT stem_length::float8 / nullif(units, 0) AS average FROM statistics WHERE corpus_id = $1 AND language = $2`,
      [corpusId, language],
    );
    return row?.average ?? null;
  }

  /** Vectors of the live set by digest (hex), for passages whose text is known already. */
  async vectorsByDigest(setId: number, digests: Buffer[]): Promise<Map<string, Float32Array>> {
    const rows: { digest: Buffer; embedding: string }[] = await this.database.query(
      `SELECT DISTINCT ON (digest) digest, embedding::text FROM passage_vectors WHERE set_id = $1 AND digest = ANY ($2::bytea[])`,
      [setId, digests],
    );
    return new Map(
      rows.map((row) => [
        row.digest.toString('hex'),
        Float32Array.from(JSON.parse(row.embedding) as number[]),
      ]),
    );
  }

  /**
   * Stores a version with its units, passages and vectors, gives every version of the document its window, and
   * moves the corpus's frequencies, in one transaction under a lock on the document.
   * @param replaces the version whose place it takes (same bytes, other metadata), or null for a new version
   */
  async store(
    version: NewVersion,
    setId: number,
    replaces: string | null,
    analyse: Analyse,
  ): Promise<{ documentId: string; versionId: string }> {
    return this.database.transaction(async (tx) => {
      const documentId = await lockDocument(tx, version.corpusId, version.key);
      const before = await countedVersion(tx, documentId);
      const change = noChange();
      if (before) await countStored(tx, change, before, analyse, -1);

      const versionId = await writeVersion(tx, documentId, version, replaces);
      await writeUnits(tx, version, versionId, setId);
      const after = await writeWindows(tx, documentId, version.receivedOn);
      if (after === versionId)
        for (const unit of version.units) count(change, unit.language, unit.features, 1);
      else if (after) await countStored(tx, change, after, analyse, 1);
      await applyChange(tx, version.corpusId, change);
      return { documentId, versionId };
    });
  }

  /** Deletes a document with its versions, originals and ingestions; its terms leave the frequencies. */
  async deleteDocument(documentId: string, analyse: Analyse): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [document]: { corpusId: string; key: string }[] = await tx.query(
        `SELECT corpus_id AS "corpusId", key FROM documents WHERE id = $1 FOR UPDATE`,
        [documentId],
      );
      if (!document) return;
      const change = noChange();
      const before = await countedVersion(tx, documentId);
      if (before) await countStored(tx, change, before, analyse, -1);
      await applyChange(tx, document.corpusId, change);
      const originals: { id: string }[] = await tx.query(
        `SELECT original_id AS id FROM versions WHERE document_id = $1
         UNION SELECT original_id FROM ingestions WHERE corpus_id = $2 AND key = $3`,
        [documentId, document.corpusId, document.key],
      );
      await tx.query(`DELETE FROM ingestions WHERE corpus_id = $1 AND key = $2`, [
        document.corpusId,
        document.key,
      ]);
      await tx.query(`DELETE FROM documents WHERE id = $1`, [documentId]);
      await tx.query(`DELETE FROM originals WHERE id = ANY ($1::uuid[])`, [originals.map((row) => row.id)]);
    });
  }
}

async function lockDocument(tx: EntityManager, corpusId: string, key: string): Promise<string> {
  await tx.query(
    `INSERT INTO documents (id, corpus_id, key) VALUES ($1, $2, $3) ON CONFLICT (corpus_id, key) DO NOTHING`,
    [randomUUID(), corpusId, key],
  );
  const [row]: { id: string }[] = await tx.query(
    `SELECT id FROM documents WHERE corpus_id = $1 AND key = $2 FOR UPDATE`,
    [corpusId, key],
  );
  return row!.id;
}

async function countedVersion(tx: EntityManager, documentId: string): Promise<string | null> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT id FROM versions WHERE document_id = $1 AND counted`,
    [documentId],
  );
  return row?.id ?? null;
}

async function countStored(
  tx: EntityManager,
  change: FrequencyChange,
  versionId: string,
  analyse: Analyse,
  sign: 1 | -1,
): Promise<void> {
  const units: { context: string; text: string; language: Language }[] = await tx.query(
    `SELECT context, text, language FROM units WHERE version_id = $1`,
    [versionId],
  );
  for (const unit of units)
    count(change, unit.language, analyse(`${unit.context}\n${unit.text}`, unit.language), sign);
}

const VERSION_COLUMNS =
  'corpus_id, document_id, original_id, sha256, media_type, title, kind, language, date, metadata, supplied, warnings, text, headings, pages, valid_from, dated, declared_valid_to'.split(
    ', ',
  );

async function writeVersion(
  tx: EntityManager,
  documentId: string,
  version: NewVersion,
  replaces: string | null,
): Promise<string> {
  const [{ last, any }]: [{ last: number; any: boolean }] = await tx.query(
    `SELECT coalesce(max(sequence), 0)::int AS last, count(*) FILTER (WHERE id IS DISTINCT FROM $2) > 0 AS any FROM versions WHERE document_id = $1`,
    [documentId, replaces],
  );
  const values = [
    version.corpusId,
    documentId,
    version.originalId,
    version.sha256,
    version.mediaType,
    version.title,
    version.kind,
    version.language,
    version.date,
    JSON.stringify(version.metadata),
    JSON.stringify(version.supplied),
    version.warnings,
    version.text,
    JSON.stringify(version.headings),
    JSON.stringify(version.pages),
    // An undated first version is in force from always; an undated successor from the day it came in.
    version.validFrom ?? (any ? version.receivedOn : null),
    version.validFrom !== null,
    version.validTo,
  ];
  if (replaces) {
    await tx.query(`DELETE FROM units WHERE version_id = $1`, [replaces]);
    const assignments = VERSION_COLUMNS.map((column, at) => `${column} = $${at + 2}`);
    await tx.query(`UPDATE versions SET ${assignments.join(', ')} WHERE id = $1`, [replaces, ...values]);
    return replaces;
  }
  const id = randomUUID();
  await insertRows(tx, 'versions', ['id', 'sequence', ...VERSION_COLUMNS], [[id, last + 1, ...values]]);
  return id;
}

async function writeUnits(
  tx: EntityManager,
  version: NewVersion,
  versionId: string,
  setId: number,
): Promise<void> {
  const rows = {
    units: [] as unknown[][],
    passages: [] as unknown[][],
    passageVectors: [] as unknown[][],
    unitVectors: [] as unknown[][],
  };
  let position = 0;
  for (const [at, unit] of version.units.entries()) {
    const unitId = randomUUID();
    const { stemLength, gramLength } = unit.features;
    const impacts = sparsevecLiteral(unit.impacts, TERM_SPACE);
    rows.units.push([
      version.corpusId,
      unitId,
      versionId,
      at,
      unit.language,
      unit.start,
      unit.end,
      unit.context,
      unit.text,
      unit.terms,
      impacts,
      unit.identifiers,
      stemLength,
      gramLength,
    ]);
    rows.unitVectors.push([version.corpusId, setId, unitId, halfvecLiteral(unit.embedding)]);
    for (const p of unit.passages) {
      const id = randomUUID();
      rows.passages.push([
        version.corpusId,
        id,
        unitId,
        versionId,
        position++,
        p.language,
        p.start,
        p.end,
        p.headings,
        p.pageFrom,
        p.pageTo,
        p.digest,
      ]);
      rows.passageVectors.push([version.corpusId, setId, id, unitId, p.digest, halfvecLiteral(p.embedding)]);
    }
  }
  const columns = (names: string) => names.split(' ');
  await insertRows(
    tx,
    'units',
    columns(
      'corpus_id id version_id position language start_offset end_offset context text terms impacts identifiers stem_length gram_length',
    ),
    rows.units,
  );
  await insertRows(
    tx,
    'passages',
    columns(
      'corpus_id id unit_id version_id position language start_offset end_offset headings page_from page_to digest',
    ),
    rows.passages,
  );
  await insertRows(tx, 'unit_vectors', columns('corpus_id set_id unit_id embedding'), rows.unitVectors);
  await insertRows(
    tx,
    'passage_vectors',
    columns('corpus_id set_id passage_id unit_id digest embedding'),
    rows.passageVectors,
  );
}

/** Gives each version its window, marks the counted one, and returns its id. */
async function writeWindows(tx: EntityManager, documentId: string, day: string): Promise<string | null> {
  const versions: Dated[] = await tx.query(
    `SELECT id, sequence, valid_from AS "validFrom", declared_valid_to AS "declaredValidTo" FROM versions WHERE document_id = $1`,
    [documentId],
  );
  const all = windows(versions);
  const chosen = counted(all, day)?.id ?? null;
  for (const { id, validTo } of all)
    await tx.query(`UPDATE versions SET valid_to = $2, counted = ($1::uuid = $3) WHERE id = $1`, [
      id,
      validTo,
      chosen,
    ]);
  return chosen;
}
