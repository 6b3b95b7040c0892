import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource } from 'typeorm';
import { READABLE, type Asker } from './scope.js';

/** A stem that stands in a corpus, and how many units hold it. */
export interface StoredStem {
  language: Language;
  stem: string;
  units: number;
}

/** Of these corpora those that the asker may read: $3 is their slugs. */
const CORPORA = `SELECT id FROM corpora WHERE slug = ANY ($3::text[]) AND id IN (${READABLE})`;

/** The words of the corpora themselves. */
@Injectable()
export class WordsRepository {
  constructor(private readonly database: DataSource) {}

  /** Stems of a length between these that hold at least one of the pieces. */
  async stemsLike(
    asker: Asker,
    corpora: string[],
    { pieces, shortest, longest }: { pieces: string[]; shortest: number; longest: number },
  ): Promise<StoredStem[]> {
    return this.database.query(
      `SELECT language, term AS stem, sum(units)::int AS units FROM frequencies
       WHERE corpus_id IN (${CORPORA}) AND field = 's' AND units > 0
         AND char_length(term) BETWEEN $4 AND $5 AND term LIKE ANY ($6::text[])
       GROUP BY language, term`,
      [asker.principal, asker.anonymous, corpora, shortest, longest, pieces.map((piece) => `%${piece}%`)],
    );
  }

  /** Some of the texts, with the titles and headings above them, that hold one of these terms. */
  async textsWith(asker: Asker, corpora: string[], terms: number[], limit: number): Promise<string[]> {
    const rows: { text: string }[] = await this.database.query(
      `SELECT concat(t.context, E'\\n', t.text) AS text FROM units u JOIN unit_texts t ON t.corpus_id = u.corpus_id AND t.unit_id = u.id
       WHERE u.corpus_id IN (${CORPORA}) AND u.terms && $4::int[] LIMIT $5`,
      [asker.principal, asker.anonymous, corpora, terms, limit],
    );
    return rows.map(({ text }) => text);
  }
}
