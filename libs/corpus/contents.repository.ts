import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import type { DataSource } from 'typeorm';
import { planned } from './engine/on-connection.js';
import { Reads } from './engine/reads.js';
import type { Treatment } from './entities.js';
import { BY_KEY, keysOf, READABLE, type Asker } from './scope.js';
import type { UnitKey } from './search.repository.js';
import { TREATMENTS } from './treatments.repository.js';

export interface PassageContent {
  id: string;
  language: Language;
  start: number;
  end: number;
  headings: string[];
  pageFrom: number | null;
}

/** What a unit says. It never changes: a document that changes gets new units. */
export interface UnitContent {
  id: string;
  language: Language;
  /** Where the unit begins in the canonical text. */
  start: number;
  context: string;
  text: string;
  identifiers: string[];
  /** In their order. */
  passages: PassageContent[];
}

export interface VersionRow {
  id: string;
  documentId: string;
  key: string;
  corpus: string;
  title: string;
  kind: string | null;
  language: Language;
  date: string | null;
  validFrom: string | null;
  validTo: string | null;
  metadata: Record<string, unknown>;
  createdAt: Date;
  /** The version that took its place on the day it ended. */
  replacedBy: { id: string; title: string } | null;
  /** How much its kind binds in its corpus, 1 the most; null where nobody said. */
  rank: number | null;
  treatments: Treatment[];
  /** Changes whenever what is above does, but for rank and treatments. */
  written: string;
}

/** What curators say at present, which can change without the row of a version. */
export interface Said {
  /** "corpus kind" -> rank */
  ranks: Map<string, number>;
  /** By document id; none where it is missing. */
  treatments: Map<string, Treatment[]>;
}

/** What the second stage of a search, and answers, need of what is found. */
@Injectable()
export class ContentsRepository {
  private readonly database: DataSource;

  constructor({ database }: Reads) {
    this.database = database;
  }

  /** What units say that the asker may read. */
  async units(asker: Asker, units: UnitKey[]): Promise<UnitContent[]> {
    if (units.length === 0) return [];
    const values = [asker.principal, asker.anonymous, ...keysOf(units)];
    return planned(this.database, UNITS, values);
  }

  /** Versions that the asker may read. */
  async versions(asker: Asker, ids: string[]): Promise<VersionRow[]> {
    if (ids.length === 0) return [];
    return planned(this.database, VERSIONS, [asker.principal, asker.anonymous, ids]);
  }

  /** What is said at present of versions that the asker may read. */
  async said(asker: Asker, versions: Pick<VersionRow, 'documentId'>[]): Promise<Said> {
    if (versions.length === 0) return { ranks: new Map(), treatments: new Map() };
    const documents = [...new Set(versions.map(({ documentId }) => documentId))];
    const [row] = await planned<{ ranks: [string, number][]; treatments: [string, Treatment[]][] }>(
      this.database,
      SAID,
      [asker.principal, asker.anonymous, documents],
    );
    return { ranks: new Map(row!.ranks), treatments: new Map(row!.treatments) };
  }
}

const UNITS = `SELECT u.id, u.language, u.start_offset AS start, t.context, t.text, u.identifiers,
    (SELECT json_agg(json_build_object('id', a.id, 'language', a.language, 'start', a.start_offset, 'end', a.end_offset,
       'headings', a.headings, 'pageFrom', a.page_from) ORDER BY a.position)
     FROM passages a WHERE a.corpus_id = k.corpus_id AND a.unit_id = k.id) AS passages
  FROM ${BY_KEY} JOIN units u ON u.corpus_id = k.corpus_id AND u.id = k.id
  JOIN unit_texts t ON t.corpus_id = k.corpus_id AND t.unit_id = k.id
  WHERE k.corpus_id IN (${READABLE})`;

const VERSIONS = `SELECT v.id, v.document_id AS "documentId", d.key, c.slug AS corpus, v.title, v.kind, v.language, v.date,
    v.valid_from AS "validFrom", v.valid_to AS "validTo", v.metadata, v.created_at AS "createdAt",
    CASE WHEN v.valid_to IS NOT NULL THEN (SELECT json_build_object('id', n.id, 'title', n.title) FROM versions n
     WHERE n.document_id = v.document_id AND n.valid_from = v.valid_to ORDER BY n.sequence DESC LIMIT 1) END AS "replacedBy",
    k.rank, ${TREATMENTS} AS treatments, v.xmin::text AS written
  FROM versions v JOIN documents d ON d.id = v.document_id JOIN corpora c ON c.id = v.corpus_id
  LEFT JOIN source_kinds k ON k.corpus_id = v.corpus_id AND k.kind = v.kind
  WHERE v.id = ANY ($3::uuid[]) AND v.corpus_id IN (${READABLE})`;

// One document after the other: the planner, who cannot know that few have treatments, would read all.
const SAID = `WITH readable AS MATERIALIZED (${READABLE})
  SELECT (SELECT coalesce(json_agg(json_build_array(c.slug || ' ' || k.kind, k.rank)), '[]')
     FROM source_kinds k JOIN corpora c ON c.id = k.corpus_id WHERE c.id IN (SELECT corpus_id FROM readable)) AS ranks,
    (SELECT coalesce(json_agg(json_build_array(own.id, said.treatments)), '[]')
     FROM (SELECT DISTINCT document_id AS id FROM treatments WHERE document_id = ANY ($3::uuid[])) own,
       LATERAL (SELECT ${TREATMENTS} AS treatments FROM documents d
         WHERE d.id = own.id AND d.corpus_id IN (SELECT corpus_id FROM readable) OFFSET 0) said) AS treatments`;
