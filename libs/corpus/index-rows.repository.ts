import { randomUUID } from 'node:crypto';
import type { Language, PageLayout } from '#platform';
import type { EntityManager } from 'typeorm';
import { TERM_SPACE } from './analysis/term-id.js';
import type { UnitFeatures } from './analysis/unit-features.js';
import { count, type FrequencyChange } from './frequencies.repository.js';
import { insertRows, insertTogether } from './insert-rows.js';
import { counted, windows, type Dated } from './validity.js';
import type { EmbeddingSet } from './embedding-sets.repository.js';
import { writeUnitVectors } from './missing-vectors.repository.js';
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
  /** Its vector in each embedding set that has one. */
  vectors: Map<number, Float32Array>;
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
  /** Pages with the places of their words; empty where the original has none. */
  layout: PageLayout[];
  validFrom: string | null;
  validTo: string | null;
  receivedOn: string;
  units: NewUnit[];
}

/** Counts features of a stored unit again, as they were counted when it was stored. */
export type Analyse = (text: string, language: Language) => UnitFeatures;

/** A document that is locked until the transaction ends. */
export interface LockedDocument {
  id: string;
  /** It has just been made, and has no version yet. */
  isNew: boolean;
}

/** Locks a document, which is made when it is new; null when its corpus is deleted. */
export async function lockDocument(
  tx: EntityManager,
  corpusId: string,
  key: string,
): Promise<LockedDocument | null> {
  // The update changes nothing; it waits for whoever has the document, and keeps others waiting.
  const [row]: LockedDocument[] = await tx.query(
    `WITH corpus AS MATERIALIZED (SELECT id FROM corpora WHERE id = $2 AND deleted_at IS NULL FOR KEY SHARE)
     INSERT INTO documents (id, corpus_id, key) SELECT $1, id, $3 FROM corpus
     ON CONFLICT (corpus_id, key) DO UPDATE SET key = excluded.key RETURNING id, xmax = 0 AS "isNew"`,
    [randomUUID(), corpusId, key],
  );
  return row ?? null;
}

