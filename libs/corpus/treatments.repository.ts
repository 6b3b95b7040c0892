import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Treatment } from './entities.js';

/** The treatments of a document `d`, as JSON. The documents behind them are of its corpus, so whoever reads it may know them. */
export const TREATMENTS = `CASE WHEN EXISTS (SELECT FROM treatments x WHERE x.document_id = d.id) THEN (SELECT json_agg(json_build_object('flag', x.flag, 'by',
    (SELECT json_build_object('id', b.id, 'title', w.title) FROM documents b JOIN versions w ON w.document_id = b.id
     WHERE b.id = x.by_document_id AND b.corpus_id = d.corpus_id ORDER BY w.sequence DESC LIMIT 1)) ORDER BY x.flag)
   FROM treatments x WHERE x.document_id = d.id) ELSE '[]' END`;

/** What later became of a document, as its curators say. */
@Injectable()
export class TreatmentsRepository {
  constructor(private readonly database: DataSource) {}

  /** Those of the documents that are of the same corpus as this one, and another one. */
  async siblings(documentId: string, ids: string[]): Promise<string[]> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT o.id FROM documents d JOIN documents o ON o.corpus_id = d.corpus_id AND o.id <> d.id
       WHERE d.id = $1 AND o.id = ANY ($2::uuid[])`,
      [documentId, ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Puts these treatments in the place of those before. */
  async replace(documentId: string, treatments: { flag: Treatment['flag']; by: string | null }[]) {
    await this.database.transaction(async (tx) => {
      await tx.query(`DELETE FROM treatments WHERE document_id = $1`, [documentId]);
      await tx.query(
        `INSERT INTO treatments (document_id, flag, by_document_id) SELECT $1, * FROM unnest($2::text[], $3::uuid[])`,
        [documentId, treatments.map(({ flag }) => flag), treatments.map(({ by }) => by)],
      );
    });
  }
}
