// A linear look over the raw bytes of a mail before any parser sees it: is it within our limits, how many
// parts has it, and where does each lie? Not: a parser. It decodes nothing and holds no bytes (mime-tree.ts
// does, in the child process).
import { boundaryOf, typeOf } from './content-type.ts'
import { withLineEnds } from './line-ends.ts'

const MB = 1024 * 1024

/** What a mail may be. A mail over one of these is refused at the door, so that its sender hears of it. */
export const limits = {
  rawBytes: 50 * MB,
  headerBytes: 256 * 1024,
  headerLines: 2_000,
  depth: 20,
  parts: 500,
  nestedMessages: 5,
  addresses: 500,
  references: 100,
  htmlBytes: 2 * MB,
} as const

export type PreScanRefusal =
  | 'mail.empty'
  | 'mail.too_large'
  | 'mail.header_too_large'
  | 'mail.too_deep'
  | 'mail.too_many_parts'
  | 'mail.too_many_nested'
  | 'mail.too_many_addresses'
  | 'mail.too_many_references'
  | 'mail.html_too_large'

/** `outerParts` counts the parts outside of nested messages: what the parser must find as well. */
export type PreScan =
  | { readonly ok: true; readonly parts: number; readonly outerParts: number }
  | { readonly ok: false; readonly refused: PreScanRefusal; readonly smtp: string }

const tooBig = '552 5.3.4'
const broken = '554 5.6.0'

/** The answer to the sender of a mail over so many bytes. */
export const tooLarge = (bytes: number): string =>
  `${tooBig} The message is larger than ${Math.floor(bytes / MB)} MB`

/** The answer to the sender for each refusal, in words he can act on. */
export const smtpAnswer: Readonly<Record<PreScanRefusal, string>> = {
  'mail.empty': `${broken} The message is empty`,
  'mail.too_large': tooLarge(limits.rawBytes),
  'mail.header_too_large': `${tooBig} The header is larger than 256 kB or 2000 lines`,
  'mail.too_deep': `${broken} The message has more than 20 levels of parts`,
  'mail.too_many_parts': `${broken} The message has more than 500 parts`,
  'mail.too_many_nested': `${broken} More than 5 messages are nested in each other`,
  'mail.too_many_addresses': `${broken} The header names more than 500 addresses`,
  'mail.too_many_references': `${broken} The header names more than 100 references`,
  'mail.html_too_large': `${tooBig} The HTML is larger than 2 MB`,
}

/**
 * Where one part of a mail lies in its bytes. `parent` is its place in the list, -1 for the mail itself; the
 * message inside a message/rfc822 is the one child of that part.
 */
export type Entity = {
  readonly parent: number
  readonly headerStart: number
  bodyStart: number
  bodyEnd: number
  type: string
}

type Boundary = {
  readonly value: Buffer
  readonly nested: number
  readonly digest: boolean
  readonly owner: number
}

type Scan = {
  readonly raw: Buffer
  at: number
  parts: number
  outerParts: number
  headerBytes: number
  nested: number
  digest: boolean
  readonly open: Boundary[]
  readonly entities: Entity[]
  /** the parts the next line may belong to, the innermost last */
  readonly within: number[]
  /** a delimiter has begun a part that was not looked at yet */
  isPartDue: boolean
}

const lineFeed = 0x0a
const dash = 0x2d
const delimiterStart = Buffer.from('\n--')

/** Scans a raw mail. Time grows with its length only; a refusal comes as soon as a limit is passed. */
export function preScan(bytes: Uint8Array): PreScan {
  const scanned = scanMail(bytes)
  if (Array.isArray(scanned)) return refusal(scanned[0])
  const { parts, outerParts } = scanned
  return { ok: true, parts, outerParts }
}

/** Where the parts of a mail lie; null when it is not within our limits. */
export function entitiesOf(bytes: Uint8Array): readonly Entity[] | null {
  const scanned = scanMail(bytes)
  return Array.isArray(scanned) ? null : scanned.entities
}

