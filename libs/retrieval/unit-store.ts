import { Injectable } from '@nestjs/common';
import {
  SearchRepository,
  type PassageContent,
  type Scope,
  type UnitContent,
  type UnitKey,
  type VersionRow,
} from '#corpus';
import { words } from '#platform';

/** A unit's content with its words as numbers, so that scoring it again reads no text. */
export interface StoredUnit extends UnitContent {
  contextWords: Int32Array;
  textWords: Int32Array;
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

/** Words kept: 4 bytes a word and about 7 a word of text, so some 100 MB at most. */
const MOST_WORDS = 8_000_000;

/**
 * Keeps the contents of units between searches, the latest used ones up to a bound. Contents never change, and
 * whether a unit may be seen at all is asked of the database each time, before it is looked up here.
 */
@Injectable()
export class UnitStore {
  private readonly units = new Map<string, StoredUnit>();
  private numbers = new Map<string, number>();
  private kept = 0;
  /** Word by number. */
  known: string[] = [];

  constructor(private readonly repository: SearchRepository) {}

  /** The candidates that are in scope, with their cosines, and their versions. */
  async load(
    scope: Scope,
    keys: UnitKey[],
    vector: Float32Array | null,
  ): Promise<{ units: Unit[]; versions: VersionRow[] }> {
    if (keys.length === 0) return { units: [], versions: [] };
    const near = await this.repository.nearness(scope, keys, vector);
    const allowed = new Set(near.map(({ id }) => id));
    const contents = await this.contents(
      keys.filter(({ unitId }) => allowed.has(unitId)),
      (missing) => this.repository.contents(scope, missing),
    );
    const units = near.flatMap(({ id, versionId, cosine, passageCosines }): Unit[] => {
      const content = contents.get(id);
      if (!content) return [];
      const passages = content.passages.map((passage, at) => ({ ...passage, cosine: passageCosines[at]! }));
      return [{ ...content, versionId, cosine, passages }];
    });
    return {
      units,
      versions: await this.repository.versions([...new Set(units.map((unit) => unit.versionId))]),
    };
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
      contextWords: this.numbered(content.context),
      textWords: this.numbered(content.text),
    };
  }

  private numbered(text: string): Int32Array {
    return Int32Array.from(words(text), (word) => {
      let number = this.numbers.get(word);
      if (number === undefined) {
        number = this.known.push(word) - 1;
        this.numbers.set(word, number);
      }
      return number;
    });
  }

  /** Puts a unit at the end of the order of use, and drops the longest unused. */
  private keep(unit: StoredUnit): void {
    const size = (of: StoredUnit) => of.contextWords.length + of.textWords.length;
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
