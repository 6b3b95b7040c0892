import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource } from 'typeorm';
import type { Treatment } from './entities.js';
import { READABLE, type Asker } from './scope.js';
import { TREATMENTS } from './treatments.repository.js';

/** A version, whole or a range of its canonical text. */
export interface Place {
  versionId: string;
  start: number | null;
  end: number | null;
}

/** What stands at a place, with all that a citation needs. */
export interface Excerpt {
  document: {
    id: string;
    key: string;
    title: string;
    corpus: string;
    kind: string | null;
    treatments: Treatment[];
  };
  version: {
    id: string;
    language: Language;
    date: string | null;
    validFrom: string | null;
    validTo: string | null;
    /** In force today. */
    current: boolean;
    metadata: Record<string, unknown>;
  };
  /** Null for a whole version. */
  text: string | null;
  headings: string[];
  /** Null where there is only one. */
  page: number | null;
}

/** Reads places that somebody keeps; one that the asker may no longer read, or that is gone, is null. */
@Injectable()
export class ExcerptsRepository {
  constructor(private readonly database: DataSource) {}

  /** What stands at each place, in their order. */
  async at(asker: Asker, places: Place[]): Promise<(Excerpt | null)[]> {
    const rows: (Omit<Excerpt, 'text'> & { at: number })[] = await this.database.query(
      `SELECT k.at::int - 1 AS at,
         json_build_object('id', d.id, 'key', d.key, 'title', v.title, 'corpus', c.slug, 'kind', v.kind, 'treatments', ${TREATMENTS}) AS document,
         json_build_object('id', v.id, 'language', v.language, 'date', v.date, 'validFrom', v.valid_from, 'validTo', v.valid_to, 'metadata', v.metadata,
           'current', coalesce(v.valid_from <= t.today, true) AND coalesce(v.valid_to > t.today, true)) AS version,
         coalesce((SELECT a.headings FROM passages a
           WHERE a.corpus_id = v.corpus_id AND a.version_id = v.id AND a.start_offset <= k.start AND k.start < a.end_offset LIMIT 1), '{}') AS headings,
         (SELECT (p ->> 'page')::int FROM jsonb_array_elements(v.pages) p
           WHERE jsonb_array_length(v.pages) > 1 AND (p ->> 'start')::int <= k.start AND k.start < (p ->> 'end')::int LIMIT 1) AS page
       FROM unnest($3::uuid[], $4::int[]) WITH ORDINALITY AS k (version_id, start, at)
         JOIN versions v ON v.id = k.version_id JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id,
         (SELECT (now() AT TIME ZONE 'UTC')::date AS today) t
       WHERE v.corpus_id IN (${READABLE})`,
      [
        ...[asker.principal, asker.anonymous],
        places.map(({ versionId }) => versionId),
        places.map(({ start }) => start),
      ],
    );
    const texts = await this.texts(rows.map(({ at }) => places[at]!).filter(({ start }) => start !== null));
    const found = new Map(rows.map(({ at, ...excerpt }) => [at, excerpt]));
    return places.map(({ versionId, start, end }, at) => {
      const excerpt = found.get(at);
      const text = start === null ? null : (texts.get(versionId)?.slice(start, end!) ?? null);
      return excerpt ? { ...excerpt, text } : null;
    });
  }

  /** Texts of versions that were found readable. Each once, however many places are in it. */
  private async texts(places: Place[]): Promise<Map<string, string>> {
    const rows: { id: string; text: string }[] = await this.database.query(
      `SELECT id, text FROM versions WHERE id = ANY ($1::uuid[])`,
      [[...new Set(places.map(({ versionId }) => versionId))]],
    );
    return new Map(rows.map(({ id, text }) => [id, text]));
  }
}
