import { Inject, Injectable } from '@nestjs/common';
import {
  SearchRepository,
  type Asker,
  type Candidate,
  type Nearness,
  type PassageContent,
  type QueryVector,
  type UnitContent,
  type UnitKey,
  type VersionRow,
} from '#corpus';
import type { Stopwatch } from '#platform';
import { VECTORS, type Vectors } from './vectors.js';
import { WordNumbers, type NumberedText } from './word-numbers.js';

/** A unit's content with its words as numbers, so that scoring it again reads no text. */
export interface StoredUnit extends UnitContent {
  contextWords: NumberedText;
  textWords: NumberedText;
}

/** A passage with its cosine to the query. */
export interface Passage extends PassageContent {
  cosine: number;
}

/** A candidate as it is ranked. */
export interface Unit extends Omit<StoredUnit, 'passages'> {
  versionId: string;
  cosine: number;
  passages: Passage[];
}

/** Words kept: 8 bytes a word and about 7 a word of text, so some 120 MB at most. */
const MOST_WORDS = 8_000_000;

/**
 * Keeps the contents of units between searches, the latest used ones up to a bound. Contents never change, and only
 * what the database has just said to be in scope is looked up here.
 */
@Injectable()
export class UnitStore {
  private readonly units = new Map<string, StoredUnit>();
  private kept = 0;
  /** Of the words of all units that were ever kept. */
  readonly numbers = new WordNumbers();

  constructor(
    private readonly repository: SearchRepository,
    @Inject(VECTORS) private readonly vectors: Vectors,
  ) {}

  /**
   * The candidates, which the lanes have found in scope, with their cosines, and their versions. What the asker may no
   * longer read has no version here, and is not ranked.
   */
  async load(
    asker: Asker,
    candidates: Candidate[],
    vector: QueryVector | null,
    clock: Stopwatch,
  ): Promise<{ units: Unit[]; versions: VersionRow[] }> {
    if (candidates.length === 0) return { units: [], versions: [] };
    clock.enter('contents');
    // All at once, so that the database looks the versions up while cosines are worked out here.
    const [contents, near, versions] = await Promise.all([
      this.contents(candidates, (missing) => this.repository.contents(asker, missing)),
      vector ? this.vectors.nearness(asker, candidates, vector) : new Map<string, Nearness>(),
      this.repository.versions(asker, [...new Set(candidates.map(({ versionId }) => versionId))]),
    ]);
    const units = candidates.flatMap(({ unitId, versionId }): Unit[] => {
      const content = contents.get(unitId);
      if (!content) return [];
      const cosines = near.get(unitId);
      const passages = content.passages.map((passage, at) => ({
        ...passage,
        cosine: cosines?.passages[at] ?? 0,
      }));
      return [{ ...content, versionId, cosine: cosines?.unit ?? 0, passages }];
    });
    return { units, versions };
  }

  /** The contents of these units, those not kept being fetched. A unit that is gone meanwhile is left out. */
  private async contents(
    keys: UnitKey[],
    fetch: (missing: UnitKey[]) => Promise<UnitContent[]>,
  ): Promise<Map<string, StoredUnit>> {
    const found = new Map<string, StoredUnit>();
    for (const { unitId } of keys) {
      const unit = this.units.get(unitId);
      if (unit) found.set(unitId, unit);
    }
    for (const content of await fetch(keys.filter(({ unitId }) => !found.has(unitId))))
      found.set(content.id, this.read(content));
    for (const unit of found.values()) this.keep(unit);
    return found;
  }

  private read(content: UnitContent): StoredUnit {
    return {
      ...content,
      contextWords: this.numbers.numbered(content.context, content.language),
      textWords: this.numbers.numbered(content.text, content.language),
    };
  }

  /** Puts a unit at the end of the order of use, and drops the longest unused. */
  private keep(unit: StoredUnit): void {
    const size = (of: StoredUnit) => of.contextWords.words.length + of.textWords.words.length;
    if (this.units.delete(unit.id)) this.kept -= size(unit);
    this.units.set(unit.id, unit);
    this.kept += size(unit);
    for (const [id, oldest] of this.units) {
      if (this.kept <= MOST_WORDS) return;
      this.units.delete(id);
      this.kept -= size(oldest);
    }
  }
}
