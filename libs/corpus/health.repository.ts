import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class HealthRepository {
  constructor(private readonly database: DataSource) {}

  /** Throws when the database does not answer. */
  async check(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  /** Refreshes the planner's statistics. The embedded engine has no background process that would. */
  async analyse(): Promise<void> {
    await this.database.query('ANALYZE units, versions, passages, passage_vectors, frequencies');
  }
}