export async function countedVersion(tx: EntityManager, documentId: string): Promise<string | null> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT id FROM versions WHERE document_id = $1 AND counted`,
    [documentId],
  );
  return row?.id ?? null;
}

export async function countStored(
  tx: EntityManager,
  change: FrequencyChange,
  versionId: string,
  analyse: Analyse,
  sign: 1 | -1,
): Promise<void> {
  const units: { context: string; text: string; language: Language }[] = await tx.query(
    `SELECT t.context, t.text, u.language FROM units u JOIN unit_texts t ON t.corpus_id = u.corpus_id AND t.unit_id = u.id WHERE u.version_id = $1`,
    [versionId],
  );
  for (const unit of units)
    count(change, unit.language, analyse(`${unit.context}\n${unit.text}`, unit.language), sign);
}

export const VERSION_COLUMNS =
  'corpus_id, document_id, original_id, sha256, media_type, title, kind, language, date, metadata, supplied, warnings, text, headings, pages, valid_from, dated, declared_valid_to'.split(
    ', ',
  );

/** Writes a version, and returns its id. A document's first one gets its window at once, and counts. */
export async function writeVersion(
  tx: EntityManager,
  { id: documentId, isNew }: LockedDocument,
  version: NewVersion,
  replaces: string | null,
): Promise<string> {
  const id = randomUUID();
  const { corpusId, validFrom, validTo } = version;
  if (isNew) {
    // An undated first version is in force from always.
    const [window] = windows([{ id, sequence: 1, validFrom, declaredValidTo: validTo }]);
    const values = [id, 1, true, window!.validTo, ...versionValues(version, documentId, validFrom)];
    await insertRows(tx, 'versions', ['id', 'sequence', 'counted', 'valid_to', ...VERSION_COLUMNS], [values]);
    return id;
  }
  const [{ last, any }]: [{ last: number; any: boolean }] = await tx.query(
    `SELECT coalesce(max(sequence), 0)::int AS last, count(*) FILTER (WHERE id IS DISTINCT FROM $2) > 0 AS any FROM versions WHERE document_id = $1`,
    [documentId, replaces],
  );
  // An undated successor is in force from the day it came in.
  const values = versionValues(version, documentId, validFrom ?? (any ? version.receivedOn : null));
  if (replaces) {
    await deleteUnits(tx, corpusId, [replaces]);
    const assignments = VERSION_COLUMNS.map((column, at) => `${column} = $${at + 2}`);
    await tx.query(`UPDATE versions SET ${assignments.join(', ')} WHERE id = $1`, [replaces, ...values]);
    return replaces;
  }
  await insertRows(tx, 'versions', ['id', 'sequence', ...VERSION_COLUMNS], [[id, last + 1, ...values]]);
  return id;
}

/** The values of `VERSION_COLUMNS`. */
export function versionValues(version: NewVersion, documentId: string, validFrom: string | null): unknown[] {
  return [
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
    validFrom,
    version.validFrom !== null,
    version.validTo,
  ];
}

/** Deletes the units of versions with everything that belongs to them: no foreign key does. */
export async function deleteUnits(tx: EntityManager, corpusId: string, versionIds: string[]): Promise<void> {
  await tx.query(
    `WITH gone AS (DELETE FROM units WHERE corpus_id = $1 AND version_id = ANY ($2::uuid[]) RETURNING id),
       texts AS (DELETE FROM unit_texts WHERE corpus_id = $1 AND unit_id IN (SELECT id FROM gone)),
       spans AS (DELETE FROM passages WHERE corpus_id = $1 AND unit_id IN (SELECT id FROM gone)),
       vectors AS (DELETE FROM passage_vectors WHERE corpus_id = $1 AND unit_id IN (SELECT id FROM gone))
     DELETE FROM unit_vectors WHERE corpus_id = $1 AND unit_id IN (SELECT id FROM gone)`,
    [corpusId, versionIds],
  );
}

const columns = (names: string) => names.split(' ');

/** The columns that are written of the tables that hold a version's units. */
export const UNIT_COLUMNS = {
  units: columns(
    'corpus_id id version_id position language start_offset end_offset terms impacts identifiers stem_length gram_length',
  ),
  unit_texts: columns('corpus_id unit_id context text'),
  passages: columns(
    'corpus_id id unit_id version_id position language start_offset end_offset headings page_from page_to digest',
  ),
  passage_vectors: columns('corpus_id set_id passage_id unit_id digest embedding'),
};

/** The rows of a version's units by table, with the values of `UNIT_COLUMNS`. */
export function unitRows(
  version: Pick<NewVersion, 'corpusId' | 'units'>,
  versionId: string,
): Record<keyof typeof UNIT_COLUMNS, unknown[][]> {
  const { corpusId } = version;
  const rows: ReturnType<typeof unitRows> = { units: [], unit_texts: [], passages: [], passage_vectors: [] };
  let position = 0;
  for (const [at, unit] of version.units.entries()) {
    const unitId = randomUUID();
    const { stemLength, gramLength } = unit.features;
    const impacts = sparsevecLiteral(unit.impacts, TERM_SPACE);
    rows.units.push([
      corpusId,
      unitId,
      versionId,
      at,
      unit.language,
      unit.start,
      unit.end,
      unit.terms,
      impacts,
      unit.identifiers,
      stemLength,
      gramLength,
    ]);
    rows.unit_texts.push([corpusId, unitId, unit.context, unit.text]);
    for (const p of unit.passages) {
      const id = randomUUID();
      rows.passages.push([
        corpusId,
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
      for (const [setId, vector] of p.vectors)
        rows.passage_vectors.push([corpusId, setId, id, unitId, p.digest, halfvecLiteral(vector)]);
    }
  }
  return rows;
}

export async function writeUnits(
  tx: EntityManager,
  version: NewVersion,
  versionId: string,
  sets: EmbeddingSet[],
): Promise<void> {
  const rows = unitRows(version, versionId);
  const tables = Object.entries(UNIT_COLUMNS).map(
    ([table, names]) => [table, names, rows[table as keyof typeof rows]] as const,
  );
  await insertTogether(tx, tables);
  const unitIds = rows.units.map(([, id]) => id as string);
  await writeUnitVectors(tx, version.corpusId, sets, unitIds);
}

/** Gives each version its window, marks the counted one, and returns its id. */
export async function writeWindows(
  tx: EntityManager,
  documentId: string,
  day: string,
): Promise<string | null> {
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
