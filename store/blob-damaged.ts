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

/** The place of large blobs does not answer just now; what it keeps is not lost by that. */
export class BlobsAway extends Error {}
