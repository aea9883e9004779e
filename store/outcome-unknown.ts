// Thrown when nobody can say whether a commit holds. Not a refusal: the same idempotency key later tells the
// one truth.

/**
 * The connection or the replication broke while a commit was under way. Answer 503 or 451, never yes or no.
 */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown'

  constructor(cause?: unknown) {
    super('nobody can say whether the commit holds', { cause })
  }
}