type Scanned = { ok: true; parts: number; outerParts: number; entities: Entity[] }

function scanMail(bytes: Uint8Array): Scanned | [PreScanRefusal] {
  if (bytes.length === 0) return ['mail.empty']
  if (bytes.length > limits.rawBytes) return ['mail.too_large']
  const { buffer, byteOffset, byteLength } = withLineEnds(bytes)
  const raw = Buffer.from(buffer, byteOffset, byteLength)
  const scan: Scan = {
    raw,
    at: linesBefore(raw),
    parts: 1,
    outerParts: 1,
    headerBytes: 0,
    nested: 0,
    digest: false,
    open: [],
    entities: [],
    within: [],
    isPartDue: true,
  }
  while (scan.isPartDue || scan.at < raw.length) {
    const refused = scanEntity(scan)
    if (refused) return [refused]
  }
  closeWithin(scan, -1, raw.length)
  return { ok: true, parts: scan.parts, outerParts: scan.outerParts, entities: scan.entities }
}

const refusal = (refused: PreScanRefusal): PreScan => ({ ok: false, refused, smtp: smtpAnswer[refused] })

/** One entity: its header, then its body up to the next delimiter, where the next entity begins. */
function scanEntity(scan: Scan): PreScanRefusal | null {
  const place = scan.entities.length
  const parent = scan.within.at(-1) ?? -1
  const entity: Entity = { parent, headerStart: scan.at, bodyStart: -1, bodyEnd: -1, type: '' }
  scan.isPartDue = false
  scan.entities.push(entity)
  scan.within.push(place)
  const header = readHeader(scan)
  if ('refused' in header) return header.refused
  if (isNoHeader(header.text)) return scanWords(scan, entity, header)
  const fields = fieldsOf(header.text)
  const refused = countedTooHigh(fields)
  if (refused) return refused
  const type = typeOf(fields.get('content-type') ?? (scan.digest ? 'message/rfc822' : 'text/plain'))
  entity.type = type
  if (header.ended === 'delimiter') return null
  entity.bodyStart = scan.at
  const encoding = fields.get('content-transfer-encoding') ?? ''
  const isEncoded = /base64|quoted-printable/i.test(encoding)
  scan.digest = false
  if (messageTypes.has(type) && !isEncoded) {
    scan.nested++
    return scan.nested > limits.nestedMessages ? 'mail.too_many_nested' : null
  }
  if (type.startsWith('multipart/')) {
    const value = boundaryOf(fields.get('content-type') ?? '')
    if (value) {
      const digest = type === 'multipart/digest'
      scan.open.push({ value: Buffer.from(value, 'latin1'), nested: scan.nested, digest, owner: place })
      if (scan.open.length > limits.depth) return 'mail.too_deep'
    }
  }
  const start = scan.at
  const outcome = skipBody(scan)
  if (outcome) return outcome
  const bodyBytes = scan.at - start
  const htmlBytes = /base64/i.test(encoding) ? bodyBytes * 0.73 : bodyBytes
  return type === 'text/html' && htmlBytes > limits.htmlBytes ? 'mail.html_too_large' : null
}

const fieldLine = /^[!-9;-~]{1,200}[ \t]*:/m

/** Words where a header should stand: somebody forgot it, and the empty line below it. */
const isNoHeader = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what has them is no words
  text.trim() !== '' && !/^>?From /.test(text) && !fieldLine.test(text) && !/[\0-\x08\x0e-\x1f]/.test(text)

/** A part of words alone; what was taken for its header is where they begin. */
function scanWords(scan: Scan, entity: Entity, { text, ended }: Read): PreScanRefusal | null {
  entity.type = 'text/plain'
  entity.bodyStart = entity.headerStart
  if (entity.bodyEnd >= 0) entity.bodyEnd = entity.headerStart + text.replace(/\r?\n$/, '').length
  scan.digest = false
  return ended === 'delimiter' ? null : skipBody(scan)
}

const blankLines = /^(?:\r?\n){1,20}(?=[!-9;-~]{1,200}:)/

