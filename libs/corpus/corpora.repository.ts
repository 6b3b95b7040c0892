import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Corpus, type AnsweringRules, type Field, type Role, type SourceKind } from './entities.js';
import type { Language } from '#platform';
import { planned } from './engine/on-connection.js';
import type { Asker } from './scope.js';

export interface ReadableCorpus {
  id: string;
  slug: string;
  title: string;
  description: string;
  language: Language;
  access: 'public' | 'grant';
  fields: Field[];
  /** Most binding first. */
  sourceKinds: SourceKind[];
  answering: AnsweringRules;
  role: Role;
}

export type NewCorpus = Pick<
  Corpus,
  'slug' | 'title' | 'description' | 'language' | 'access' | 'fields' | 'answering'
> & { sourceKinds: SourceKind[] };

const READABLE_CORPORA = `SELECT c.id, c.slug, c.title, c.description, c.language, c.access, c.fields, c.answering, r.role,
    (SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'rank', k.rank) ORDER BY k.rank, k.kind), '[]')
     FROM source_kinds k WHERE k.corpus_id = c.id) AS "sourceKinds"
  FROM corpora c JOIN corpus_roles($1::uuid, $2::boolean) r ON r.corpus_id = c.id ORDER BY c.title, c.slug`;

@Injectable()
export class CorporaRepository {
  constructor(private readonly database: DataSource) {}

  /** The corpora that this asker may read, with the role held in each, by title. */
  async readable(asker: Asker): Promise<ReadableCorpus[]> {
    return planned(this.database, READABLE_CORPORA, [asker.principal, asker.anonymous]);
  }

  /**
   * How current each corpus is that this asker may read: the date of its newest document, and when a text last came in.
   */
  async currency(asker: Asker): Promise<{ slug: string; newest: string | null; changedAt: Date | null }[]> {
    return this.database.query(
      `SELECT c.slug, (SELECT max(v.date) FROM versions v WHERE v.corpus_id = c.id)::text AS newest,
         (SELECT i.finished_at FROM ingestions i WHERE i.corpus_id = c.id AND i.state = 'indexed'
          ORDER BY i.created_at DESC LIMIT 1) AS "changedAt"
       FROM corpora c JOIN corpus_roles($1::uuid, $2::boolean) r ON r.corpus_id = c.id ORDER BY c.title, c.slug`,
      [asker.principal, asker.anonymous],
    );
  }

  /** Every corpus, for work that is no asker's. */
  async all(): Promise<{ id: string; slug: string }[]> {
    return this.database.query(`SELECT id, slug FROM corpora WHERE deleted_at IS NULL ORDER BY slug`);
  }

  /** How many documents each of these corpora has, by corpus id. */
  async documentCounts(ids: string[]): Promise<Map<string, number>> {
    const rows: { id: string; count: number }[] = await this.database.query(
      `SELECT corpus_id AS id, count(DISTINCT document_id) AS count FROM versions WHERE corpus_id = ANY ($1::uuid[]) GROUP BY corpus_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.count]));
  }

  /** Returns false when the slug is taken. */
  async create({ sourceKinds, ...corpus }: NewCorpus): Promise<boolean> {
    const id = randomUUID();
    return this.database.transaction(async (tx) => {
      const result = await tx
        .createQueryBuilder()
        .insert()
        .into(Corpus)
        .values({ id, ...corpus })
        .orIgnore()
        .returning('id')
        .execute();
      const created = (result.raw as unknown[]).length > 0;
      if (created) await rankKinds(tx, id, sourceKinds);
      return created;
    });
  }

  async change(id: string, { sourceKinds, ...change }: Partial<NewCorpus>): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (Object.keys(change).length > 0) await tx.getRepository(Corpus).update({ id }, change);
      if (sourceKinds) await rankKinds(tx, id, sourceKinds);
    });
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.database.getRepository(Corpus).exists());
  }
}

/** Ranks the kinds of a corpus anew. */
async function rankKinds(tx: EntityManager, corpusId: string, kinds: SourceKind[]): Promise<void> {
  await tx.query(`DELETE FROM source_kinds WHERE corpus_id = $1`, [corpusId]);
  await tx.query(
    `INSERT INTO source_kinds (corpus_id, kind, rank) SELECT $1, * FROM unnest($2::text[], $3::int[])`,
    [corpusId, kinds.map(({ kind }) => kind), kinds.map(({ rank }) => rank)],
  );
}
