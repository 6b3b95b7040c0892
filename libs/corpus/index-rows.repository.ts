import { randomUUID } from 'node:crypto';
import { groupBy, type Language, type PageLayout } from '#platform';
import type { EntityManager } from 'typeorm';
import type { UnitFeatures } from './analysis/unit-features.js';
import { planned } from './engine/on-connection.js';
import { count, type FrequencyChange } from './frequencies.repository.js';
import { insertRows } from './insert-rows.js';
import { counted, windows, type Dated } from './validity.js';
import { deletePages } from './pages.repository.js';
import { deleteUnits, type NewUnit } from './unit-rows.repository.js';

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

/**
 * Locks documents, which are made where they are new, in the order given; null for one whose corpus is deleted.
 * All who lock several do it in one order, so that no two wait for each other.
 */
export async function lockDocuments(
  tx: EntityManager,
  documents: { corpusId: string; key: string }[],
): Promise<(LockedDocument | null)[]> {
  // The update changes nothing; it waits for whoever has the document, and keeps others waiting.
  const rows = await planned<LockedDocument & { corpusId: string; key: string }>(
    tx,
    `WITH open AS MATERIALIZED (SELECT id FROM corpora WHERE id = ANY ($2::uuid[]) AND deleted_at IS NULL ORDER BY id FOR KEY SHARE)
     INSERT INTO documents (id, corpus_id, key) SELECT d.id, open.id, d.key
     FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS d (id, corpus_id, key) JOIN open ON open.id = d.corpus_id ORDER BY open.id, d.key
     ON CONFLICT (corpus_id, key) DO UPDATE SET key = excluded.key RETURNING id, corpus_id AS "corpusId", key, xmax = 0 AS "isNew"`,
    [
      documents.map(() => randomUUID()),
      documents.map(({ corpusId }) => corpusId),
      documents.map(({ key }) => key),
    ],
  );
  return documents.map(
    ({ corpusId, key }) => rows.find((row) => row.corpusId === corpusId && row.key === key) ?? null,
  );
}

/** Other documents that are named as duplicates of one. */
const MOST_DUPLICATES = 5;

/** A warning for each other document of the same corpus that was made from the same bytes, by version; those before it count. */
export async function duplicatesOf(
  tx: EntityManager,
  versions: Pick<NewVersion, 'corpusId' | 'key' | 'sha256'>[],
): Promise<string[][]> {
  const rows = await planned<{ at: number; key: string }>(
    tx,
    `SELECT n.at, same.key FROM unnest($1::uuid[], $2::text[], $3::bytea[]) WITH ORDINALITY AS n (corpus_id, key, sha256, at),
       LATERAL (SELECT DISTINCT d.key FROM versions v JOIN documents d ON d.id = v.document_id
         WHERE v.sha256 = n.sha256 AND d.corpus_id = n.corpus_id AND d.key <> n.key ORDER BY d.key LIMIT ${MOST_DUPLICATES}) same`,
    [
      versions.map(({ corpusId }) => corpusId),
      versions.map(({ key }) => key),
      versions.map(({ sha256 }) => sha256),
    ],
  );
  const stored = groupBy(rows, ({ at }) => at - 1);
  return versions.map(({ corpusId, key, sha256 }, at) => {
    const beside = versions
      .slice(0, at)
      .filter((other) => other.corpusId === corpusId && other.key !== key && other.sha256.equals(sha256));
    const keys = new Set([...(stored.get(at) ?? []), ...beside].map((other) => other.key));
    return [...keys]
      .sort()
      .slice(0, MOST_DUPLICATES)
      .map((other) => `duplicate-of:${other}`);
  });
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

/** A version with the ids that it is stored under. */
export interface Placed {
  version: NewVersion;
  versionId: string;
  document: LockedDocument;
}

/** Writes the first versions of new documents. They get their windows at once, and count. */
export async function writeFirstVersions(tx: EntityManager, firsts: Placed[]): Promise<void> {
  const rows = firsts.map(({ document, version, versionId }) => {
    const { validFrom, validTo } = version;
    // An undated first version is in force from always.
    const [window] = windows([{ id: versionId, sequence: 1, validFrom, declaredValidTo: validTo }]);
    return [versionId, 1, true, window!.validTo, ...versionValues(version, document.id, validFrom)];
  });
  await insertRows(tx, 'versions', ['id', 'sequence', 'counted', 'valid_to', ...VERSION_COLUMNS], rows);
}

/** Writes a version of a document that has others, or in the place of the one that has its id. */
export async function writeVersion(
  tx: EntityManager,
  { document, version, versionId }: Placed,
  replaces: boolean,
): Promise<void> {
  const [{ last, any }]: [{ last: number; any: boolean }] = await tx.query(
    `SELECT coalesce(max(sequence), 0)::int AS last, count(*) FILTER (WHERE id <> $2) > 0 AS any FROM versions WHERE document_id = $1`,
    [document.id, versionId],
  );
  // An undated successor is in force from the day it came in.
  const validFrom = version.validFrom ?? (any ? version.receivedOn : null);
  const values = versionValues(version, document.id, validFrom);
  if (replaces) {
    await deleteUnits(tx, version.corpusId, [versionId]);
    await deletePages(tx, version.corpusId, versionId);
    const assignments = VERSION_COLUMNS.map((column, at) => `${column} = $${at + 2}`);
    await tx.query(`UPDATE versions SET ${assignments.join(', ')} WHERE id = $1`, [versionId, ...values]);
  } else {
    const row = [versionId, last + 1, ...values];
    await insertRows(tx, 'versions', ['id', 'sequence', ...VERSION_COLUMNS], [row]);
  }
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
