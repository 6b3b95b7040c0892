import { Inject, Injectable } from '@nestjs/common';
import {
  CorporaRepository,
  count,
  EmbeddingSetsRepository,
  IndexRepository,
  changesOf,
  noChange,
  ReindexRepository,
  unitFeatures,
  type Correction,
  type FrequencyChange,
} from '#corpus';
import { VOCABULARY, type Vocabulary } from '#models';
import { LANGUAGES } from '#platform';
import { impactsOf } from './build-units.js';
import { paced } from './paced.js';
import { VectorSets } from './vector-sets.js';

/** What became of a corpus. */
export interface Reindexed {
  units: number;
  /** Units whose stored weights of words were out of date. */
  renewed: number;
  /** Frequencies that were wrong; null when documents kept coming in while they were counted. */
  corrected: number | null;
  /** Passages that had no vector of a configured embedder. */
  embedded: number;
}

/** Told how far a part of the work is, 0..1. */
export type Tell = (what: 'words' | 'vectors', share: number) => void;

const MOST_COUNTS = 3;
const FREQUENCY_ROWS = 2000;

/**
 * Renews what is derived from the stored texts. All of it happens beside searches and ingestions, in transactions
 * so short that nobody waits; what was done stays done when it is cut off, and is skipped the next time.
 */
@Injectable()
export class Reindex {
  constructor(
    private readonly stored: ReindexRepository,
    private readonly index: IndexRepository,
    private readonly sets: EmbeddingSetsRepository,
    private readonly corpora: CorporaRepository,
    private readonly vectors: VectorSets,
    @Inject(VOCABULARY) private readonly vocabulary: Vocabulary,
  ) {}

  async corpus(id: string, tell: Tell): Promise<Reindexed> {
    const words = await this.words(id, tell);
    let embedded = 0;
    for (const open of await this.vectors.open())
      embedded += await this.vectors.fill(open, id, (share) => tell('vectors', share));
    return { ...words, embedded };
  }

  /**
   * Where the embedder of the live set is configured no longer, makes the configured one's set live and drops the
   * others. Returns false when that is not full yet.
   */
  async makeLive(): Promise<boolean> {
    const open = await this.vectors.open();
    if (open.some(({ set }) => set.state === 'live')) return true;
    const { set } = open[0]!;
    if (!(await this.sets.makeLive(set.id))) return false;
    const corpora = await this.corpora.all();
    for (const other of await this.sets.all())
      if (other.id !== set.id) await this.vectors.drop(other, corpora);
    return true;
  }

  private async words(id: string, tell: Tell): Promise<Omit<Reindexed, 'embedded'>> {
    let renewed = 0;
    for (let attempt = 1; ; attempt++) {
      const before = await this.stored.countedUnits(id);
      const read = await this.renewUnits(id, (share) => tell('words', share));
      renewed += read.renewed;
      const wrong = await this.corrections(id, read.counted);
      const totals = new Map(
        LANGUAGES.map((language) => [language, read.counted.totals.get(language) ?? NONE]),
      );
      if (await this.stored.correct(id, before, wrong, totals))
        return { units: read.units, renewed, corrected: wrong.length };
      if (attempt === MOST_COUNTS) return { units: read.units, renewed, corrected: null };
    }
  }

  /** Gives every unit the weights of its words by today's average lengths, and counts the terms of those that count. */
  private async renewUnits(
    id: string,
    tell: (share: number) => void,
  ): Promise<{ units: number; renewed: number; counted: FrequencyChange }> {
    const averages = await this.index.averageStemLengths(id);
    const total = await this.stored.unitCount(id);
    const counted = noChange();
    let [units, renewed] = [0, 0];
    let last: string | null = null;
    const take = paced();
    for (;;) {
      const batch = await take((size) => this.stored.unitsAfter(id, last, size));
      if (batch.length === 0) return { units, renewed, counted };
      const fresh = batch.map(({ id, language, context, text, counted: counts }) => {
        const features = unitFeatures(`${context}\n${text}`, language, this.vocabulary);
        if (counts) count(counted, language, features, 1);
        return { id, impacts: impactsOf(features, language, averages.get(language) ?? features.stemLength) };
      });
      renewed += await take(() => this.stored.renewImpacts(id, fresh));
      units += batch.length;
      last = batch.at(-1)!.id;
      tell(Math.min(1, units / total));
    }
  }

  private async corrections(id: string, counted: FrequencyChange): Promise<Correction[]> {
    const missing = new Map([...counted.terms].map(([of, own]) => [of, new Map(own)]));
    const wrong: Correction[] = [];
    let last: [string, string, string] = ['', '', ''];
    for (;;) {
      const rows = await this.stored.frequenciesAfter(id, last, FREQUENCY_ROWS);
      if (rows.length === 0) break;
      for (const { language, field, term, units } of rows) {
        const counts = missing.get(`${language}\t${field}`);
        const own = counts?.get(term) ?? 0;
        counts?.delete(term);
        if (own !== units) wrong.push({ language, field, term, stored: units, counted: own });
      }
      const { language, field, term } = rows.at(-1)!;
      last = [language, field, term];
    }
    for (const [language, field, term, own] of changesOf({ terms: missing }))
      wrong.push({ language, field, term, stored: 0, counted: own });
    return wrong;
  }
}

const NONE = { units: 0, stems: 0, grams: 0 };
