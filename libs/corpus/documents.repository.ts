import { Injectable } from '@nestjs/common';
import { groupBy, type Language } from '#platform';
import { DataSource } from 'typeorm';
import type { Treatment } from './entities.js';
import { TREATMENTS } from './treatments.repository.js';
import { READABLE, type Asker } from './scope.js';

export interface VersionSummary {
  id: string;
  documentId: string;
  title: string;
  kind: string | null;
  language: Language;
  mediaType: string;
  fileName: string;
  sha256: string;
  size: number;
  date: string | null;
  validFrom: string | null;
  validTo: string | null;
  current: boolean;
  metadata: Record<string, unknown>;
  warnings: string[];
  createdAt: Date;
}

/** A document as another one names it. */
export interface DocumentLink {
  id: string;
  key: string;
  title: string;
  /** Its last version. */
  version: string;
}

export interface DocumentView {
  id: string;
  key: string;
  corpus: string;
  /** The document whose file this one was inside of. */
  parent: DocumentLink | null;
  treatments: Treatment[];
  /** Newest first. */
  versions: VersionSummary[];
}

export interface PassageSpan {
  id: string;
  start: number;
  end: number;
  headings: string[];
  pageFrom: number | null;
  pageTo: number | null;
  language: Language;
}

export interface VersionText {
  id: string;
  documentId: string;
  text: string;
  headings: { level: number; start: number; end: number }[];
  pages: { page: number; start: number; end: number }[];
  passages: PassageSpan[];
}

export type OriginalFile = Pick<VersionSummary, 'id' | 'fileName' | 'mediaType' | 'size'>;

export interface PassageView extends PassageSpan {
  text: string;
  versionId: string;
  document: { id: string; key: string; title: string; corpus: string; kind: string | null };
}

const DOCUMENT = `d.id, d.key, c.slug AS corpus, ${TREATMENTS} AS treatments,
  (SELECT json_build_object('id', p.id, 'key', p.key, 'title', v.title, 'version', v.id)
   FROM documents p JOIN versions v ON v.document_id = p.id WHERE p.id = d.parent_id ORDER BY v.sequence DESC LIMIT 1) AS parent`;

/** Reads documents, versions and passages; what the asker may not read is not there. */
@Injectable()
export class DocumentsRepository {
  constructor(private readonly database: DataSource) {}

  async list(
    asker: Asker,
    filter: { corpus?: string; limit: number; offset: number },
  ): Promise<{ items: DocumentView[]; total: number }> {
    const from = `FROM documents d JOIN corpora c ON c.id = d.corpus_id
       WHERE d.corpus_id IN (${READABLE}) AND ($3::text IS NULL OR c.slug = $3) AND EXISTS (SELECT 1 FROM versions v WHERE v.document_id = d.id)`;
    const values = [asker.principal, asker.anonymous, filter.corpus ?? null];
    const rows: Omit<DocumentView, 'versions'>[] = await this.database.query(
      `SELECT ${DOCUMENT} ${from} ORDER BY c.slug, d.key LIMIT $4 OFFSET $5`,
      [...values, filter.limit, filter.offset],
    );
    const [{ count }] = await this.database.query(`SELECT count(*) ${from}`, values);
    return { items: await this.withVersions(rows), total: count };
  }

  async find(asker: Asker, documentId: string): Promise<DocumentView | null> {
    const rows: Omit<DocumentView, 'versions'>[] = await this.database.query(
      `SELECT ${DOCUMENT} FROM documents d JOIN corpora c ON c.id = d.corpus_id
       WHERE d.id = $3 AND d.corpus_id IN (${READABLE})`,
      [asker.principal, asker.anonymous, documentId],
    );
    return (await this.withVersions(rows))[0] ?? null;
  }

  private async withVersions(rows: Omit<DocumentView, 'versions'>[]): Promise<DocumentView[]> {
    const versions: VersionSummary[] = await this.database.query(
      `SELECT v.id, v.document_id AS "documentId", v.title, v.kind, v.language, v.media_type AS "mediaType", o.file_name AS "fileName",
         encode(v.sha256, 'hex') AS sha256, o.size, v.date, v.valid_from AS "validFrom", v.valid_to AS "validTo",
         coalesce(v.valid_from <= t.today, true) AND coalesce(v.valid_to > t.today, true) AS current,
         v.metadata, v.warnings, v.created_at AS "createdAt"
       FROM versions v JOIN originals o ON o.id = v.original_id, (SELECT (now() AT TIME ZONE 'UTC')::date AS today) t
       WHERE v.document_id = ANY ($1::uuid[])
       ORDER BY v.valid_from DESC NULLS LAST, v.sequence DESC`,
      [rows.map((row) => row.id)],
    );
    const byDocument = groupBy(versions, (version) => version.documentId);
    return rows.map((row) => ({ ...row, versions: byDocument.get(row.id) ?? [] }));
  }