/** Empty lines before the first field are nobody's words. */
const linesBefore = (raw: Buffer): number =>
  raw[0] === lineFeed || raw[0] === 0x0d
    ? (blankLines.exec(raw.toString('latin1', 0, 300))?.[0].length ?? 0)
    : 0

/** Parts that hold a whole mail. */
export const messageTypes: ReadonlySet<string> = new Set(['message/rfc822', 'message/global'])

/** Every part within `owner` ends here; the line break before a delimiter belongs to the delimiter. */
function closeWithin({ raw, within, entities }: Scan, owner: number, at: number): void {
  let end = at
  if (owner >= 0 && raw[end - 1] === lineFeed) end -= raw[end - 2] === 0x0d ? 2 : 1
  while (within.length && within.at(-1) !== owner) {
    const entity = entities[within.pop()!]!
    if (entity.bodyStart < 0) entity.bodyStart = at
    entity.bodyEnd = Math.max(entity.bodyStart, end)
  }
}

type Read = { text: string; ended: 'blank' | 'delimiter' }
type Header = Read | { refused: PreScanRefusal }

/** Reads lines up to the blank one. A delimiter ends a header as well: the part then has no body. */
function readHeader(scan: Scan): Header {
  const { raw } = scan
  const start = scan.at
  for (let lines = 0; scan.at < raw.length; lines++) {
    const lineStart = scan.at
    const feed = raw.indexOf(lineFeed, lineStart)
    const next = feed < 0 ? raw.length : feed + 1
    if (raw[lineStart] === dash && raw[lineStart + 1] === dash && scan.open.length) {
      const taken = takeDelimiter(scan, lineStart, lineEnd(raw, lineStart, next))
      if (taken !== null) {
        scan.at = next
        const text = raw.toString('latin1', start, lineStart)
        if (taken === 'end') return afterEnd(scan, text)
        return taken === 'part' ? { text, ended: 'delimiter' } : { refused: taken }
      }
    }
    scan.headerBytes += next - lineStart
    if (scan.headerBytes > limits.headerBytes || lines >= limits.headerLines) {
      return { refused: 'mail.header_too_large' }
    }
    scan.at = next
    if (lineEnd(raw, lineStart, next) === lineStart)
      return { text: raw.toString('latin1', start, lineStart), ended: 'blank' }
  }
  return { text: raw.toString('latin1', start, scan.at), ended: 'delimiter' }
}

/** A closing delimiter inside a header: what follows is an epilogue, so skip it like a body. */
function afterEnd(scan: Scan, text: string): Header {
  const refused = skipBody(scan)
  return refused ? { refused } : { text, ended: 'delimiter' }
}

/** Where a line's content ends: trailing CR and LF do not count. */
function lineEnd(raw: Buffer, from: number, next: number): number {
  let end = next
  while (end > from && (raw[end - 1] === lineFeed || raw[end - 1] === 0x0d)) end--
  return end
}

/** Moves to the line after the delimiter that begins the next part, or to the end. */
function skipBody(scan: Scan): PreScanRefusal | null {
  const { raw } = scan
  let from = scan.at === 0 ? 0 : scan.at - 1
  while (scan.open.length) {
    const found = raw.indexOf(delimiterStart, from)
    if (found < 0) break
    const lineStart = found + 1
    const feed = raw.indexOf(lineFeed, lineStart)
    const next = feed < 0 ? raw.length : feed + 1
    const taken = takeDelimiter(scan, lineStart, lineEnd(raw, lineStart, next))
    if (taken === 'part') {
      scan.at = next
      return null
    }
    if (taken !== null && taken !== 'end') return taken
    from = next - 1
  }
  scan.at = raw.length
  return null
}

/**
 * Whether a line is a delimiter of an open multipart; if so, closes what it closes and counts what it
 * opens.
 */
