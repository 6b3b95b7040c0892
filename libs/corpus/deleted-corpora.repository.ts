import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { LOG, type Log } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { deleteUnits } from './unit-rows.repository.js';
import { PartitionsRepository } from './partitions.repository.js';

/** Documents removed by one transaction: on the embedded engine everybody else waits for it. */
const BATCH = 20;

/** Deletes corpora: out of sight at once, then bit by bit, also after a restart. */
@Injectable()
export class DeletedCorpora implements OnApplicationBootstrap, OnModuleDestroy {
  private removing: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(
    private readonly database: DataSource,
    private readonly partitions: PartitionsRepository,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.removeRemains();
  }

  async onModuleDestroy(): Promise<void> {
    this.closing = true;
    await this.removing;
  }

  /** From now on nobody sees the corpus or adds to it, and its slug is free. */
  async delete(corpusId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(`UPDATE corpora SET deleted_at = now(), slug = id::text WHERE id = $1`, [corpusId]);
      await tx.query(`DELETE FROM grants WHERE corpus_id = $1`, [corpusId]);
    });
    this.removeRemains();
  }

  private removeRemains(): void {
    this.removing = this.removing
      .then(() => this.removeAll())
      .catch((error: Error) =>
        this.log.error(
          'the remains of a deleted corpus are still there and will be removed after the next start',
          {
            reason: error.message,
          },
        ),
      );
  }

  private async removeAll(): Promise<void> {
    const corpora: { id: string }[] = await this.database.query(
      `SELECT id FROM corpora WHERE deleted_at IS NOT NULL ORDER BY deleted_at`,
    );
    for (const { id } of corpora) {
      await this.partitions.dropOwn(id);
      while (!this.closing && (await this.database.transaction((tx) => removeSome(tx, id))));
      if (this.closing) return;
      await this.database.query(
        `DELETE FROM corpora c WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM documents WHERE corpus_id = c.id)`,
        [id],
      );
    }
  }
}

/** Returns false when nothing was left. Several processes may be at it: each takes what no other has. */
async function removeSome(tx: EntityManager, corpusId: string): Promise<boolean> {
  const documents: { id: string; key: string }[] = await tx.query(
    `SELECT id, key FROM documents WHERE corpus_id = $1 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
    [corpusId],
  );
  const versions: { id: string; originalId: string }[] = await tx.query(
    `SELECT id, original_id AS "originalId" FROM versions WHERE document_id = ANY ($1::uuid[])`,
    [documents.map(({ id }) => id)],
  );
  const none = documents.length === 0;
  const ingestions: { id: string; originalId: string }[] = await tx.query(
    `SELECT id, original_id AS "originalId" FROM ingestions
     WHERE corpus_id = $1 AND ($2 OR key = ANY ($3::text[]) OR parent_id = ANY ($4::uuid[])) LIMIT $5 FOR UPDATE SKIP LOCKED`,
    [corpusId, none, documents.map(({ key }) => key), documents.map(({ id }) => id), none ? BATCH : null],
  );
  if (documents.length + ingestions.length === 0) return false;
  await tx.query(`DELETE FROM ingestions WHERE id = ANY ($1::uuid[])`, [ingestions.map(({ id }) => id)]);
  await deleteUnits(
    tx,
    corpusId,
    versions.map(({ id }) => id),
  );
  await tx.query(`DELETE FROM documents WHERE id = ANY ($1::uuid[])`, [documents.map(({ id }) => id)]);
  await tx.query(
    `DELETE FROM originals o WHERE id = ANY ($1::uuid[])
       AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.original_id = o.id) AND NOT EXISTS (SELECT 1 FROM ingestions i WHERE i.original_id = o.id)`,
    [[...versions, ...ingestions].map(({ originalId }) => originalId)],
  );
  return true;
}
