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
  /** Codes: 'encoding-guessed', 'pages-without-text', 'content-left-out' (formulas, inserted files). */
  warnings: string[];
}
