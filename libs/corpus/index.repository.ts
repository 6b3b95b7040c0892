import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  finishClaim,
  insertIngestions,
  type Claim,
  type ClaimedIngestion,
  type Due,
  type NewIngestion,
  type Outcome,
} from './ingestions.repository.js';
import { holdSets, type EmbeddingSet } from './embedding-sets.repository.js';
import { applyChange, count, noChange } from './frequencies.repository.js';
import {
  countStored,
  countedVersion,
  deleteUnits,
  lockDocument,
  writeUnits,
  writeVersion,
  writeWindows,
  type Analyse,
  type NewVersion,
} from './index-rows.repository.js';
import { deletePages, writePages } from './pages.repository.js';

/** A stored version made from the same bytes. */
export interface SameBytes {
  id: string;
  supplied: Record<string, unknown>;
  /** It is the one that came in last, or has a date of its own: the same bytes again say nothing new. */
  settled: boolean;
}

/** The files inside a file: how many there are, and the ingestions of those that are new or have changed. */
export interface Children {
  count: number;
  due: NewIngestion[];
}

/** Another worker has begun a later attempt at the ingestion, or its corpus is deleted: this work is not written. */
export class LostClaim extends Error {}

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

  /** Mean count of words of a corpus's units by language, for the impacts of new ones. */
  async averageStemLengths(corpusId: string): Promise<Map<Language, number>> {
    const rows: { language: Language; average: number }[] = await this.database.query(
      `SELECT language, stem_length::float8 / units AS average FROM statistics WHERE corpus_id = $1 AND units > 0`,
      [corpusId],
    );
    return new Map(rows.map(({ language, average }) => [language, average]));
  }

  /** Vectors of a set by digest (hex), for passages whose text is known already. */
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
   * The ingestion ends in it, too, and those of the files inside begin.
   * @throws LostClaim, and KildeError `sets-changed` when the sets were switched or dropped meanwhile
   * @param sets those that its passages have vectors in
   * @param replaces the version whose place it takes (same bytes, other metadata), or null for a new version
   */
  async store(
    version: NewVersion,
    sets: EmbeddingSet[],
    replaces: string | null,
    analyse: Analyse,
    ingestion: {
      claim: Claim & Pick<ClaimedIngestion, 'parentId'>;
      timings: () => Record<string, number>;
      children: Children;
    },
  ): Promise<Due[]> {
    return this.database.transaction(async (tx) => {
      const document = await lockDocument(tx, version.corpusId, version.key);
      if (!document) throw new LostClaim();
      const documentId = document.id;
      await holdSets(tx, sets);
      await linkToParent(tx, documentId, ingestion.claim.parentId);
      const before = document.isNew ? null : await countedVersion(tx, documentId);
      const change = noChange();
      if (before) await countStored(tx, change, before, analyse, -1);

      const versionId = await writeVersion(tx, document, version, replaces);
      await writeUnits(tx, version, versionId, sets);
      if (replaces) await deletePages(tx, version.corpusId, versionId);
      await writePages(tx, version.corpusId, versionId, version.layout);
      const after = document.isNew ? versionId : await writeWindows(tx, documentId, version.receivedOn);
      if (after === versionId)
        for (const unit of version.units) count(change, unit.language, unit.features, 1);
      else if (after) await countStored(tx, change, after, analyse, 1);
      await applyChange(tx, version.corpusId, change);
      const { warnings } = version;
      const due = ingestion.children.due.map((child) => ({ ...child, parentId: documentId }));
      const begun = await insertIngestions(tx, due, ingestion.claim.id);
      const outcome: Outcome = {
        ...{ state: 'indexed', warnings, ...takenApart(ingestion.children.count) },
        documentId,
        versionId,
        timings: ingestion.timings(),
      };
      if (!(await finishClaim(tx, ingestion.claim, outcome))) throw new LostClaim();
      return begun;
    });
  }

  /**
   * Deletes a document with its versions, originals and ingestions, and the documents that came in with it; their
   * terms leave the frequencies.
   */
  async deleteDocument(documentId: string, analyse: Analyse): Promise<void> {
    await this.database.transaction(async (tx) => {
      const family: { id: string }[] = await tx.query(
        `WITH RECURSIVE family AS (SELECT id, 0 AS depth FROM documents WHERE id = $1
           UNION SELECT d.id, f.depth + 1 FROM family f JOIN documents d ON d.parent_id = f.id)
         SELECT id FROM family ORDER BY depth DESC`,
        [documentId],
      );
      for (const { id } of family) await deleteOne(tx, id, analyse);
    });
  }
}

async function deleteOne(tx: EntityManager, documentId: string, analyse: Analyse): Promise<void> {
  const [document]: { corpusId: string; key: string }[] = await tx.query(
    `SELECT corpus_id AS "corpusId", key FROM documents WHERE id = $1 FOR UPDATE`,
    [documentId],
  );
  if (!document) return;
  const { corpusId, key } = document;
  const change = noChange();
  const before = await countedVersion(tx, documentId);
  if (before) await countStored(tx, change, before, analyse, -1);
  await applyChange(tx, corpusId, change);
  const own = `(corpus_id = $2 AND key = $3) OR parent_id = $1`;
  const originals: { id: string }[] = await tx.query(
    `SELECT original_id AS id FROM versions WHERE document_id = $1 UNION SELECT original_id FROM ingestions WHERE ${own}`,
    [documentId, corpusId, key],
  );
  const versions: { id: string }[] = await tx.query(`SELECT id FROM versions WHERE document_id = $1`, [
    documentId,
  ]);
  await deleteUnits(
    tx,
    corpusId,
    versions.map(({ id }) => id),
  );
  await tx.query(`DELETE FROM ingestions WHERE ${own}`, [documentId, corpusId, key]);
  await tx.query(`DELETE FROM documents WHERE id = $1`, [documentId]);
  await tx.query(`DELETE FROM originals WHERE id = ANY ($1::uuid[])`, [originals.map((row) => row.id)]);
}

async function linkToParent(tx: EntityManager, documentId: string, parentId: string | null): Promise<void> {
  if (parentId) await tx.query(`UPDATE documents SET parent_id = $2 WHERE id = $1`, [documentId, parentId]);
}

function takenApart(children: number): Partial<Outcome> {
  if (children === 0) return {};
  const files = children === 1 ? '1 file inside was' : `${children} files inside were`;
  return { reasonCode: 'files-inside', reason: `${files} taken in as documents of their own.` };
}
