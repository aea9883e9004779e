// Outlook's "winmail.dat" (TNEF): the files and the words it wraps. Bounded and total: what is cut off or
// wrong gives what stood before it. Not: forms, meetings and whatever else such a file may hold.
import { decodeText } from './charset.ts'
import { textOfRtf, unpackedRtf } from './rtf.ts'

export type Tnef = {
  readonly text: string
  readonly html: string
  readonly files: readonly {
    readonly name: string
    readonly type: string
    readonly contentId: string
    readonly bytes: Buffer
  }[]
}

const signature = 0x223e9f78
const filesMax = 100
const attributesMax = 2_000
const propertiesMax = 2_000

type Draft = { name: string; type: string; contentId: string; bytes: Buffer }

const attribute = {
  body: 0x0002800c,
  properties: 0x00069003,
  fileBegins: 0x00069002,
  fileTitle: 0x00018010,
  fileBytes: 0x0006800f,
  fileProperties: 0x00069005,
  codepage: 0x00069007,
}

const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  longName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
  bytes: 0x3701,
}

/** Reads a winmail.dat; null when it is none. */
export function tnefOf(bytes: Buffer): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null
  const files: Draft[] = []
  let found = { text: '', html: '' }
  let charset = ''
  let at = 6
  for (let seen = 0; seen < attributesMax && at + 9 <= bytes.length; seen++) {
    const id = bytes.readUInt32LE(at + 1)
    const length = bytes.readUInt32LE(at + 5)
    const data = bytes.subarray(at + 9, at + 9 + length)
    if (data.length < length) break
    at += 9 + length + 2
    if (id === attribute.codepage && length >= 4) charset = `cp${data.readUInt32LE(0)}`
    else if (id === attribute.body) found.text ||= ended(decodeText(data, charset))
    else if (id === attribute.properties) found = wordsIn(data, charset, found)
    else if (id === attribute.fileBegins && files.length < filesMax)
      files.push({ name: '', type: 'application/octet-stream', contentId: '', bytes: Buffer.alloc(0) })
    else takeFilePart(files.at(-1), id, data, charset)
  }
  return { ...found, files: files.filter(file => file.bytes.length > 0) }
}

function takeFilePart(file: Draft | undefined, id: number, data: Buffer, charset: string): void {
  if (!file) return
  if (id === attribute.fileTitle) file.name ||= ended(decodeText(data, charset))
  else if (id === attribute.fileBytes) file.bytes = data
  else if (id === attribute.fileProperties) {
    const known = propertiesOf(data)
    const text = (name: number) => known.get(name)?.text(charset) ?? ''
    file.name = text(property.longName) || file.name
    file.type = text(property.mimeType).toLowerCase() || file.type
    file.contentId = text(property.contentId).replace(/^<|>$/g, '')
    if (file.bytes.length === 0) file.bytes = known.get(property.bytes)?.bytes ?? file.bytes
  }
}

function wordsIn(data: Buffer, charset: string, before: { text: string; html: string }) {
  const known = propertiesOf(data)
  const html = known.get(property.html)?.bytes
  const rtf = known.get(property.rtf)?.bytes
  const text = known.get(property.body)?.text(charset) || before.text
  return {
    html: html ? decodeText(html, charset) : before.html,
    text: text || (rtf ? textOfRtf(unpackedRtf(rtf)) : ''),
  }
}

type Value = { readonly bytes: Buffer; readonly text: (charset: string) => string }

/** MAPI properties: fixed ones by their width, texts and bytes with a count and a length, padded to four. */
function propertiesOf(data: Buffer): Map<number, Value> {
  const found = new Map<number, Value>()
  if (data.length < 4) return found
  const count = Math.min(data.readUInt32LE(0), propertiesMax)
  let at = 4
  for (let seen = 0; seen < count && at + 4 <= data.length; seen++) {
    const type = data.readUInt16LE(at)
    const id = data.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) at = afterName(data, at)
    const value = valueAt(data, at, type)
    if (!value) break
    at = value.end
    const isWide = (type & 0xfff) === 0x1f
    const { bytes } = value
    const text = (charset: string) => ended(isWide ? bytes.toString('utf16le') : decodeText(bytes, charset))
    found.set(id, { bytes, text })
  }
  return found
}

/** A named property: the set it belongs to, then a number or a name. */
function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length
  if (data.readUInt32LE(at + 16) === 0) return at + 24
  return at + 24 + padded(data.readUInt32LE(at + 20))
}

const widths: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  10: 4,
  11: 4,
  5: 8,
  6: 8,
  7: 8,
  20: 8,
  64: 8,
  72: 16,
}
const padded = (length: number): number => (length + 3) & ~3

function valueAt(data: Buffer, from: number, type: number): { bytes: Buffer; end: number } | null {
  const plain = type & 0xfff
  const isMany = (type & 0x1000) !== 0
  let at = from
  let count = 1
  const width = widths[plain]
  if (isMany || width === undefined) {
    if (at + 4 > data.length) return null
    count = data.readUInt32LE(at)
    at += 4
  }
  if (count > propertiesMax) return null
  if (width !== undefined) {
    const end = at + width * count
    return end <= data.length ? { bytes: data.subarray(at, end), end } : null
  }
  let first: Buffer | null = null
  for (let each = 0; each < count; each++) {
    if (at + 4 > data.length) return null
    const length = data.readUInt32LE(at)
    if (at + 4 + length > data.length) return null
    // An object begins with the sixteen bytes of its kind.
    first ??= data.subarray(at + 4 + (plain === 13 ? Math.min(16, length) : 0), at + 4 + length)
    at += 4 + padded(length)
  }
  return { bytes: first ?? Buffer.alloc(0), end: Math.min(at, data.length) }
}

const ended = (text: string): string => text.replace(/\0[\s\S]*$/, '')
