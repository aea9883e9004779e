// The address a mail comes back to when it cannot be delivered: `support+r-<path>@domain`. The path names the
// mail and its recipient to whoever made it, and tells nobody else anything. Not: whether a path is ours.

/** 130 bits in lower-case base32. */
const pathShape = /\+r-([0-9a-z]{26})@/
/** What mail servers take before the "@". */
const localMax = 64

/** The envelope sender of a mail; an address too long for it stays as it is. */
export function returnAddress(address: string, path: string): string {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+r-${path}`
  return local.length > localMax ? address : `${local}${address.slice(at)}`
}

/** The first return path any of these addresses carries, or null. Mail servers may have changed its case. */
export function returnPathIn(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const [, path] = pathShape.exec(address.toLowerCase()) ?? []
    if (path) return path
  }
  return null
}
