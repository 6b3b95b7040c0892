import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import {
  detectLanguage,
  KEEP_MS,
  LostClaim,
  lostDatabase,
  namesOf,
  unitFeatures,
  type ClaimedIngestion,
  type Due,
  type NewVersion,
  type Stage,
  type StoreWork,
} from '#corpus';
import { VOCABULARY, type Vocabulary } from '#models';
import {
  CONFIG,
  inGroups,
  KildeError,
  LOG,
  startStopwatch,
  type Config,
  type Log,
  type Stopwatch,
  type Timings,
} from '#platform';
import type { Parsers } from './apart/parsers.js';
import { buildUnits } from './build-units.js';
import { chunk } from './chunk/chunk.js';
import { isUnchanged } from './is-unchanged.js';
import { metadataFromText } from './metadata-from-text.js';
import { readMetadata } from './metadata.js';
import type { Child, ParsedDocument } from './parse/parsed-document.js';
import { ParseFailure } from './parse/parse-failure.js';
import { PARSERS } from './parsing.module.js';
import { readOriginal } from './read-original.js';
import { Rejection } from './rejection.js';
import { Repositories } from './repositories.js';
import { storeChildren } from './store-children.js';
import { VectorSets } from './vector-sets.js';

/** Each pause between attempts is this many times the last: 2, 8, 32 and 128 seconds as configured by default. */
const GROWTH = 4;
/** Progress is told at most this often: for a short document nobody could read it, and each time is a commit. */
const PROGRESS_MS = 300;

/** Small originals come with their claims. */
const CLAIMED_TOGETHER = 50;
/** Units that are stored in one transaction: a few documents of usual length. */
const UNITS_TOGETHER = 200;
/** Units that a worker of the server engine stores in one transaction where enough are on their way. */
export const STORED_TOGETHER = 100;
/** While the database is at one transaction, the rows of the next are made, and the other way round. */
export const STORED_AT_ONCE = 2;
const AT_ONCE = { server: STORED_AT_ONCE, embedded: 1 };
/**
 * On the server engine a worker reads on while so many units wait to be stored, and as long as more come, storing waits
 * for them until there are enough, but not for long. Not on the embedded one: a long transaction holds up searches.
 */
const UNITS_AHEAD = { server: 300, embedded: 0 };
const ENOUGH = { server: STORED_TOGETHER, embedded: 0 };
const GATHER_MS = 1500;
/** After so long without another one, no more come: sooner where nothing else is in work, and at once for one alone. */
const PAUSE_MS = { working: 300, idle: 60 };
const LOOK_MS = 20;
/** Others that come free at about the same time are claimed together. */
const CLAIM_MS = 10;

/** The way of a document: bytes -> canonical text -> units and passages -> vectors -> the index. */
@Injectable()
export class IngestVersion implements BeforeApplicationShutdown {
  private readonly inWork = new Map<ClaimedIngestion, Promise<void>>();
  private unitsAhead = 0;
  private storing = 0;
  private readonly claim = inGroups(
    (ids: string[]) => this.repositories.ingestions.claim(ids),
    CLAIMED_TOGETHER,
    { gather: () => (this.inWork.size > 0 ? sleep(CLAIM_MS) : undefined) },
  );
  private readonly store: (work: StoreWork) => Promise<Due[]>;

  constructor(
    private readonly repositories: Repositories,
    @Inject(PARSERS) private readonly parsers: Parsers,
    private readonly vectors: VectorSets,
    @Inject(VOCABULARY) private readonly vocabulary: Vocabulary,
    @Inject(LOG) private readonly log: Log,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.store = inGroups((works: StoreWork[]) => this.storeAll(works), UNITS_TOGETHER, {
      weigh: unitsOf,
      gather: (waiting) => this.gather(waiting),
      atOnce: AT_ONCE[config.engine.kind],
    });
  }

