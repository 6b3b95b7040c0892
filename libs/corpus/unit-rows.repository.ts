import { randomUUID } from 'node:crypto';
import type { Language } from '#platform';
import type { EntityManager } from 'typeorm';
import type { UnitFeatures } from './analysis/unit-features.js';
import type { EmbeddingSet } from './embedding-sets.repository.js';
import { insertTogether, type ColumnType } from './insert-rows.js';
import { writeUnitVectors } from './missing-vectors.repository.js';

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

/** The units of a version. */
export interface NewUnits {
  corpusId: string;
  units: NewUnit[];
}

/** The columns that are written of the tables that hold a version's units. */
export const UNIT_COLUMNS = {
  units: {
    ...{ corpus_id: 'uuid', id: 'uuid', version_id: 'uuid', position: 'int4', language: 'text' },
    ...{ start_offset: 'int4', end_offset: 'int4', terms: 'int4[]', impacts: 'sparsevec' },
    ...{ identifiers: 'text[]', stem_length: 'int4', gram_length: 'int4' },
  },
  unit_texts: { corpus_id: 'uuid', unit_id: 'uuid', context: 'text', text: 'text' },
  passages: {
    ...{ corpus_id: 'uuid', id: 'uuid', unit_id: 'uuid', version_id: 'uuid', position: 'int4' },
    ...{ language: 'text', start_offset: 'int4', end_offset: 'int4', headings: 'text[]' },
    ...{ page_from: 'int4', page_to: 'int4', digest: 'bytea' },
  },
  passage_vectors: {
    ...{ corpus_id: 'uuid', set_id: 'int2', passage_id: 'uuid', unit_id: 'uuid' },
    ...{ digest: 'bytea', embedding: 'halfvec' },
  },
} satisfies Record<string, Record<string, ColumnType>>;

/** The rows of a version's units by table, with the values of `UNIT_COLUMNS`. */
export function unitRows(
  version: NewUnits,
  versionId: string,
): Record<keyof typeof UNIT_COLUMNS, unknown[][]> {
  const { corpusId } = version;
  const rows: ReturnType<typeof unitRows> = { units: [], unit_texts: [], passages: [], passage_vectors: [] };
  let position = 0;
  for (const [at, unit] of version.units.entries()) {
    const unitId = randomUUID();
    const { stemLength, gramLength } = unit.features;
    rows.units.push([
      corpusId,
      unitId,
      versionId,
      at,
      unit.language,
      unit.start,
      unit.end,
      unit.terms,
      unit.impacts,
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
        rows.passage_vectors.push([corpusId, setId, id, unitId, p.digest, vector]);
    }
  }
  return rows;
}

/** Writes the units of versions of one corpus. @param sets those that their passages have vectors in */
export async function writeUnits(
  tx: EntityManager,
  versions: { version: NewUnits; versionId: string }[],
  sets: EmbeddingSet[],
): Promise<void> {
  const each = versions.map(({ version, versionId }) => unitRows(version, versionId));
  const rows = (table: keyof typeof UNIT_COLUMNS) => each.flatMap((own) => own[table]);
  const tables = Object.entries(UNIT_COLUMNS).map(
    ([table, names]) => [table, names, rows(table as keyof typeof UNIT_COLUMNS)] as const,
  );
  await insertTogether(tx, tables);
  const unitIds = rows('units').map(([, id]) => id as string);
  await writeUnitVectors(tx, versions[0]!.version.corpusId, sets, unitIds);
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
