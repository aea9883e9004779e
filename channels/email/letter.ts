// What one letter says of itself: its fields, its words, its files; the same for a mail and for one inside
// another. Not: judging what it is (parse.ts).
import { hash } from 'node:crypto'
import { addressesOf, isPlainAddress } from './address-list.ts'
import { decodedWords } from './encoded-words.ts'
import { type Address, type Attachment, type Header, headerOf } from './mail.ts'
import { dateOf } from './mail-date.ts'
import { bodyOf, type FilePart } from './mime-body.ts'
import type { Part } from './mime-tree.ts'
import { limits } from './pre-scan.ts'

export type Letter = {
  readonly headers: readonly Header[]
  readonly from: Address | null
  readonly to: readonly Address[]
  readonly subject: string
  readonly date: number | null
  readonly messageId: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly Attachment[]
  /** the files as they were found, in the order of the attachments */
  readonly files: readonly FilePart[]
  /** the messages inside of it */
  readonly messages: readonly Part[]
}

/** Reads the letter whose header stands at the top of a tree. */
export function letterOf(root: Part): Letter {
  const headers = root.headers.map(({ name, value }): Header => ({ name, value: clean(value) }))
  const body = bodyOf(root)
  const html = clean(body.html)
  const shown = shownIn(html)
  return {
    headers,
    from: writerIn(headers),
    to: addressesIn(headers, 'to'),
    subject: oneLine(decodedWords(apart(headerOf(headers, 'subject')))),
    date: dateOf(headerOf(headers, 'date')),
    messageId: idsIn(headers, 'message-id')[0] ?? '',
    text: clean(body.text),
    html,
    attachments: body.files.map(file => attachmentOf(file, shown)),
    files: body.files,
    messages: body.messages,
  }
}

/** A mark in brackets that somebody on the way set before an encoded subject stands apart from it. */
const apart = (subject: string): string => subject.replace(/^((?:\w{2,3}: ?)?\[[^\]]{1,40}\])(?==\?)/, '$1 ')

function attachmentOf({ name, type, contentId, bytes }: FilePart, shown: ReadonlySet<string>): Attachment {
  const id = oneLine(contentId)
  return {
    name: fileName(name),
    type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream',
    size: bytes.byteLength,
    sha256: hash('sha256', bytes),
    contentId: id,
    isInline: shown.has(id),
    bytes,
  }
}

/** The Content-IDs an HTML shows in their place. */
function shownIn(html: string): Set<string> {
  const ids = new Set<string>()
  if (html === '') return ids
  for (const [, id] of html.matchAll(/\bcid:([^"'\s<>)]{1,300})/gi)) {
    ids.add(id!)
    if (id!.includes('%')) ids.add(id!.replaceAll('%40', '@'))
  }
  return ids
}

/** A name to show, never a path: the last piece, without control characters, at most 200 long. */
function fileName(name: string): string {
  const last = oneLine(name).split(/[\\/]/).pop()!.trim()
  if (!last || /^\.+$/.test(last)) return ''
  return last.length > 200 ? last.slice(0, 120) + last.slice(-80) : last
}

/** The addresses of a field. Of one given twice all count; one sender only is believed, the first. */
export function addressesIn(headers: readonly Header[], name: string): Address[] {
  const found: Address[] = []
  for (const header of headers) {
    if (header.name !== name || !header.value) continue
    for (const one of addressesOf(header.value))
      found.push({ name: oneLine(one.name), address: plainAddress(oneLine(one.address)) })
  }
  return found
}

/** Who wrote it, the first of those named; a name with a comma outside of quotes is one name. */
function writerIn(headers: readonly Header[]): Address | null {
  const all = addressesIn(headers, 'from')
  const [first, second] = all
  const isTorn = first && !first.address && first.name && second?.address && second.name
  return isTorn ? { name: `${first.name}, ${second.name}`, address: second.address } : (first ?? null)
}

/** An address hidden in an encoded word is none: programs disagree on whose it is. */
function plainAddress(address: string): string {
  if (isPlainAddress(address)) return address
  if (/=\?[^?\s]+\?[bq]\?/i.test(address)) return ''
  return address
    .replace(/^mailto:/i, '')
    .replace(/^(?:@[\w.-]{1,255},?)+:/, '')
    .replace(/^([^[\]]+)\]$/, '$1')
    .replace(/^(\S+) ?@ ?(\S+)$/, '$1@$2')
}

/** The identifiers of a field, with their brackets. */
export function idsIn(headers: readonly Header[], name: string): string[] {
  const named = headers.filter(header => header.name === name)
  if (named.length === 0) return []
  const value = oneLine(decodedWords(named.map(({ value }) => value).join(' ')))
  const ids = value.match(/<[^<>]{1,990}>/g)?.slice(0, limits.references)
  if (ids) return ids.map(id => id.replace(/\s+/g, ''))
  return value
    .split(/\s+/)
    .filter(id => id && id !== '<>')
    .slice(0, 1)
}

/** Text that every store can keep: no NUL, no half surrogate. */
export const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed()

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\x00-\x1f\x7f\u2028\u2029]+/g

/** A text on one line. */
export const oneLine = (text: string): string => clean(text).replace(controls, ' ').trim()
