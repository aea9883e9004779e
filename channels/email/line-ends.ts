// Mail whose lines end with a bare CR, as a few old programs write it. Not: what a line of SMTP is
// (listener.ts), where nothing but CR LF ends one.

const lineFeed = 0x0a
const carriageReturn = 0x0d
// Reading every byte of more would hold others up; nobody writes so much without a line feed.
const bytesMax = 4 * 1024 * 1024

/**
 * The same mail with a line feed for each CR where no other line end stands in it than at its very end; else
 * the bytes that were given. A mail that has lines already keeps its CRs: one within a line begins no new
 * field, whoever put it there.
 */
export function withLineEnds(bytes: Uint8Array): Uint8Array {
  const first = bytes.indexOf(lineFeed)
  if (bytes.length > bytesMax || (first >= 0 && !isLast(bytes, first))) return bytes
  if (!bytes.includes(carriageReturn)) return bytes
  const end = first < 0 ? bytes.length : first
  // The CR before the line feed is part of that line end.
  const last = bytes[end - 1] === carriageReturn && first >= 0 ? end - 1 : end
  return bytes.map((byte, at) => (byte === carriageReturn && at < last ? lineFeed : byte))
}

/** Whether nothing but line ends stands behind a place. */
function isLast(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; at++)
    if (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) return false
  return true
}
