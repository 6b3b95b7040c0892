import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Pages of an original that follow one another, as a parser read them. */
export interface StoredRange {
  first: number;
  last: number;
  content: Uint8Array;
}

/** What has been read of long files whose ingestion has not ended. */
@Injectable()
export class PageRangesRepository {
  /** There may be some to drop: at the start, and once some were seen. Most files are short and leave none. */
  private seen = true;

  constructor(private readonly database: DataSource) {}

  /** What this parser has read of an original, from the first page up to the first gap. */
  async of(originalId: string, parser: string): Promise<StoredRange[]> {
    const rows: StoredRange[] = await this.database.query(
      `SELECT first_page AS first, last_page AS last, content FROM page_ranges
       WHERE original_id = $1 AND parser = $2 ORDER BY first_page`,
      [originalId, parser],
    );
    this.seen ||= rows.length > 0;
    const gap = rows.findIndex(({ first }, i) => first !== (rows[i - 1]?.last ?? 0) + 1);
    return gap < 0 ? rows : rows.slice(0, gap);
  }

  async keep(originalId: string, parser: string, { first, last, content }: StoredRange): Promise<void> {
    this.seen = true;
    await this.database.query(
      `INSERT INTO page_ranges (original_id, parser, first_page, last_page, content)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
      [originalId, parser, first, last, Buffer.from(content)],
    );
  }

  /** Drops what is kept of originals of which no ingestion is open any more. Goes by what this process has seen. */
  async dropEnded(): Promise<void> {
    if (!this.seen) return;
    this.seen = false;
    await this.database.query(
      `DELETE FROM page_ranges r WHERE NOT EXISTS
         (SELECT 1 FROM ingestions i WHERE i.original_id = r.original_id AND i.state IN ('queued', 'running'))`,
    );
  }
}
