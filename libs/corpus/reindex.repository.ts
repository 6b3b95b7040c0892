import { Injectable } from '@nestjs/common';
import type { Language } from '#platform';
import { DataSource } from 'typeorm';
import { TERM_SPACE } from './analysis/term-id.js';
import { correctFrequencies, type Correction, type FrequencyChange } from './frequencies.repository.js';
import { sparsevecLiteral } from './vector-literals.js';

/** A unit's words, from which everything that is looked up by words is made. */
export interface StoredWords {
  id: string;
  language: Language;
  context: string;
  text: string;
  /** Its version counts in the frequencies. */
  counted: boolean;
}

/** Reads a corpus bit by bit and renews what is derived from its words; each call is one short transaction. */
@Injectable()
export class ReindexRepository {
  constructor(private readonly database: DataSource) {}

  async unitCount(corpusId: string): Promise<number> {
    const [row]: { count: number }[] = await this.database.query(
      `SELECT count(*) AS count FROM units WHERE corpus_id = $1`,
      [corpusId],
    );
    return row!.count;
  }

  /** Units in the order of their ids, from after one on. */
  async unitsAfter(corpusId: string, after: string | null, limit: number): Promise<StoredWords[]> {
    return this.database.query(
      `SELECT u.id, u.language, t.context, t.text, v.counted FROM units u JOIN versions v ON v.id = u.version_id
       JOIN unit_texts t ON t.corpus_id = u.corpus_id AND t.unit_id = u.id
       WHERE u.corpus_id = $1 AND ($2::uuid IS NULL OR u.id > $2) ORDER BY u.id LIMIT $3`,
      [corpusId, after, limit],
    );
  }

  /** Gives units these impacts, where they differ. Returns how many did. */
  async renewImpacts(
    corpusId: string,
    units: { id: string; impacts: Map<number, number> }[],
  ): Promise<number> {
    const [, count]: [unknown, number] = await this.database.query(
      `UPDATE units u SET impacts = n.impacts::sparsevec, sequence = nextval('unit_numbers'),
         terms = ARRAY(SELECT jsonb_array_elements_text(n.terms)::int)
       FROM unnest($2::uuid[], $3::text[], $4::jsonb[]) AS n (id, impacts, terms)
       WHERE u.corpus_id = $1 AND u.id = n.id AND u.impacts <> n.impacts::sparsevec`,
      [
        corpusId,
        units.map(({ id }) => id),
        units.map(({ impacts }) => sparsevecLiteral(impacts, TERM_SPACE)),
        units.map(({ impacts }) => JSON.stringify([...impacts.keys()])),
      ],
    );
    return count;
  }

  /** Says which units count in the frequencies: as long as it stays the same, so do the right frequencies. */
  async countedUnits(corpusId: string): Promise<string> {
    return countedUnits(this.database, corpusId);
  }

  /** A part of the stored frequencies, in the order of their keys. */
  async frequenciesAfter(
    corpusId: string,
    [language, field, term]: [string, string, string],
    limit: number,
  ): Promise<{ language: Language; field: string; term: string; units: number }[]> {
    return this.database.query(
      `SELECT language, field, term, units FROM frequencies
       WHERE corpus_id = $1 AND (language, field, term) > ($2, $3::"char", $4) ORDER BY language, field, term LIMIT $5`,
      [corpusId, language, field, term, limit],
    );
  }

  /**
   * Puts right what was counted otherwise, provided that the units that count are still the same.
   * @returns false when they are not: the count is out of date, and nothing was changed
   */
  async correct(
    corpusId: string,
    counted: string,
    corrections: Correction[],
    totals: FrequencyChange['totals'],
  ): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT 1 FROM statistics WHERE corpus_id = $1 ORDER BY language FOR UPDATE`, [
        corpusId,
      ]);
      if ((await countedUnits(tx, corpusId)) !== counted) return false;
      await correctFrequencies(tx, corpusId, corrections, totals);
      return true;
    });
  }
}

async function countedUnits(database: Pick<DataSource, 'query'>, corpusId: string): Promise<string> {
  const [row]: { stamp: string }[] = await database.query(
    `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(u.id::text, 0)), 0) AS stamp
     FROM units u JOIN versions v ON v.id = u.version_id WHERE u.corpus_id = $1 AND v.counted`,
    [corpusId],
  );
  return row!.stamp;
}
