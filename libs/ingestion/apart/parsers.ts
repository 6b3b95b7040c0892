import { join } from 'node:path';
import { packageRoot } from '#platform';
import type { ParsedFile } from '../parse/parse.js';
import type { PageRange } from '../parse/read-pages.js';
import { ParserStopped, startParser, type News, type Parser } from './parser.js';
import type { Job, ParserLimits } from './protocol.js';

export interface Parsers {
  /**
   * The same as `parse`, in a process apart, so that whatever a file does to its parser ends there.
   * @param tell hears how far the reader is, and is handed what it has read of a long file
   * @param kept what was handed over in earlier attempts at the same bytes, from the first page on
   * @throws ParseFailure as `parse` does, and `timeout`, `too-large` or `corrupt` when the process was stopped or
   *   crashed; then its cause says how, for the log
   */
  parseApart(
    bytes: Uint8Array,
    fileName: string,
    mediaType?: string,
    tell?: (news: News) => void,
    kept?: PageRange[],
  ): Promise<ParsedFile>;
  /**
   * A page of a PDF or a picture as a PNG image, `scale` pixels a page unit.
   * @throws ParseFailure as parseApart does
   */
  pageApart(
    file: { bytes: Uint8Array; fileName: string; mediaType: string },
    image: { page: number; scale: number },
  ): Promise<Uint8Array>;
  /** Ends idle processes now, and busy ones when they have read their files. */
  close(): void;
}

/** An idle process is kept for the next file this long. */
const IDLE_MS = 60_000;
const ENTRY = join(packageRoot(), 'dist/libs/ingestion/apart/parser-process.js');

/**
 * A few parser processes, started when they are needed and used again while they behave.
 * @param most how many files are read at the same time; further ones wait
 */
export function startParsers(limits: ParserLimits, most = 3, entry = ENTRY): Parsers {
  const idle = new Map<Parser, NodeJS.Timeout>();
  const waiting: (() => void)[] = [];
  let free = most;
  let closing = false;

  async function use<T>(parser: Parser, job: Job, tell: (news: News) => void): Promise<T> {
    try {
      return await parser.parse<T>(job, tell);
    } finally {
      if (closing) parser.end();
      else if (parser.fit()) rest(parser);
    }
  }

  function rest(parser: Parser): void {
    const timer = setTimeout(() => {
      idle.delete(parser);
      parser.end();
    }, IDLE_MS);
    idle.set(parser, timer.unref());
  }

  function takeIdle(): Parser | undefined {
    for (const [parser, timer] of [...idle].reverse()) {
      clearTimeout(timer);
      idle.delete(parser);
      if (parser.fit()) return parser;
    }
    return undefined;
  }

  async function inTurn<T>(job: Job, tell: (news: News) => void): Promise<T> {
    if (free === 0) await new Promise<void>((turn) => waiting.push(turn));
    else free--;
    try {
      const used = takeIdle();
      return await use<T>(used ?? startParser(entry, limits), job, tell).catch((error: Error) => {
        // What an earlier file left behind in the process must not count against this one.
        const onItsOwn = error instanceof ParserStopped && error.code !== 'timeout' && used;
        if (!onItsOwn) throw error;
        return use<T>(startParser(entry, limits), job, tell);
      });
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  }

  return {
    parseApart: (bytes, fileName, mediaType, tell = () => {}, kept = []) =>
      inTurn<ParsedFile>({ bytes, fileName, mediaType, kept }, tell),
    pageApart: (file, image) => inTurn<Uint8Array>({ ...file, image }, () => {}),
    close() {
      closing = true;
      for (let parser = takeIdle(); parser; parser = takeIdle()) parser.end();
    },
  };
}
