const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

/**
 * The words of a text, lower-cased, in order: runs of letters, marks, digits and underscores (Unicode `\w+`).
 * The same for indexing, for queries and for training, so that the three meet on the same keys.
 */
export function words(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(WORD) ?? [];
}
