import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { groupBy, type Language } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { sameBytes, type ClaimedIngestion, type SameBytes } from './claims.repository.js';
import {
  finishClaims,
  insertIngestions,
  type Claim,
  type Due,
  type NewIngestion,
  type Outcome,
} from './ingestions.repository.js';
import { holdSets, type EmbeddingSet } from './embedding-sets.repository.js';
import { planned } from './engine/on-connection.js';
import { applyChange, count, noChange, type FrequencyChange } from './frequencies.repository.js';
import {
  countStored,
  countedVersion,
  duplicatesOf,
  lockDocuments,
  writeFirstVersions,
  writeVersion,
  writeWindows,
  type Analyse,
  type Placed,
  type NewVersion,
} from './index-rows.repository.js';
import { writePages } from './pages.repository.js';
import { deleteUnits, writeUnits } from './unit-rows.repository.js';

/** The files inside a file: how many there are, and the ingestions of those that are new or have changed. */
export interface Children {
  count: number;
  due: NewIngestion[];
}

/** A version to store, with the ingestion that ends when it is there. */
export interface StoreWork {
  version: NewVersion;
  /** Those that its passages have vectors in. */
  sets: EmbeddingSet[];
  /** The version whose place it takes (same bytes, other metadata), or null for a new version. */
  replaces: string | null;
  claim: Claim & Pick<ClaimedIngestion, 'parentId'>;
  timings: () => Record<string, number>;
  children: Children;
}

type PlacedWork = StoreWork & Placed;

/** Another worker has begun a later attempt at the ingestion, or its corpus is deleted: this work is not written. */
export class LostClaim extends Error {}

/** Writes versions into the index, and takes them out: all of one version in one short transaction. */
@Injectable()
export class IndexRepository {
  constructor(private readonly database: DataSource) {}

  /** The document's last version made from these bytes, or null. */
  async sameBytes(corpusId: string, key: string, sha256: Buffer): Promise<SameBytes | null> {
    const [row]: { same: SameBytes | null }[] = await this.database.query(
      `SELECT ${sameBytes('$1::uuid', '$2::text', '$3::bytea')} AS same`,
      [corpusId, key, sha256],
    );
    return row!.same;
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
    const rows = await planned<{ digest: Buffer; embedding: string }>(
      this.database,
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
   * Stores versions with their units, passages and vectors, gives every version of their documents its window, and
   * moves the frequencies of their corpora, in one transaction under a lock on the documents. The ingestions end in it,
   * too, and those of the files inside begin: they are returned, by work. Either all are stored, or none.
   * @throws LostClaim, and KildeError `sets-changed` when the sets were switched or dropped meanwhile
   */
  async store(works: StoreWork[], analyse: Analyse): Promise<Due[][]> {
    return this.database.transaction(async (tx) => {
      const documents = await lockDocuments(
        tx,
        works.map(({ version }) => version),
      );
      if (documents.includes(null)) throw new LostClaim();
      const duplicates = await duplicatesOf(
        tx,
        works.map(({ version }) => version),
      );
      const all = works.map((work, at) => ({
        ...work,
        version: { ...work.version, warnings: [...work.version.warnings, ...duplicates[at]!] },
        document: documents[at]!,
        versionId: work.replaces ?? randomUUID(),
      }));
      await holdSets(tx, setsOf(works));
      await linkToParents(tx, all);
      const byCorpus = groupBy(all, ({ version }) => version.corpusId);
      for (const [corpusId, own] of [...byCorpus].sort(([one], [other]) => (one < other ? -1 : 1)))
        await applyChange(tx, corpusId, await writeOfCorpus(tx, own, analyse));
      const begun: Due[][] = [];
      for (const { claim, children, document } of all) {
        const due = children.due.map((child) => ({ ...child, parentId: document.id }));
        begun.push((await insertIngestions(tx, due, claim.id)).map((received) => received.due));
      }
      const ended = all.map(({ claim, children, version: { warnings }, timings, document, versionId }) => ({
        claim,
        outcome: {
          ...{ state: 'indexed' as const, warnings, ...takenApart(children.count) },
          ...{ documentId: document.id, versionId, timings: timings() },
        },
      }));
      if ((await finishClaims(tx, ended)) < works.length) throw new LostClaim();
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

/** Writes versions of one corpus, with all that is theirs but the frequencies, whose change it returns. */
async function writeOfCorpus(
  tx: EntityManager,
  works: PlacedWork[],
  analyse: Analyse,
): Promise<FrequencyChange> {
  const change = noChange();
  const { corpusId } = works[0]!.version;
  const firsts = works.filter(({ document }) => document.isNew);
  await writeFirstVersions(tx, firsts);
  const others = works.filter(({ document }) => !document.isNew);
  for (const work of others) {
    const before = await countedVersion(tx, work.document.id);
    if (before) await countStored(tx, change, before, analyse, -1);
    await writeVersion(tx, work, work.replaces !== null);
  }
  await writeUnits(tx, works, setsOf(works));
  for (const { version, versionId } of works) await writePages(tx, corpusId, versionId, version.layout);
  const countNew = ({ units }: NewVersion) => {
    for (const unit of units) count(change, unit.language, unit.features, 1);
  };
  for (const { version } of firsts) countNew(version);
  for (const { document, version, versionId } of others) {
    const after = await writeWindows(tx, document.id, version.receivedOn);
    if (after === versionId) countNew(version);
    else if (after) await countStored(tx, change, after, analyse, 1);
  }
  return change;
}

function setsOf(works: StoreWork[]): EmbeddingSet[] {
  const sets = works.flatMap(({ sets }) => sets);
  return [...new Map(sets.map((set) => [`${set.id} ${set.state}`, set])).values()];
}

async function linkToParents(tx: EntityManager, works: PlacedWork[]): Promise<void> {
  for (const { document, claim } of works)
    if (claim.parentId)
      await tx.query(`UPDATE documents SET parent_id = $2 WHERE id = $1`, [document.id, claim.parentId]);
}

function takenApart(children: number): Partial<Outcome> {
  if (children === 0) return {};
  const files = children === 1 ? '1 file inside was' : `${children} files inside were`;
  return { reasonCode: 'files-inside', reason: `${files} taken in as documents of their own.` };
}
