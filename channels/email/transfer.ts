// Takes the transfer encoding off a part: base64, quoted-printable, uuencode. Total and linear; what is
// broken gives what can be read. Not: character sets (charset.ts).
import { clearedAway } from './clear-away.ts'

/** The bytes a part carries; of an encoding nobody knows the bytes stand as they are. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === '') return body
  const name = /[\w-]+/.exec(encoding.replace(/\([^()]*\)/g, ' ').toLowerCase())?.[0] ?? ''
  if (name === 'base64') return decodeBase64(body)
  if (name === 'quoted-printable') return decodeQuoted(body)
  if (/^(x-)?uu(encode|e)?$/.test(name)) return uuPartsIn(body.toString('latin1')).parts[0]?.bytes ?? body
  return body
}

const equals = 0x3d

/** Padding in the middle means that pieces were encoded apart and put together. */
function decodeBase64(body: Buffer): Buffer {
  // Said to be base64, but written by somebody who did not encode it: his words are kept as they came.
  const start = body.toString('latin1', 0, 2_000)
  if (start.replace(/[\w\s+/=-]+/g, '').length > start.length / 20) return body
  const padded = body.indexOf(equals)
  const isAtEnd = body.length - padded < 200 && /^[=\s]*$/.test(body.toString('latin1', padded))
  if (padded < 0 || isAtEnd) return decodeInPieces(body)
  const pieces = body.toString('latin1').split(/=+/, piecesMax)
  return Buffer.concat(pieces.map(piece => Buffer.from(piece, 'base64')))
}

const pieceBytes = 256 * 1024

/** Piece by piece, so that a large file is not held a second time as text. */
function decodeInPieces(body: Buffer): Buffer {
  if (body.length <= pieceBytes) return Buffer.from(body.toString('latin1'), 'base64')
  const out = Buffer.allocUnsafeSlow(Math.ceil((body.length * 3) / 4))
  const put = (from: number, end: number, to: number) =>
    out.write(body.toString('latin1', from, end), to, 'base64')
  let to = 0
  const taken = clearedAway()
  for (let at = 0; at < body.length; ) {
    const lines = linesEnd(body, at)
    const bytes = put(at, lines.end, to)
    // Fewer bytes than its lines have letters for: something else stands between, so they are counted.
    const isWhole = lines.end === body.length || bytes === (lines.letters * 3) / 4
    const end = isWhole ? lines.end : lettersEnd(body, at)
    to += isWhole ? bytes : put(at, end, to)
    taken(end - at)
    at = end
  }
  return out.subarray(0, to)
}

type Lines = { readonly end: number; readonly letters: number }

/**
 * Where a piece may end, since four letters make three bytes; `letters` is all that its lines could hold, and
 * never less than they do.
 */
function linesEnd(body: Buffer, from: number): Lines {
  const most = from + pieceBytes
  let letters = 0
  for (let at = from; at < body.length; ) {
    const feed = body.indexOf(lineFeed, at)
    const next = feed < 0 ? body.length : feed + 1
    const inLine = next - at - (feed < 0 ? 0 : body[feed - 1] === carriageReturn && feed > at ? 2 : 1)
    const isOver = next > most
    const fours = isOver ? inLine - ((letters + inLine) % 4) : 0
    if (fours > 0) return { end: at + fours, letters: letters + fours }
    letters += inLine
    at = next
  }
  return { end: body.length, letters }
}

