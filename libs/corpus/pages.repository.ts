import { Injectable } from '@nestjs/common';
import type { PageLayout } from '#platform';
import { DataSource, type EntityManager } from 'typeorm';
import { insertRows } from './insert-rows.js';
import { READABLE, type Asker } from './scope.js';

const COLUMNS = ['corpus_id', 'version_id', 'page', 'width', 'height', 'confidence', 'words'];

export async function deletePages(tx: EntityManager, corpusId: string, versionId: string): Promise<void> {
  await tx.query(`DELETE FROM pages WHERE corpus_id = $1 AND version_id = $2`, [corpusId, versionId]);
}

/** Writes the pages of a version that has none. */
export async function writePages(
  tx: EntityManager,
  corpusId: string,
  versionId: string,
  layout: PageLayout[],
): Promise<void> {
  const rows = layout.map(({ page, width, height, confidence, words }) => [
    ...[corpusId, versionId, page, width, height, confidence],
    Buffer.from(words),
  ]);
  await insertRows(tx, 'pages', COLUMNS, rows);
}

/** A page of a version with its original file. */
export interface PageView extends PageLayout {
  originalId: string;
  fileName: string;
  mediaType: string;
}

@Injectable()
export class PagesRepository {
  constructor(private readonly database: DataSource) {}

  /** A page of a version that the asker may read, counted from 1; null when there is none. */
  async find(asker: Asker, versionId: string, page: number): Promise<PageView | null> {
    const [row]: PageView[] = await this.database.query(
      `SELECT p.page, p.width, p.height, p.confidence, p.words, o.id AS "originalId", o.file_name AS "fileName", v.media_type AS "mediaType"
       FROM pages p JOIN versions v ON v.id = p.version_id JOIN originals o ON o.id = v.original_id
       WHERE p.version_id = $3 AND p.page = $4 AND p.corpus_id IN (${READABLE})`,
      [asker.principal, asker.anonymous, versionId, page],
    );
    return row ?? null;
  }
}
