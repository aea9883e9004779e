// The outermost layer of a CMS file (RFC 5652): what it is, and the bytes a signature wraps. Also BER as mail
// programs write it: lengths left open, strings in pieces. Not: checking a signature, nor opening a cipher.

export type Cms =
  | { readonly kind: 'signed' /** null: the signed bytes lie elsewhere */; readonly content: Buffer | null }
  | { readonly kind: 'enveloped' }
  | { readonly kind: 'other' }

type Element = { readonly tag: number; readonly start: number /** -1: open */; readonly end: number }

const sequence = 0x30
const octets = 0x04
const octetsInPieces = 0x24
const objectId = 0x06
const explicit = 0xa0

/** Deeper than any program goes: pieces within pieces, and what is stepped over. */
const depthMax = 12
/** Pieces are a thousand bytes long with some programs. */
const piecesMax = 200_000

const kinds: Readonly<Record<string, 'signed' | 'enveloped'>> = {
  '2a864886f70d010702': 'signed',
  '2a864886f70d010703': 'enveloped',
  '2a864886f70d010704': 'enveloped',
  '2a864886f70d0109100117': 'enveloped',
}

/** What bytes are as CMS; null when they are none. Total, and linear in their length. */
export function cmsOf(bytes: Buffer): Cms | null {
  const outer = elementAt(bytes, 0)
  if (outer?.tag !== sequence) return null
  const type = elementAt(bytes, outer.start)
  if (type?.tag !== objectId || type.end < 0) return null
  const kind = kinds[bytes.toString('hex', type.start, Math.min(type.end, type.start + 20))] ?? 'other'
  if (kind !== 'signed') return { kind }
  return { kind, content: signedContent(bytes, type.end) }
}

/** SignedData: version, digests, then the content as an octet string. */
function signedContent(bytes: Buffer, at: number): Buffer | null {
  const wrapper = elementAt(bytes, at)
  const data = wrapper?.tag === explicit ? elementAt(bytes, wrapper.start) : null
  if (data?.tag !== sequence) return null
  const afterVersion = behind(bytes, data.start)
  const afterDigests = afterVersion < 0 ? -1 : behind(bytes, afterVersion)
  const content = afterDigests < 0 ? null : elementAt(bytes, afterDigests)
  if (content?.tag !== sequence) return null
  const afterType = behind(bytes, content.start)
  if (afterType < 0 || (content.end >= 0 && afterType >= content.end)) return null
  const inside = elementAt(bytes, afterType)
  if (inside?.tag !== explicit) return null
  const pieces: Buffer[] = []
  return takePieces(bytes, inside.start, pieces, 0) < 0 ? null : Buffer.concat(pieces)
}

/** Tag and length of the element at a place; null when there is none that ends within the bytes. */
function elementAt(bytes: Buffer, at: number): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  // Tags of several bytes stand nowhere in what we look at.
  if (at < 0 || tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null
  if (first === 0x80) return (tag & 0x20) === 0 ? null : { tag, start: at + 2, end: -1 }
  const count = first < 0x80 ? 0 : first & 0x7f
  if (count > 4 || at + 2 + count > bytes.length) return null
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count)
  const start = at + 2 + count
  return start + length > bytes.length ? null : { tag, start, end: start + length }
}

/** The place behind an element; -1 when it has no end. */
function behind(bytes: Buffer, at: number, depth = 0): number {
  const element = elementAt(bytes, at)
  if (!element || depth > depthMax) return -1
  if (element.end >= 0) return element.end
  let next = element.start
  while (next >= 0 && !isEnd(bytes, next)) next = behind(bytes, next, depth + 1)
  return next < 0 ? -1 : next + 2
}

const isEnd = (bytes: Buffer, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0

/** Collects an octet string that may be in pieces; the place behind it, or -1. */
function takePieces(bytes: Buffer, at: number, pieces: Buffer[], depth: number): number {
  const element = elementAt(bytes, at)
  if (!element || depth > depthMax || pieces.length > piecesMax) return -1
  if (element.tag === octets) {
    pieces.push(bytes.subarray(element.start, element.end))
    return element.end
  }
  if (element.tag !== octetsInPieces) return -1
  let next = element.start
  while (next >= 0 && (element.end < 0 ? !isEnd(bytes, next) : next < element.end))
    next = takePieces(bytes, next, pieces, depth + 1)
  return next < 0 || element.end >= 0 ? next : next + 2
}
