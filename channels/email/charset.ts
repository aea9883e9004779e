// Bytes become text: the character sets mails name, those they only mean, and those they forgot to name.
// Total: whatever the bytes are, there is a text. Not: transfer encodings (transfer.ts).

import { dosPage } from './dos-pages.ts'

/** The text of bytes said to be in a character set; an empty or unknown one is told by the bytes. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const label = labelOf(charset)
  if (label === 'utf-7') return decodeUtf7(latin1(bytes))
  if (label === 'utf-32') return decodeUtf32(bytes, charset)
  if (label === 'hz-gb-2312') return decodeHz(bytes)
  if (!label || label === 'us-ascii') return decodeUnnamed(bytes)
  if (label === 'utf-8') return decodeUtf8(bytes)
  const page = dosPage(/^windows-(\d{3})$/.exec(label)?.[1] ?? '')
  if (page) return decodeDos(bytes, page)
  if (label === 'iso-2022-kr') return decodeShifted(bytes)
  const isTurned = /^utf-?16(?:le)?$/.test(label) && bytes[0] === 0xfe && bytes[1] === 0xff
  const decoder = decoderOf(isTurned ? 'utf-16be' : label)
  if (!decoder) return decodeUnnamed(bytes)
  if (isOneByte.test(decoder.encoding) && isClearlyOther(bytes, decoder.encoding)) return decodeUnnamed(bytes)
  return decoder.encoding === 'utf-8' ? decodeUtf8(bytes) : decoder.decode(bytes)
}

/** Said to be UTF-8, as most are: one look at the text tells whether it is. */
function decodeUtf8(bytes: Uint8Array): string {
  const text = decoderOf('utf-8')!.decode(bytes)
  return isMostlyBroken(text) ? decodeUnnamed(bytes) : text
}

/** Sets in which whatever bytes are a text: the name proves nothing. */
const isOneByte = /^(?:iso-8859-|windows-|koi8|macintosh|x-mac)/

/** How much of a text is looked at to tell what it is in. */
const lookedAt = 4_096

/** Whether a text said to be in a set of one byte is in another, as its bytes say without a doubt. */
function isClearlyOther(bytes: Uint8Array, named: string): boolean {
  const start = bytes.subarray(0, lookedAt)
  const text = latin1(start)
  if (hasJapaneseEscapes(text)) return true
  if (!/[\x80-\xff]/.test(text)) return false
  // Several characters of several bytes, and nothing that is none: no other set has that by chance.
  if ((text.match(/[\xc2-\xf4][\x80-\xbf]{1,3}/g)?.length ?? 0) >= 2 && isUtf8(bytes)) return true
  const cyrillic = cyrillicIn(start)
  if (!cyrillic) return false
  if (/^(?:windows-1252|iso-8859-1)$/.test(named)) return true
  if (!/^(?:windows-1251|koi8-[ru]|iso-8859-5)$/.test(named)) return false
  return cyrillicScore(start, cyrillic) > 1.4 * cyrillicScore(start, named)
}

const hasJapaneseEscapes = (text: string): boolean => text.includes('\x1b$@') || text.includes('\x1b$B')

/** Whether bytes are text in UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Names that mean a set the platform knows by another one. */
const otherNames: Readonly<Record<string, string>> = {
  ansi: 'windows-1252',
  '1252': 'windows-1252',
  '1251': 'windows-1251',
  '1250': 'windows-1250',
  '8bit': '',
  binary: '',
  default: '',
  unknown: '',
  'unknown-8bit': '',
  none: '',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  cp936: 'gb18030',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  cp950: 'big5',
  cp874: 'windows-874',
  tis620: 'windows-874',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp51932: 'euc-jp',
  hz: 'hz-gb-2312',
  cp65001: 'utf-8',
  'iso2022jp-ms': 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  mskanji: 'shift_jis',
  unicode: 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  'utf-32le': 'utf-32',
  'utf-32be': 'utf-32',
  utf7: 'utf-7',
  ascii: 'us-ascii',
  latin9: 'iso-8859-15',
  macroman: 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  euccn: 'gb18030',
  'x-big5': 'big5',
}
/** A sender names what he likes, also what every object has. */
const aliases: ReadonlyMap<string, string> = new Map(Object.entries(otherNames))

function labelOf(charset: string): string {
  if (charset === 'utf-8' || charset === 'UTF-8') return 'utf-8'
  const name = charset
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/^(?:x-|cs)(?!user|mac)/, '')
  const known = aliases.get(name) ?? aliases.get(name.replace(/[\s._-]/g, ''))
  if (known !== undefined) return known
  if (/utf[_-]?8/.test(name)) return 'utf-8'
  const page = /^(?:cp|windows|ms|ibm)[_-]?(\d{3,5})$/.exec(name)?.[1]
  return page ? (aliases.get(`cp${page}`) ?? `windows-${page}`) : name
}

const decoders = new Map<string, TextDecoder | null>()

/** A decoder for a name; names are the sender's, so only so many that do not exist are remembered. */
function decoderOf(label: string): TextDecoder | null {
  const known = decoders.get(label)
  if (known !== undefined) return known
  const made = [
    label,
    label.replace(/^iso[_-]?(\d{4})[_-]?(\d+)/, 'iso-$1-$2'),
    label.replace(/^windows-/, 'ibm'),
  ]
    .map(tried)
    .find(decoder => decoder !== null)
  if (decoders.size < 200) decoders.set(label, made ?? null)
  return made ?? null
}

