// Bytes that should be there and are not, or are others: a fault of a disk or of whoever changed them. Said
// to people as it is, and on the health page, until they come in once more.

export class BlobDamaged extends Error {
  readonly sha256: string
  readonly how: 'missing' | 'changed'
  constructor(sha256: string, how: 'missing' | 'changed') {
    super(`blob ${sha256} is ${how}`)
    this.sha256 = sha256
    this.how = how
  }
}

/** What is wrong with the place of large blobs. `failing`: it does not do, or not answer, what it should. */
export type PlaceFault = 'full' | 'read_only' | 'gone' | 'failing'

/** The place of large blobs cannot be used just now; what it keeps is not lost by that. */
export class BlobsAway extends Error {
  readonly why: PlaceFault
  constructor(message: string, more: { readonly why?: PlaceFault; readonly cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.why = more.why ?? 'failing'
  }
}

/** Nothing large can be kept just now, so nothing was recorded: the same may be sent again later. */
export class BlobsNotKept extends BlobsAway {}
