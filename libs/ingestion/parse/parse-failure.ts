/** Why a file cannot become a document. */
export type ParseFailureCode =
  'empty' | 'unsupported' | 'corrupt' | 'encrypted' | 'no-text' | 'too-large' | 'timeout';

/** A file that cannot be read. The message is one plain sentence: what is wrong, and what to do about it. */
export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';

  constructor(
    readonly code: ParseFailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
