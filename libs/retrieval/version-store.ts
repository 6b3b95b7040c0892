import { Injectable } from '@nestjs/common';
import { ContentsRepository, type Asker, type Candidate, type VersionRow } from '#corpus';
import { Kept } from './kept.js';

/** Some 1 kB each. */
const MOST_VERSIONS = 10_000;

/** Keeps rows of versions between searches, for lanes that say whether a row is still the one that is kept. */
@Injectable()
export class VersionStore {
  private readonly kept = new Kept<VersionRow>(MOST_VERSIONS, () => 1);

  constructor(private readonly repository: ContentsRepository) {}

  /** The versions of candidates that were found in scope; what is not kept, only as far as the asker may still read it. */
  async load(asker: Asker, candidates: Candidate[]): Promise<VersionRow[]> {
    const known: VersionRow[] = [];
    const missing: string[] = [];
    const states = new Map(candidates.map((found) => [found.versionId, found.written]));
    for (const [id, written] of states) {
      const row = written === undefined ? undefined : this.kept.get(id);
      if (row && row.written === written) known.push(row);
      else missing.push(id);
    }
    const [fresh, said] = await Promise.all([
      this.repository.versions(asker, missing),
      this.repository.said(asker, known),
    ]);
    for (const row of fresh) if (states.get(row.id) !== undefined) this.kept.set(row.id, row);
    const current = (row: VersionRow): VersionRow => ({
      ...row,
      rank: said.ranks.get(`${row.corpus} ${row.kind}`) ?? null,
      treatments: said.treatments.get(row.documentId) ?? [],
    });
    return [...known.map(current), ...fresh];
  }
}
