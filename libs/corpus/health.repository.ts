import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const AGAIN_MS = 500;

@Injectable()
export class HealthRepository {
  constructor(private readonly database: DataSource) {}

  /** Throws when the database does not answer. */
  async check(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  /** Waits until the database answers. */
  async untilItAnswers(): Promise<void> {
    const answers = () =>
      this.check().then(
        () => true,
        () => false,
      );
    while (!(await answers())) await sleep(AGAIN_MS);
  }

  /** Refreshes the planner's statistics of what grows. The embedded engine has no background process that would. */
  async analyse(): Promise<void> {
    await this.database.query(`ANALYZE ${GROWING.join(', ')}`);
  }
}

const GROWING = [
  ...['originals', 'ingestions', 'documents', 'treatments', 'versions', 'units', 'unit_texts', 'passages'],
  ...['passage_vectors', 'unit_vectors', 'frequencies'],
];
