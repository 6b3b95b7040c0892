import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource } from 'typeorm';
import { finishClaim, type Claim, type Outcome } from './ingestions.repository.js';
import { applyChange, count, noChange } from './frequencies.repository.js';
import {
  countStored,
  countedVersion,
  lockDocument,
  writeUnits,
  writeVersion,
  writeWindows,
  type Analyse,
  type NewVersion,
} from './index-rows.repository.js';

/** A stored version made from the same bytes. */
export interface SameBytes {
  id: string;
  supplied: Record<string, unknown>;
  /** It is the one that came in last, or has a date of its own: the same bytes again say nothing new. */
  settled: boolean;
}

/** Another worker has begun a later attempt at the ingestion: this one's work is not written. */
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
   * The ingestion ends in it, too.
   * @param replaces the version whose place it takes (same bytes, other metadata), or null for a new version
   */
  async store(
    version: NewVersion,
    setId: number,
    replaces: string | null,
    analyse: Analyse,
    ingestion: { claim: Claim; timings: () => Record<string, number> },
  ): Promise<void> {
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
      const { warnings } = version;
      const outcome: Outcome = {
        state: 'indexed',
        warnings,
        documentId,
        versionId,
        timings: ingestion.timings(),
      };
      if (!(await finishClaim(tx, ingestion.claim, outcome))) throw new LostClaim();
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