  async versionText(asker: Asker, versionId: string): Promise<VersionText | null> {
    const [version]: Omit<VersionText, 'passages'>[] = await this.database.query(
      `SELECT id, document_id AS "documentId", text, headings, pages
       FROM versions WHERE id = $3 AND corpus_id IN (${READABLE})`,
      [asker.principal, asker.anonymous, versionId],
    );
    if (!version) return null;
    const passages: PassageSpan[] = await this.database.query(
      `SELECT id, start_offset AS start, end_offset AS end, headings, page_from AS "pageFrom", page_to AS "pageTo", language
       FROM passages WHERE version_id = $1 ORDER BY position`,
      [versionId],
    );
    return { ...version, passages };
  }

  /** Where a version's original file is, and what it is. */
  async original(asker: Asker, versionId: string): Promise<OriginalFile | null> {
    const [file]: OriginalFile[] = await this.database.query(
      `SELECT o.id, o.file_name AS "fileName", v.media_type AS "mediaType", o.size
       FROM versions v JOIN originals o ON o.id = v.original_id WHERE v.id = $3 AND v.corpus_id IN (${READABLE})`,
      [asker.principal, asker.anonymous, versionId],
    );
    return file ?? null;
  }

  /** The versions of these documents that are in force on a day, by document. */
  async inForce(asker: Asker, documentIds: string[], day: string): Promise<Map<string, string>> {
    const rows: { documentId: string; id: string }[] = await this.database.query(
      `SELECT document_id AS "documentId", id FROM versions
       WHERE document_id = ANY ($3::uuid[]) AND corpus_id IN (${READABLE})
         AND coalesce(valid_from <= $4::date, true) AND coalesce(valid_to > $4::date, true)`,
      [asker.principal, asker.anonymous, documentIds, day],
    );
    return new Map(rows.map((row) => [row.documentId, row.id]));
  }

  /** Canonical texts of versions, for checking quotes against what is stored. */
  async texts(asker: Asker, versionIds: string[]): Promise<Map<string, string>> {
    const rows: { id: string; text: string }[] = await this.database.query(
      `SELECT id, text FROM versions WHERE id = ANY ($3::uuid[]) AND corpus_id IN (${READABLE})`,
      [asker.principal, asker.anonymous, versionIds],
    );
    return new Map(rows.map((row) => [row.id, row.text]));
  }

  async passages(asker: Asker, ids: string[]): Promise<PassageView[]> {
    const rows: (PassageSpan & {
      versionId: string;
      unitStart: number;
      unitText: string;
      documentId: string;
      key: string;
      title: string;
      corpus: string;
      kind: string | null;
    })[] = await this.database.query(
      `SELECT a.id, a.start_offset AS start, a.end_offset AS end, a.headings, a.page_from AS "pageFrom", a.page_to AS "pageTo", a.language,
           a.version_id AS "versionId", u.start_offset AS "unitStart", t.text AS "unitText", d.id AS "documentId", d.key, v.title, c.slug AS corpus, v.kind
         FROM passages a JOIN units u ON u.corpus_id = a.corpus_id AND u.id = a.unit_id
         JOIN unit_texts t ON t.corpus_id = u.corpus_id AND t.unit_id = u.id JOIN versions v ON v.id = a.version_id
         JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id
         WHERE a.id = ANY ($3::uuid[]) AND a.corpus_id IN (${READABLE})`,
      [asker.principal, asker.anonymous, ids],
    );
    return rows.map(({ unitStart, unitText, documentId, key, title, corpus, kind, ...passage }) => ({
      ...passage,
      text: unitText.slice(passage.start - unitStart, passage.end - unitStart),
      document: { id: documentId, key, title, corpus, kind },
    }));
  }

  /** Passages of other documents nearest to a passage by their vectors, versions in force today only. */
  async similar(asker: Asker, passageId: string, limit: number): Promise<{ id: string; score: number }[]> {
    return this.database.query(
      `WITH readable AS MATERIALIZED (${READABLE}),
         live AS (SELECT id FROM embedding_sets WHERE state = 'live'),
         origin AS MATERIALIZED (SELECT e.embedding, v.document_id FROM passages a
           JOIN passage_vectors e ON e.corpus_id = a.corpus_id AND e.unit_id = a.unit_id AND e.passage_id = a.id JOIN versions v ON v.id = a.version_id
           WHERE a.id = $3 AND e.set_id = (SELECT id FROM live) AND e.corpus_id IN (SELECT corpus_id FROM readable))
       SELECT e.passage_id AS id, -(e.embedding <#> origin.embedding) AS score
       FROM origin, passage_vectors e JOIN passages a ON a.corpus_id = e.corpus_id AND a.id = e.passage_id JOIN versions v ON v.id = a.version_id
       WHERE e.set_id = (SELECT id FROM live) AND e.corpus_id IN (SELECT corpus_id FROM readable) AND v.document_id <> origin.document_id
         AND coalesce(v.valid_from <= (now() AT TIME ZONE 'UTC')::date, true) AND coalesce(v.valid_to > (now() AT TIME ZONE 'UTC')::date, true)
       ORDER BY e.embedding <#> origin.embedding LIMIT $4`,
      [asker.principal, asker.anonymous, passageId, limit],
    );
  }
}
