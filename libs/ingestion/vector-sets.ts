import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import {
  EmbeddingSetsRepository,
  IndexRepository,
  MissingVectorsRepository,
  type EmbeddingSet,
  type NewUnit,
  type PassageToEmbed,
} from '#corpus';
import { EMBEDDERS, type Embedder, type Embedders } from '#models';
import { groupBy, inGroups, LOG, type Log } from '#platform';
import { embeddedText, type BareUnit } from './build-units.js';
import { embedTexts, withVectors } from './embed-units.js';
import { paced } from './paced.js';

/** A set with the embedder that makes its vectors. */
export interface OpenSet {
  set: EmbeddingSet;
  embedder: Embedder;
}

/** Units whose passages are read and embedded together. */
const TOGETHER = 16;
/** Passages whose vectors are looked for together. */
const LOOKED_FOR_TOGETHER = 5000;

/** The embedding sets that this process has an embedder for: the one that searches use, and others beside it. */
@Injectable()
export class VectorSets {
  private reading: Promise<OpenSet[]> | undefined;
  /** Vectors that a set has already, by digest (hex). */
  private readonly known = inGroups(
    async (asked: { setId: number; digests: Buffer[] }[]) => {
      const bySet = new Map<number, Map<string, Float32Array>>();
      for (const [setId, own] of groupBy(asked, (one) => one.setId)) {
        const digests = own.flatMap((one) => one.digests);
        bySet.set(setId, await this.index.vectorsByDigest(setId, digests));
      }
      return asked.map(({ setId }) => bySet.get(setId)!);
    },
    LOOKED_FOR_TOGETHER,
    { weigh: ({ digests }) => digests.length },
  );

  constructor(
    private readonly sets: EmbeddingSetsRepository,
    private readonly missing: MissingVectorsRepository,
    private readonly index: IndexRepository,
    @Inject(EMBEDDERS) private readonly embedders: Embedders,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** The configured embedder's set, which is made where there is none, and of the others those that have been begun. */
  async open(): Promise<OpenSet[]> {
    const [configured, ...others] = this.embedders;
    const set = await this.sets.of(configured.name, () => configured.dimensions());
    if (others.length === 0) return [{ set, embedder: configured }];
    const begun = await this.sets.all();
    const beside = others.flatMap((embedder) =>
      begun.filter(({ model }) => model === embedder.name).map((own) => ({ set: own, embedder })),
    );
    return [{ set, embedder: configured }, ...beside];
  }

  /** As `open`, read once for all that ask while it is read. */
  private openTogether(): Promise<OpenSet[]> {
    this.reading ??= this.open().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** As `open`, and begins the set of an embedder that has none yet. */
  async begin(): Promise<OpenSet[]> {
    // The configured embedder's comes first: in an empty database the first set is the live one.
    for (const embedder of this.embedders) await this.sets.of(embedder.name, () => embedder.dimensions());
    return this.open();
  }

  /**
   * Gives units vectors in every open set. Only those of the live set have to be there: what another one lacks
   * because its embedder fails is added by `kilde sets build`.
   * @throws KildeError as the embedder of the live set does
   * @param progress called with the share of passages done, 0..1, where they are many
   */
  async embed(
    units: BareUnit[],
    progress: (share: number) => Promise<void>,
  ): Promise<{ units: NewUnit[]; sets: EmbeddingSet[] }> {
    const open = await this.openTogether();
    const needed = open.find(({ set }) => set.state === 'live') ?? open[0]!;
    const passages = units.flatMap((unit) => unit.passages);
    const texts = new Map(passages.map(({ digest, embedded }) => [digest.toString('hex'), embedded]));
    const vectors = new Map<EmbeddingSet, Map<string, Float32Array>>();
    for (const one of open)
      try {
        const tell = one === needed ? progress : undefined;
        vectors.set(one.set, await this.vectors(one, texts, tell));
      } catch (error) {
        if (one === needed) throw error;
        const { message } = error as Error;
        this.log.error('a set that is not live lacks a document', { set: one.set.model, reason: message });
      }
    const bySet = new Map([...vectors].map(([{ id }, own]) => [id, own]));
    return { units: withVectors(units, bySet), sets: [...vectors.keys()] };
  }

  /**
   * Adds to a set what it lacks of a corpus. What was added stays when it is cut off, and is skipped the next time.
   * Returns how many passages that were.
   * @param tell how far it is, 0..1
   * @param work the share of the time that may be worked, 0..1; the rest is left to searches
   */
  async fill(
    open: OpenSet,
    corpusId: string,
    tell: (share: number) => void = () => {},
    work = 1,
  ): Promise<number> {
    const total = await this.missing.count(open.set.id, corpusId);
    let [embedded, units] = [0, 0];
    let last: string | null = null;
    for (;;) {
      const since = performance.now();
      const passages = await this.missing.after(open.set.id, corpusId, last, TOGETHER);
      if (passages.length === 0) return embedded;
      const vectors = await this.vectors(open, textsOf(passages));
      const byUnit = groupBy(passages, ({ unitId }) => unitId);
      for (const [unitId, own] of byUnit) {
        const made = own.map(({ id, digest }) => ({ id, embedding: vectors.get(digest.toString('hex'))! }));
        await this.missing.add(open.set, corpusId, unitId, made);
      }
      embedded += passages.length;
      units += byUnit.size;
      last = passages.at(-1)!.unitId;
      tell(Math.min(1, units / total));
      await sleep((performance.now() - since) * (1 / work - 1));
    }
  }

  /** Removes a set that is not live. Cut off, it is to be dropped again. Returns whether it was there. */
  async drop({ id }: EmbeddingSet, corpora: { id: string }[]): Promise<boolean> {
    const take = paced();
    for (const corpus of corpora)
      for (let last: string | null = null; ;) {
        last = await take((size) => this.sets.removeAfter(id, corpus.id, last, size));
        if (!last) break;
      }
    return this.sets.remove(id);
  }

  /** Vectors by digest (hex): those that the set has for the same text already, and new ones for the rest. */
  private async vectors(
    { set, embedder }: OpenSet,
    texts: Map<string, string>,
    progress?: (share: number) => Promise<void>,
  ): Promise<Map<string, Float32Array>> {
    const digests = [...texts.keys()].map((digest) => Buffer.from(digest, 'hex'));
    const known = await this.known({ setId: set.id, digests });
    return embedTexts(texts, known, embedder, set, progress);
  }
}

function textsOf(passages: PassageToEmbed[]): Map<string, string> {
  return new Map(
    passages.map(({ digest, title, headings, unitText, start, end }) => [
      digest.toString('hex'),
      embeddedText(title, headings, unitText.slice(start, end)),
    ]),
  );
}
