// Files written into a text as yEnc, which takes bytes as they are: found before the text is decoded. Not:
// uuencode (transfer.ts).

export type YencPart = { readonly name: string; readonly bytes: Buffer }

const begins = Buffer.from('=ybegin ')
const ends = Buffer.from('=yend ')
const partsMax = 50
const triesMax = 500
const lineFeed = 0x0a

/** The files of a text, and the bytes around them. Total: what has no end or no name is text. */
export function yencPartsIn(bytes: Buffer): { rest: Buffer; parts: YencPart[] } {
  const parts: YencPart[] = []
  const rest: Buffer[] = []
  let from = 0
  let at = bytes.indexOf(begins)
  for (let tried = 0; at >= 0 && tried < triesMax && parts.length < partsMax; tried++) {
    const head = lineAt(bytes, at)
    const isLineStart = at === 0 || bytes[at - 1] === lineFeed
    const name = isLineStart ? / name=(.{1,255})$/.exec(head.line)?.[1] : undefined
    const end = name ? bytes.indexOf(ends, head.next) : -1
    if (name && end < 0) break
    if (name) {
      rest.push(bytes.subarray(from, at))
      const inside = lineAt(bytes, head.next)
      const start = inside.line.startsWith('=ypart ') ? inside.next : head.next
      parts.push({ name: name.trim(), bytes: decoded(bytes.subarray(start, end)) })
      from = lineAt(bytes, end).next
    }
    at = bytes.indexOf(begins, Math.max(from, at + 1))
  }
  return parts.length
    ? { rest: Buffer.concat([...rest, bytes.subarray(from)]), parts }
    : { rest: bytes, parts }
}

function lineAt(bytes: Buffer, at: number): { line: string; next: number } {
  const feed = bytes.indexOf(lineFeed, at)
  const next = feed < 0 ? bytes.length : feed + 1
  return { line: bytes.toString('utf8', at, Math.min(next, at + 500)).trimEnd(), next }
}

/** Each byte is 42 on; behind "=" another 64. Line ends are none of it. */
function decoded(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length)
  let to = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (byte === lineFeed || byte === 0x0d) continue
    if (byte === 0x3d) out[to++] = (body[++at]! - 106) & 0xff
    else out[to++] = (byte - 42) & 0xff
  }
  return out.subarray(0, to)
}
