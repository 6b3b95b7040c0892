import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CURATED, view, type IngestionView } from './ingestions.repository.js';
import type { Asker } from './scope.js';

/**
 * A moment in the history of the database: PostgreSQL's snapshot in text form (xmin:xmax:running). Each row carries
 * the transaction that changed it, so that "changed after that moment" is exact, also for a transaction that began
 * before and committed after; a sequence number or a time would miss that one.
 */
export type Moment = string;

export interface Change {
  ingestion: IngestionView;
  /** The transaction that made it. */
  changed: string;
}

const FORM = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18})(?:,\d{1,18}){0,999})?$/;

/** Tells changes of ingestions from the rows themselves, so that any process can tell them and none can miss one. */
@Injectable()
export class IngestionChangesRepository {
  constructor(private readonly database: DataSource) {}

  async now(): Promise<Moment> {
    const [row]: { now: Moment }[] = await this.database.query(`SELECT pg_current_snapshot()::text AS now`);
    return row!.now;
  }

  /** Ingestions that this asker curates and that were changed after a moment, oldest change first, after the last one had already. */
  async since(
    asker: Asker,
    { moment, corpus = null, after }: { moment: Moment; corpus?: string | null; after?: Change | undefined },
    limit: number,
  ): Promise<Change[]> {
    const rows: (IngestionView & { changed: string })[] = await this.database.query(
      `${view(', i.changed')}
       WHERE i.changed >= pg_snapshot_xmin($3::pg_snapshot) AND NOT pg_visible_in_snapshot(i.changed, $3::pg_snapshot)
         AND ($4::text IS NULL OR c.slug = $4) AND ($5::xid8 IS NULL OR (i.changed, i.id) > ($5::xid8, $6::uuid))
         AND ${CURATED}
       ORDER BY i.changed, i.id LIMIT $7`,
      [
        asker.principal,
        asker.anonymous,
        moment,
        corpus,
        after?.changed ?? null,
        after?.ingestion.id ?? null,
        limit,
      ],
    );
    return rows.map(({ changed, ...ingestion }) => ({ changed, ingestion }));
  }
}

/** Is this text a moment at or before another one? Not one of a database that was restored or replaced since. */
export function isMomentBefore(text: string, now: Moment): boolean {
  const [, from, to, running = ''] = FORM.exec(text) ?? [];
  if (from === undefined || to === undefined) return false;
  const [first, end] = [BigInt(from), BigInt(to)];
  const between = running === '' ? [] : running.split(',').map(BigInt);
  const inOrder = between.every((id, at) => id >= first && id < end && (at === 0 || id > between[at - 1]!));
  return first > 0n && first <= end && inOrder && end <= BigInt(now.split(':')[1]!);
}
