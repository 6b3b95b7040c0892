import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize } from 'node:v8';
import { ParseFailure } from '../parse/parse-failure.js';
import type { PageRange } from '../parse/read-pages.js';
import type { Job, Lodging, Outcome, PageProgress, ParserLimits, Report } from './protocol.js';

/** A parser process. It reads one file at a time. */
export interface Parser {
  /**
   * The document, or the image when the job asks for one. Throws ParseFailure, of the kind ParserStopped when the process ended over the file, and a plain error when it
   * could not even start. After either of these two it is of no more use.
   */
  parse<T>(job: Job, tell: (news: News) => void): Promise<T>;
  /** Whether it can take another file. */
  fit(): boolean;
  end(): void;
}

/** What is told while a file is read: how far its reader is, what it has read, and at the end how much memory it took. */
export type News = PageProgress | { range: PageRange } | { peakMB: number };

/** The process ended over a file, by a crash or by one of its limits. The cause is what it said on standard error. */
export class ParserStopped extends ParseFailure {}

/** Variables that programs need in order to run; everything else in the environment may be a secret. */
const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'LD_LIBRARY_PATH'];
/** The end of what the process said is what tells why it ended. */
const LAST_WORDS = 4000;
/** V8 collects garbage only towards its own limit, so this one has to come before the one on resident memory. */
const HEAP_SHARE = 0.75;
/** A start takes a second on a free core; a file is not blamed for a busy one, so its time begins after it. */
const SECONDS_TO_START = 60;
/** Text recognition takes about 5 seconds for a page on a free core; this is for a busy one. */
const SECONDS_A_RECOGNISED_PAGE = 30;
/** Memory that a reader holds on to after a file is taken from the next one. */
const RESIDENT_SHARE = 0.5;

/**
 * Starts a parser process. It leads a process group, so that programs it starts end with it, and has a folder of its
 * own for its home and its temporary files, which is removed when it ends.
 */
export function startParser(entry: string, limits: ParserLimits): Parser {
  const folder = mkdtempSync(join(tmpdir(), 'kilde-parser-'));
  const passedOn = PASSED_ON.filter((name) => process.env[name] !== undefined);
  const lodging: Lodging = { folder, memoryMB: limits.memoryMB };
  const child = fork(entry, [JSON.stringify(lodging)], {
    cwd: folder,
    env: {
      ...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
      HOME: folder,
      TMPDIR: folder,
    },
    execArgv: [`--max-old-space-size=${Math.round(limits.memoryMB * HEAP_SHARE)}`],
    detached: true,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let [ready, fit] = [false, true];
  let lastWords = '';
  child.stderr!.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk).slice(-LAST_WORDS)));
  const closed = new Promise((done) => child.once('close', done));
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal ?? `exit code ${code}`));
  }).then(async (how) => {
    fit = false;
    end();
    await Promise.race([closed, sleep(LAST_WORDS_MS)]);
    return `${how}\n${lastWords}`.trim();
  });

  function end(): void {
    fit = false;
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // the whole group has ended already
    }
    // At once: this process may be about to end, and would not hear of the other's end.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** While it is idle it does not keep this process from ending. */
  function keepAlive(on: boolean): void {
    for (const handle of [child, child.channel, child.stderr as unknown as NodeJS.RefCounted])
      if (on) handle?.ref();
      else handle?.unref();
  }

  /** The time a file has grows with its pages, as soon as their number is known. */
  function outcomeOf(job: Job, tell: (news: News) => void): Promise<Outcome | 'timeout' | 'ended'> {
    let begun = Date.now();
    let recognised = 0;
    return new Promise((done) => {
      let timer: NodeJS.Timeout;
      const settle = (outcome: Outcome | 'timeout' | 'ended') => {
        clearTimeout(timer);
        child.off('message', hear);
        done(outcome);
      };
      const allow = (seconds: number) => {
        clearTimeout(timer);
        timer = setTimeout(settle, begun + seconds * 1000 - Date.now(), 'timeout');
      };
      const hear = (report: Report) => {
        if ('ready' in report) {
          ready = true;
          begun = Date.now();
          allow(limits.seconds);
        } else if ('page' in report) {
          if (report.recognised) recognised++;
          allow(limits.seconds + report.pages * limits.secondsAPage + recognised * SECONDS_A_RECOGNISED_PAGE);
          tell(report);
        } else if ('range' in report) tell(report);
        else settle(report);
      };
      child.on('message', hear);
      void ended.then(() => settle('ended'));
      allow(ready ? limits.seconds : SECONDS_TO_START);
      child.send(job, () => {}); // a process that cannot be reached has ended
    });
  }

  keepAlive(false);
  return {
    fit: () => fit,
    end,
    async parse<T>(job: Job, tell: (news: News) => void) {
      keepAlive(true);
      const outcome = await outcomeOf(job, tell);
      if (typeof outcome === 'string') {
        end();
        const why = await ended;
        if (!ready) throw new Error(`the parser process could not start: ${why}`);
        throw stopped(job.fileName, outcome === 'timeout' ? 'timeout' : why, limits);
      }
      keepAlive(false);
      tell({ peakMB: outcome.peakMB });
      if (outcome.residentMB > limits.memoryMB * RESIDENT_SHARE) end();
      if ('refusal' in outcome) throw new ParseFailure(outcome.refusal.code, outcome.refusal.message);
      return deserialize(outcome.document) as T;
    },
  };
}

const LAST_WORDS_MS = 200;

function stopped(fileName: string, why: string, { memoryMB }: ParserLimits): ParserStopped {
  if (why === 'timeout') {
    return new ParserStopped(
      'timeout',
      `Reading ${fileName} took too long and was stopped: print it to a new PDF or divide it, and send that.`,
    );
  }
  if (/out of memory/.test(why)) {
    return new ParserStopped(
      'too-large',
      `Reading ${fileName} takes more than ${memoryMB} MB of memory: divide it into smaller documents and send those.`,
    );
  }
  return new ParserStopped(
    'corrupt',
    `The parser stopped while reading ${fileName}: open the file, save it again or print it to a new PDF, and send that.`,
    { cause: why },
  );
}
