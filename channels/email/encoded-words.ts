// Encoded words of a header (RFC 2047) become text. Words beside each other are decoded together, since a
// character may be cut in two; sets are read as in a body, so a wrong name does no harm. Not: lists of
// addresses, which a library takes apart (address-list.ts).
import { decodeText } from './charset.ts'

/** A lone "?" within a word is somebody's question; a space there is somebody's program. */
const word = /=\?([^?\s]{1,60})\?([bq])\?((?:[^?]|\?(?!=))*?)\?=/gi

type Word = { readonly charset: string; readonly encoding: string; readonly text: string }

/** A text with its encoded words read. */
export const decodedWords = (text: string): string => replaced(text, decoded)

/**
 * The same words, each said in UTF-8 and in one piece: for whoever knows fewer sets and decodes them himself.
 */
export const evenWords = (text: string): string =>
  replaced(text, run => `=?utf-8?B?${Buffer.from(decoded(run)).toString('base64')}?=`)

/** Blanks between two words are folds; between a word and a text they were meant. */
function replaced(text: string, made: (run: readonly Word[]) => string): string {
  if (!text.includes('=?')) return text
  let out = ''
  let end = 0
  let run: Word[] = []
  for (const found of text.matchAll(word)) {
    const between = text.slice(end, found.index)
    if (run.length > 0 && between.trim()) {
      out += made(run)
      run = []
    }
    if (run.length === 0) out += between
    run.push({
      charset: found[1]!.replace(/\*.*/, '').toLowerCase(),
      encoding: found[2]!.toLowerCase(),
      text: found[3]!,
    })
    end = found.index + found[0].length
  }
  return out + (run.length > 0 ? made(run) : '') + text.slice(end)
}

/** Words of one set are one text; when they do not fit together each is read by itself. */
function decoded(run: readonly Word[]): string {
  const sets: Word[][] = []
  for (const one of run) {
    const last = sets.at(-1)
    if (last?.[0]?.charset === one.charset) last.push(one)
    else sets.push([one])
  }
  return sets
    .map(words => {
      const whole = decodeText(Buffer.concat(words.map(bytesIn)), words[0]!.charset)
      if (!whole.includes('\ufffd')) return whole
      return words.map(one => decodeText(bytesIn(one), one.charset)).join('')
    })
    .join('')
}

const bytesIn = ({ encoding, text }: Word): Buffer => (encoding === 'b' ? fromBase64(text) : fromQuoted(text))

/** Padding in the middle means that pieces were encoded apart and put together. */
const fromBase64 = (text: string): Buffer =>
  Buffer.concat(
    text
      .replace(/[^a-z0-9+/=_-]+/gi, '')
      .split(/=+/)
      .map(piece => Buffer.from(piece, 'base64')),
  )

function fromQuoted(text: string): Buffer {
  const plain = text.replace(/=\s+(?=[0-9a-f])/gi, '=').replace(/[_\s]/g, ' ')
  const bytes = Buffer.from(plain)
  let to = 0
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === 0x3d ? bytes.toString('latin1', at + 1, at + 3) : ''
    const isCode = /^[0-9a-f]{2}$/i.test(hex)
    bytes[to++] = isCode ? Number.parseInt(hex, 16) : bytes[at]!
    if (isCode) at += 2
  }
  return bytes.subarray(0, to)
}
