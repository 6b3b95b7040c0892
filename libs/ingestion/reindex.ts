import { Inject, Injectable } from '@nestjs/common';
import {
  count,
  EmbeddingSetsRepository,
  IndexRepository,
  noChange,
  ReindexRepository,
  unitFeatures,
  type Correction,
  type EmbeddingSet,
  type FrequencyChange,
  type PassageToEmbed,
} from '#corpus';
import { checkedEmbedding, EMBEDDER, VOCABULARY, type Embedder, type Vocabulary } from '#models';
import { groupBy, LANGUAGES, type Language } from '#platform';
import { embeddedText, impactsOf } from './build-units.js';
import { paced } from './paced.js';

/** What became of a corpus. */
export interface Reindexed {
  units: number;
  /** Units whose stored weights of words were out of date. */
  renewed: number;
  /** Frequencies that were wrong; null when documents kept coming in while they were counted. */
  corrected: number | null;
  /** Passages that had no vector of the configured embedder. */
  embedded: number;
}

/** Told how far a part of the work is, 0..1. */
export type Tell = (what: 'words' | 'vectors', share: number) => void;

const MOST_COUNTS = 3;
const FREQUENCY_ROWS = 2000;
const EMBED_UNITS = 16;

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
    @Inject(EMBEDDER) private readonly embedder: Embedder,
    @Inject(VOCABULARY) private readonly vocabulary: Vocabulary,
  ) {}

  async corpus(id: string, tell: Tell): Promise<Reindexed> {
    const words = await this.words(id, tell);
    return { ...words, embedded: await this.vectors(id, tell) };
  }

  /** Makes the configured embedder's set the live one and drops the others. Returns false when it is not full yet. */
  async makeLive(): Promise<boolean> {
    const set = await this.set();
    if (!(await this.sets.makeLive(set.id))) return false;
    await this.sets.dropOthers(set.id);
    return true;
  }

  private set(): Promise<EmbeddingSet> {
    return this.sets.of(this.embedder.name, () => this.embedder.dimensions());
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
    const missing = new Map(counted.terms);
    const wrong: Correction[] = [];
    let last: [string, string, string] = ['', '', ''];
    for (;;) {
      const rows = await this.stored.frequenciesAfter(id, last, FREQUENCY_ROWS);
      if (rows.length === 0) break;
      for (const { language, field, term, units } of rows) {
        const key = `${language}\t${field}\t${term}`;
        const own = missing.get(key) ?? 0;
        missing.delete(key);
        if (own !== units) wrong.push({ language, field, term, stored: units, counted: own });
      }
      const { language, field, term } = rows.at(-1)!;
      last = [language, field, term];
    }
    for (const [key, own] of missing) {
      const [language, field, term] = key.split('\t') as [Language, string, string];
      wrong.push({ language, field, term, stored: 0, counted: own });
    }
    return wrong;
  }

  /** Embeds every passage that has no vector of the configured embedder. Returns how many those were. */
  private async vectors(id: string, tell: Tell): Promise<number> {
    const set = await this.set();
    const total = await this.sets.countWithoutVectors(set.id, id);
    let [embedded, units] = [0, 0];
    let last: string | null = null;
    for (;;) {
      const passages = await this.sets.withoutVectors(set.id, id, last, EMBED_UNITS);
      if (passages.length === 0) return embedded;
      const byUnit = groupBy(passages, ({ unitId }) => unitId);
      const vectors = await this.embed(set, passages);
      for (const own of byUnit.values())
        await this.sets.add(
          set.id,
          id,
          own.map((passage) => ({ ...passage, embedding: vectors.get(passage.digest.toString('hex'))! })),
        );
      embedded += passages.length;
      units += byUnit.size;
      last = passages.at(-1)!.unitId;
      tell('vectors', Math.min(1, units / total));
    }
  }

  /** Vectors by digest: those that the set has for the same text already, and new ones for the rest. */
  private async embed(set: EmbeddingSet, passages: PassageToEmbed[]): Promise<Map<string, Float32Array>> {
    const digests = passages.map(({ digest }) => digest);
    const vectors = await this.index.vectorsByDigest(set.id, digests);
    const missing = new Map(
      passages
        .map(({ digest, title, headings, unitText, start, end }) => {
          const text = embeddedText(title, headings, unitText.slice(start, end));
          return [digest.toString('hex'), text] as const;
        })
        .filter(([digest]) => !vectors.has(digest)),
    );
    const made = await checkedEmbedding(this.embedder, [...missing.values()], 'passage', set.dimensions);
    for (const [at, digest] of [...missing.keys()].entries()) vectors.set(digest, made[at]!);
    return vectors;
  }
}

const NONE = { units: 0, stems: 0, grams: 0 };