  /**
   * Works one ingestion off. Running it twice changes nothing. Resolves when the next may be begun: this one has ended,
   * or waits with a few others to be stored.
   * @returns false when there was nothing to do: another has it, or it is not this one's turn
   */
  async run(id: string): Promise<boolean> {
    const job = await this.claim(id);
    if (!job) return false;
    await new Promise<void>((free, fail) => {
      const work = this.workOff(job, free).finally(() => this.inWork.delete(job));
      this.inWork.set(job, work);
      work.then(free, fail);
    });
    return true;
  }

  private async workOff(job: ClaimedIngestion, free: () => void): Promise<void> {
    const { ingestions, ranges } = this.repositories;
    const clock = startStopwatch();
    const heart = setInterval(() => void ingestions.keep(job).catch(() => {}), KEEP_MS);
    try {
      if (job.attempts > this.config.retries.attempts) throw interrupted(job);
      await this.ingest(job, clock, free);
    } catch (error) {
      await this.failed(job, error as Error, clock.timings());
    } finally {
      clearInterval(heart);
    }
    // What stays here is dropped after the next one.
    await ranges.dropEnded().catch(() => {});
  }

  /** Gives what is in work back, so that another worker can begin it at once. */
  async handBack(): Promise<void> {
    await this.repositories.ingestions.handBack([...this.inWork.keys()]);
  }

  /** Lets what waits to be stored be stored, while there is still a database. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.inWork.values());
  }

  private async failed(job: ClaimedIngestion, error: Error, timings: Timings): Promise<void> {
    const { ingestions } = this.repositories;
    if (error instanceof LostClaim) return;
    if (error instanceof ParseFailure || error instanceof Rejection) {
      if (error.cause) this.log.error('a parser stopped', { id: job.id, reason: String(error.cause) });
      return ingestions.finish(job, {
        ...{ state: 'failed', reasonCode: error.code, reason: error.message },
        timings,
      });
    }
    this.log.error('an ingestion stumbled', { id: job.id, attempt: job.attempts, reason: error.message });
    if (lostDatabase(error)) {
      await this.repositories.health.untilItAnswers();
      return ingestions.handBack([job]);
    }
    const [reasonCode, why] =
      error instanceof KildeError
        ? [error.code, error.message]
        : ['internal', 'The document could not be stored; the log of the server says why.'];
    const { attempts, seconds } = this.config.retries;
    if (job.attempts < attempts) {
      const reason = `${why} Attempt ${job.attempts} of ${attempts}; it is tried again by itself.`;
      return ingestions.giveBack(job, seconds * GROWTH ** (job.attempts - 1), reasonCode, reason);
    }
    const reason = `${why} ${job.attempts} attempts were made. The document is kept and can be retried.`;
    await ingestions.finish(job, { state: 'failed', reasonCode, reason, timings });
  }

  private async ingest(job: ClaimedIngestion, clock: Stopwatch, free: () => void): Promise<void> {
    const { same } = job;
    if (same && isUnchanged(same, job.supplied)) {
      const reason = 'The same file with the same metadata is here already.';
      await this.repositories.ingestions.finish(job, {
        ...{ state: 'skipped', reasonCode: 'unchanged', reason, versionId: same.id },
        timings: clock.timings(),
      });
      return;
    }
    let told = performance.now();
    const stage = async (name: Stage, progress: number) => {
      clock.enter(name);
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      await this.repositories.ingestions.progress(job, name, progress);
    };

    const { version, sets, inside } = await this.prepare(job, stage);
    await stage('store', 0.9);
    const children = await storeChildren(this.repositories, job, inside);
    const warnings = [...version.warnings, ...children.warnings];
    const replaces = same?.settled ? same.id : null;
    const weight = version.units.length;
    this.unitsAhead += weight;
    if (this.unitsAhead <= UNITS_AHEAD[this.config.engine.kind]) free();
    try {
      const whole = { ...version, warnings };
      const work = { version: whole, sets, replaces, claim: job, timings: clock.timings, children };
      await this.repositories.queue.add(await this.store(work));
    } catch (error) {
      await children.discard();
      throw error;
    } finally {
      this.unitsAhead -= weight;
    }
  }

  /** Everything before a version is stored. @param stage hears what is begun, and how much is done, 0..1 */
  async prepare(
    job: ClaimedIngestion,
    stage: (name: Stage, progress: number) => Promise<void> = async () => {},
  ): Promise<Pick<StoreWork, 'version' | 'sets'> & { inside: Child[] }> {
    const { corpus, averageStemLengths } = job;
    await stage('parse', 0.05);
    const parsed = await readOriginal(this.repositories, this.parsers, job, this.log, (share) => {
      // Told without waiting: a parser does not stand still for its news. One that is lost is followed by the next.
      void stage('parse', 0.05 + 0.25 * share).catch(() => {});
    });
    const metadata = readMetadata(
      [metadataFromText(parsed.text, corpus.fields), parsed.metadata, job.supplied],
      corpus.fields,
    );
    const language = metadata.language ?? detectLanguage(parsed.text) ?? corpus.language;
    const title = metadata.title ?? firstHeading(parsed) ?? titleOf(job.fileName);

    await stage('chunk', 0.3);
    const named = namesOf(job.key, metadata.fields);
    const bare = buildUnits(
      chunk(parsed),
      { text: parsed.text, title, language, named, averageStemLengths },
      this.vocabulary,
    );

    await stage('embed', 0.4);
    const { units, sets } = await this.vectors.embed(bare, (share) => stage('embed', 0.4 + 0.5 * share));

    const version: NewVersion = {
      ...{ layout: [], ...job, ...parsed, ...metadata, metadata: metadata.fields },
      ...{ title, language, units },
    };
    return { version, sets, inside: parsed.children ?? [] };
  }

