import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './connection.js';

/** Where searches read: a replica where there is one, else the database itself. */
@Injectable()
export class Reads implements OnModuleDestroy {
  private constructor(
    readonly database: DataSource,
    private readonly own: boolean,
  ) {}

  static async of(database: DataSource, readUrl: string | undefined): Promise<Reads> {
    if (!readUrl) return new Reads(database, false);
    const replica = { ...dataSourceOptions({ url: readUrl }), name: 'reads', applicationName: 'kilde reads' };
    return new Reads(await new DataSource(replica).initialize(), true);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.own) await this.database.destroy();
  }
}