/** The same, letter by letter. */
function lettersEnd(body: Buffer, from: number): number {
  let letters = 0
  let at = from
  for (; at < body.length; at++) {
    if (at - from >= pieceBytes && letters % 4 === 0) break
    letters += isLetter[body[at]!]!
  }
  return at
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_'
const isLetter = Uint8Array.from({ length: 256 }, (_, byte) =>
  alphabet.includes(String.fromCharCode(byte)) ? 1 : 0,
)

/** Nobody puts so many pieces together; more is made to cost us time. */
const piecesMax = 10_000

const lineFeed = 0x0a
const carriageReturn = 0x0d

const blankEnds = [' \n', '\t\n', ' \r\n', '\t\r\n']

/** Most have no blanks at the ends of lines, and are copied by stretches. */
function decodeQuoted(body: Buffer): Buffer {
  if (blankEnds.some(end => body.includes(end))) return decodeByBytes(body)
  const out = Buffer.allocUnsafe(body.length)
  let to = 0
  let at = 0
  while (at < body.length) {
    const mark = body.indexOf(equals, at)
    const end = mark < 0 ? body.length : mark
    to += body.copy(out, to, at, end)
    if (mark < 0) break
    const soft = softBreakAt(body, mark + 1)
    const code = soft > 0 ? -1 : hexAt(body, mark + 1)
    if (soft === 0) out[to++] = code < 0 ? equals : code
    at = soft > 0 ? soft : mark + (code < 0 ? 1 : 3)
  }
  return out.subarray(0, to)
}

/** RFC 2045, 6.7. Blanks at the end of a line were added on the way; a lone "=" stands for itself. */
function decodeByBytes(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let to = 0
  /** where blanks that may still turn out to end a line begin */
  let solid = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (byte === equals) {
      const soft = softBreakAt(body, at + 1)
      if (soft > 0) {
        at = soft - 1
        solid = to
        continue
      }
      const code = hexAt(body, at + 1)
      out[to++] = code < 0 ? byte : code
      if (code >= 0) at += 2
      solid = to
    } else if (byte === lineFeed) {
      to = solid
      if (body[at - 1] === carriageReturn) out[to++] = carriageReturn
      out[to++] = byte
      solid = to
    } else {
      out[to++] = byte
      const isBlank = byte === 0x20 || byte === 0x09 || byte === carriageReturn
      if (!isBlank) solid = to
    }
  }
  return out.subarray(0, to)
}

/** Where the next line begins when only blanks follow a "="; 0 otherwise. */
function softBreakAt(body: Buffer, from: number): number {
  let at = from
  while (at < body.length && at < from + 80 && (body[at] === 0x20 || body[at] === 0x09)) at++
  if (body[at] === carriageReturn && body[at + 1] === lineFeed) return at + 2
  return body[at] === lineFeed || at >= body.length ? at + 1 : 0
}

function hexAt(body: Buffer, at: number): number {
  const [high, low] = [nibble(body[at]), nibble(body[at + 1])]
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

export type UuPart = { readonly name: string; readonly bytes: Buffer }

const uuBegins = /^begin [0-7]{3,4} ([^\n]{1,255})$/
const uuPartsMax = 50

/** Files written into a text between "begin" and "end", and the text without them. */
export function uuPartsIn(text: string): { text: string; parts: UuPart[] } {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, parts: [] }
  const kept: string[] = []
  const parts: UuPart[] = []
  const lines = text.split('\n')
  let tried = 0
  for (let at = 0; at < lines.length; at++) {
    const name = tried < uuPartsMax ? uuBegins.exec(lines[at]!.trimEnd())?.[1] : undefined
    if (name) tried++
    const read = name ? uuPartAt(lines, at + 1) : null
    if (read) {
      parts.push({ name: name!.trim(), bytes: read.bytes })
      at = read.end
    } else kept.push(lines[at]!)
  }
  return { text: kept.join('\n'), parts }
}

/** The lines up to "end"; null when they are none, so that a sentence with "begin" stays a sentence. */
function uuPartAt(lines: readonly string[], from: number): { bytes: Buffer; end: number } | null {
  const pieces: Buffer[] = []
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!.trimEnd()
    if (line === 'end') return pieces.length ? { bytes: Buffer.concat(pieces), end: at } : null
    if (line === '' || line === '`') continue
    // Another beginning before the end: the first was none.
    if (uuBegins.test(line)) return null
    const piece = uuLine(line)
    if (!piece) return null
    pieces.push(piece)
  }
  return null
}

function uuLine(line: string): Buffer | null {
  const length = (line.charCodeAt(0) - 32) & 63
  if (line.length > 64 || line.length < 1 + Math.ceil((length * 4) / 3)) return null
  const out = Buffer.alloc(Math.ceil(line.length / 4) * 3)
  let to = 0
  for (let at = 1; at < line.length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map(next => ((line.charCodeAt(at + next) || 32) - 32) & 63)
    out[to++] = (a! << 2) | (b! >> 4)
    out[to++] = ((b! & 15) << 4) | (c! >> 2)
    out[to++] = ((c! & 3) << 6) | d!
  }
  return out.subarray(0, Math.min(length, to))
}
