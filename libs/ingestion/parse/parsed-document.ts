import type { PageLayout } from '#platform';
import type { ParseWarning } from '../reasons.js';

/** A heading: its level (1 is the highest) and the range of its line in the text. */
export interface Heading {
  level: number;
  start: number;
  end: number;
}

/** A page, counted from 1; the spans of a document cover its text without gaps or overlap. */
export interface PageSpan {
  page: number;
  start: number;
  end: number;
}

/** A file inside a file: an attachment, a mail of a mailbox, a member of an archive. */
export interface Child {
  /** Its path inside the parent, with forward slashes; unique among its siblings. */
  name: string;
  bytes: Uint8Array;
  mediaType?: string;
}

/**
 * What a parser makes of a file. All ranges are UTF-16 code units in `text`.
 *
 * `text` is the canonical text: NFC, `\n` line ends, a blank line between blocks, and no NUL, lone surrogate,
 * byte order mark, soft hyphen or zero-width character.
 */
export interface ParsedDocument {
  text: string;
  /** In order. */
  headings: Heading[];
  /** Empty when the format has no pages. A page without text has no span. */
  pages: PageSpan[];
  /** Front matter with its keys as written, or what the file says of itself (title, author, date). */
  metadata: Record<string, unknown>;
  /** Where the words of each page stand; absent when the format has no pages to look at. */
  layout?: PageLayout[];
  warnings: ParseWarning[];
  /** Files inside that are documents of their own. A container such as an archive has these and no text. */
  children?: Child[];
}

/**
 * Hears of each page before it is read, counted from 1, and how many there are. Each page buys its file more time,
 * and more when its text must be recognised.
 */
export type OnPage = (page: number, pages: number, recognised: boolean) => void;
