import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  ContentsRepository,
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
import { Kept } from './kept.js';
import { VECTORS, type Vectors } from './vectors.js';
import { VersionStore } from './version-store.js';
import { WordNumbers, type NumberedText } from './word-numbers.js';

/** A unit's content with its words as numbers, so that scoring it again reads no text. */
export interface StoredUnit extends UnitContent {
  contextWords: NumberedText;
  textWords: NumberedText;
}

/** A candidate as it is ranked, with its cosines to the query. */
export interface Unit extends StoredUnit {
  versionId: string;
  cosine: number;
  /** Those of its passages. */
  cosines: number[];
}

/** Its passage that is nearest to the query. */
export function nearestPassage({ passages, cosines }: Unit): PassageContent {
  return passages[cosines.indexOf(Math.max(...cosines))] ?? passages[0]!;
}

/** Of a unit without vectors. */
const NOT_NEAR: Nearness = { unit: 0, passages: [] };

/** 8 bytes a word and about 7 a word of text, so some 120 MB at most. */
const MOST_WORDS = 4_000_000;

/**
 * Keeps the contents of units between searches. Contents never change, and only what the database has just said to be
 * in scope is looked up here.
 */
@Injectable()
export class UnitStore {
  private readonly kept = new Kept<StoredUnit>(
    MOST_WORDS,
    (unit) => unit.contextWords.words.length + unit.textWords.words.length,
  );
  /** Of the words of all units that were ever kept. */
  readonly numbers = new WordNumbers();

  constructor(
    private readonly repository: ContentsRepository,
    private readonly versions: VersionStore,
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
    // The statement goes out first: the database looks the versions up while contents and cosines are got here.
    const [versions, contents, near] = await Promise.all([
      this.versions.load(asker, candidates),
      nextTurn().then(() => this.contents(candidates, (missing) => this.repository.units(asker, missing))),
      nextTurn().then(() =>
        vector ? this.vectors.nearness(asker, candidates, vector) : new Map<string, Nearness>(),
      ),
    ]);
    const units = candidates.flatMap(({ unitId, versionId }): Unit[] => {
      const content = contents.get(unitId);
      if (!content) return [];
      const { unit, passages } = near.get(unitId) ?? NOT_NEAR;
      return [{ ...content, versionId, cosine: unit, cosines: passages }];
    });
    return { units, versions };
  }

  /** The contents of these units, those not kept being fetched. A unit that is gone meanwhile is left out. */
  private async contents(
    keys: UnitKey[],
    fetch: (missing: UnitKey[]) => Promise<UnitContent[]>,
  ): Promise<Map<string, StoredUnit>> {
    const found = new Map<string, StoredUnit>();
    const missing: UnitKey[] = [];
    for (const key of keys) {
      const unit = this.kept.get(key.unitId);
      if (unit) found.set(unit.id, unit);
      else missing.push(key);
    }
    for (const content of await fetch(missing)) {
      const unit = this.read(content);
      found.set(unit.id, unit);
      this.kept.set(unit.id, unit);
    }
    return found;
  }

  private read(content: UnitContent): StoredUnit {
    return {
      ...content,
      contextWords: this.numbers.numbered(content.context, content.language),
      textWords: this.numbers.numbered(content.text, content.language),
    };
  }
}