function takeDelimiter(scan: Scan, start: number, end: number): 'part' | 'end' | PreScanRefusal | null {
  const found = matchingBoundary(scan, start, end)
  if (found < 0) return null
  const boundary = scan.open[found]!
  const afterValue = start + 2 + boundary.value.length
  const isEnd = end >= afterValue + 2 && scan.raw[afterValue] === dash && scan.raw[afterValue + 1] === dash
  closeWithin(scan, boundary.owner, start)
  scan.nested = boundary.nested
  scan.open.length = isEnd ? found : found + 1
  if (isEnd) return 'end'
  scan.digest = boundary.digest
  scan.parts++
  scan.isPartDue = true
  if (boundary.nested === 0) scan.outerParts++
  return scan.parts > limits.parts ? 'mail.too_many_parts' : 'part'
}

/** The innermost open boundary a line names; one of an outer message wins over one of a nested message. */
function matchingBoundary(scan: Scan, start: number, end: number): number {
  let found = -1
  for (let i = scan.open.length - 1; i >= 0; i--) {
    const { value, nested } = scan.open[i]!
    if (found >= 0 && nested >= scan.open[found]!.nested) continue
    const afterValue = start + 2 + value.length
    if (end < afterValue || value.compare(scan.raw, start + 2, afterValue) !== 0) continue
    const isEnd = end >= afterValue + 2 && scan.raw[afterValue] === dash && scan.raw[afterValue + 1] === dash
    if (isBlank(scan.raw, isEnd ? afterValue + 2 : afterValue, end)) found = i
  }
  return found
}

function isBlank(raw: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (raw[at] !== 0x20 && raw[at] !== 0x09) return false
  return true
}

/**
 * The fields we need, unfolded; of a field given twice the first decides, except that lists are counted
 * over all.
 */
function fieldsOf(header: string): Map<string, string> {
  const fields = new Map<string, string>()
  /** the field that a folded line goes on; empty: one nobody needs */
  let last = ''
  let isFirst = true
  for (const line of header.split('\n')) {
    const text = line.endsWith('\r') ? line.replace(/\r+$/, '') : line
    if (!isFirst && (text[0] === ' ' || text[0] === '\t')) {
      if (last) fields.set(last, fields.get(last) + text)
      continue
    }
    isFirst = false
    const colon = text.indexOf(':')
    const name = colon < 0 ? '' : text.slice(0, colon).trim().toLowerCase()
    last = ''
    if (!neededFields.has(name)) continue
    const known = fields.get(name)
    if (known !== undefined && !listFields.has(name)) continue
    const value = text.slice(colon + 1)
    fields.set(name, known === undefined ? value : `${known},${value}`)
    last = name
  }
  for (const [name, value] of fields) fields.set(name, value.trim())
  return fields
}

const addressFields = ['from', 'sender', 'to', 'cc', 'bcc', 'reply-to']
const referenceFields = ['references', 'in-reply-to']
const listFields = new Set([...addressFields, ...referenceFields])
const neededFields = new Set([...listFields, 'content-type', 'content-transfer-encoding'])

function countedTooHigh(fields: ReadonlyMap<string, string>): PreScanRefusal | null {
  let addresses = 0
  let groups = 0
  for (const name of addressFields) {
    const counted = countAddresses(fields.get(name) ?? '')
    addresses += counted.addresses
    groups += counted.groups
  }
  if (addresses > limits.addresses || groups > limits.addresses) return 'mail.too_many_addresses'
  for (const name of referenceFields) {
    const value = fields.get(name) ?? ''
    if (count(value, '<') > limits.references || count(value, '@') > 2 * limits.references) {
      return 'mail.too_many_references'
    }
  }
  return null
}

/** Counts separators outside of quoted strings: never fewer than a parser could find. */
function countAddresses(value: string): { addresses: number; groups: number } {
  if (!value) return { addresses: 0, groups: 0 }
  let separators = 0
  let groups = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    const character = value[at]
    if (character === '\\') at++
    else if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === ',' || character === ';')) separators++
    else if (!isQuoted && (character === ':' || character === '(')) groups++
  }
  return { addresses: Math.max(separators + 1, count(value, '<')), groups }
}

function count(text: string, character: string): number {
  let found = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++
  return found
}
