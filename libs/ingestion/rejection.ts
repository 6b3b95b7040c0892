/** A document that cannot be taken as it is, for a reason that its sender can mend. */
export class Rejection extends Error {
  override name = 'Rejection';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