  private async gather(waiting: () => StoreWork[]): Promise<void> {
    const enough = ENOUGH[this.config.engine.kind];
    const until = performance.now() + GATHER_MS;
    let last = { count: 0, at: 0 };
    while (countUnits(waiting()) < enough && this.inWork.size > 1) {
      const [count, at] = [waiting().length, performance.now()];
      if (count > last.count) last = { count, at };
      const pause = count + this.storing < this.inWork.size ? PAUSE_MS.working : PAUSE_MS.idle;
      if (at > until || at > last.at + pause) return;
      await sleep(LOOK_MS);
    }
  }

  /** Each takes the share of the time that its units are of all. */
  private async storeAll(works: StoreWork[]): Promise<Due[][]> {
    const begun = performance.now();
    const all = countUnits(works) || 1;
    const shared = works.map((work) => {
      const share = unitsOf(work) / all;
      const timings = () => ({ ...work.timings(), store: (performance.now() - begun) * share });
      return { ...work, timings };
    });
    this.storing += works.length;
    try {
      return await this.repositories.index.store(shared, (text, of) =>
        unitFeatures(text, of, this.vocabulary),
      );
    } finally {
      this.storing -= works.length;
    }
  }
}

function unitsOf({ version }: StoreWork): number {
  return version.units.length;
}

function countUnits(works: StoreWork[]): number {
  return works.reduce((count, work) => count + unitsOf(work), 0);
}

/** Whoever began it before died at it each time: the process, not the attempt, has failed. */
function interrupted({ attempts }: ClaimedIngestion): Rejection {
  return new Rejection(
    'interrupted',
    `The worker ended ${attempts - 1} times while it was at this document. It is kept and can be retried; the log of the server may say why.`,
  );
}

/** A file's name as a title: "hunde-satzung_2024.pdf" -> "Hunde satzung 2024". */
function titleOf(fileName: string): string {
  const bare = fileName
    .split('/')
    .at(-1)!
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return bare ? bare[0]!.toUpperCase() + bare.slice(1) : fileName;
}

/** A heading this far down is one of a section, not the document's title. */
const TITLE_WITHIN = 600;

function firstHeading({ text, headings }: ParsedDocument): string | null {
  const [first] = headings;
  return first && first.start < TITLE_WITHIN ? text.slice(first.start, first.end) : null;
}