function tried(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/** Said to be UTF-8, but more characters are broken than right. */
function isMostlyBroken(text: string): boolean {
  if (!text.includes('\ufffd')) return false
  const broken = text.split('\ufffd').length - 1
  return broken > text.replace(/[\0-\x7f\ufffd]+/g, '').length
}

/** No set is named, or a wrong one: UTF-8 tells itself, Japanese its escapes, Cyrillic its letters. */
function decodeUnnamed(bytes: Uint8Array): string {
  const start = bytes.subarray(0, lookedAt)
  if (hasJapaneseEscapes(latin1(start))) return decoderOf('iso-2022-jp')!.decode(bytes)
  if (isUtf8(bytes)) return decoderOf('utf-8')!.decode(bytes)
  return decoderOf(cyrillicIn(start) ?? 'windows-1252')!.decode(bytes)
}

/** Fewer letters, or fewer of the frequent ones, may be a row of anybody's accents. */
const lettersMin = 7
const differentMin = 4
const frequentLetters = /[оеаинтсрвл]/gi

/**
 * The Cyrillic set that bytes are in; null when they are none. Its words have nothing but high bytes, where
 * Latin ones have one or two; and its frequent letters are frequent in one set only.
 */
function cyrillicIn(bytes: Uint8Array): 'windows-1251' | 'koi8-r' | null {
  const words = latin1(bytes).match(/[A-Za-z\x80-\xff]{3,}/g) ?? []
  const high = words.map(word => word.match(/[\x80-\xff]/g)?.length ?? 0)
  const touched = words.filter((_, at) => high[at]! > 0).join('').length
  const all = high.reduce((sum, count) => sum + count, 0)
  if (all < lettersMin || all < 0.75 * touched) return null
  const [windows, koi] = [cyrillicScore(bytes, 'windows-1251'), cyrillicScore(bytes, 'koi8-r')]
  if (Math.max(windows, koi) < 0.4) return null
  const likelier = koi > windows ? 'koi8-r' : 'windows-1251'
  const different = new Set(decoderOf(likelier)!.decode(bytes).toLowerCase().match(frequentLetters))
  return different.size >= differentMin ? likelier : null
}

/** How Russian the Cyrillic letters of a text are: frequent ones, and no capitals behind small ones. */
function cyrillicScore(bytes: Uint8Array, label: string): number {
  const text = decoderOf(label)!.decode(bytes)
  const letters = text.match(/[\u0400-\u04ff]/g)?.length ?? 0
  const frequent = text.match(frequentLetters)?.length ?? 0
  const turned = text.match(/[а-яё](?=[А-ЯЁ])/g)?.length ?? 0
  return letters === 0 ? 0 : (frequent - 2 * turned) / letters
}

/** RFC 1557: between SO and SI two bytes are a character. */
function decodeShifted(bytes: Uint8Array): string {
  const decoder = decoderOf('euc-kr')!
  return latin1(bytes)
    .replaceAll('\x1b$)C', '')
    .split('\x0e')
    .map((run, at) => {
      const [korean = '', ...rest] = at === 0 ? ['', run] : run.split('\x0f')
      return decoder.decode(Buffer.from(korean, 'latin1').map(shifted)) + rest.join('')
    })
    .join('')
}

const shifted = (byte: number): number => (byte > 0x20 ? byte | 0x80 : byte)

/** RFC 1843: between "~{" and "~}" two bytes are a character. */
function decodeHz(bytes: Uint8Array): string {
  const decoder = decoderOf('gb18030')!
  return latin1(bytes)
    .replace(/~\n/g, '')
    .replace(/~\{([\x21-\x7e]*?)(?:~\}|$)|~~/g, (whole, run: string | undefined) =>
      whole === '~~' ? '~' : decoder.decode(Buffer.from(run ?? '', 'latin1').map(byte => byte | 0x80)),
    )
}

const decodeDos = (bytes: Uint8Array, upper: string): string =>
  latin1(bytes).replace(/[\x80-\xff]/g, byte => upper[byte.charCodeAt(0) - 0x80] ?? '\ufffd')

/** RFC 2152: runs of base64 of UTF-16 between "+" and "-". */
function decodeUtf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) => (run ? utf16In(run) : '+'))
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sextets = new Map([...base64].map((letter, value) => [letter.charCodeAt(0), value]))

/** By hand: most runs are one letter, and a buffer for each would cost a hundred times as much. */
function utf16In(run: string): string {
  let out = ''
  let bits = 0
  let held = 0
  for (let at = 0; at < run.length; at++) {
    held = ((held << 6) | sextets.get(run.charCodeAt(at))!) & 0x3fffff
    bits += 6
    if (bits < 16) continue
    bits -= 16
    out += String.fromCharCode((held >> bits) & 0xffff)
  }
  return out
}

function decodeUtf32(bytes: Uint8Array, charset: string): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isLittle = /le$/i.test(charset.trim()) || (bytes[0] === 0xff && bytes[1] === 0xfe)
  const out: string[] = []
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle)
    if (code !== 0xfeff) out.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
  }
  return out.join('')
}
