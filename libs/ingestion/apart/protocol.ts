import type { ParseFailureCode } from '../parse/parse-failure.js';
import type { PageRange } from '../parse/read-pages.js';

/** What a parser process may use up. */
export interface ParserLimits {
  /** For any file, and for each of its pages on top of that. */
  seconds: number;
  secondsAPage: number;
  /** Resident memory. */
  memoryMB: number;
}

/** What a file may become at most, text and attachments together. */
export const OUTPUT_MB = 250;

/** A file to read: what goes to a parser process. */
export interface Job {
  bytes: Uint8Array;
  fileName: string;
  mediaType: string | undefined;
  /** What earlier attempts have read of it. */
  kept?: PageRange[];
  /** Asks for a page as an image (PNG) instead of the text; `scale` is in pixels a page unit. */
  image?: { page: number; scale: number };
}

/** How far a parser is. */
export interface PageProgress {
  page: number;
  pages: number;
  /** Its text must be recognised, which takes seconds. */
  recognised: boolean;
}

/** What became of a file. A document or an image is sent as v8 serialises it, so that its size is known before it is sent. */
export type Result = { document: Uint8Array } | { refusal: { code: ParseFailureCode; message: string } };

/** A result, with the memory that the process took for it and holds now. */
export type Outcome = Result & { peakMB: number; residentMB: number };

/** What comes back from a parser process. */
export type Report = { ready: true } | PageProgress | { range: PageRange } | Outcome;

/** What a parser process is started with: what it may use, and a folder that is its own. */
export interface Lodging {
  folder: string;
  memoryMB: number;
}
