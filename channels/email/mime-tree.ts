// The parts of a mail as a tree, each with its header read and its bytes in place. Not: the limits
// (pre-scan.ts), nor which part is the text and which a file (mime-body.ts).
import { decodeText, isUtf8 } from './charset.ts'
import { joinedParameter, parametersOf, typeOf } from './content-type.ts'
import { decodedWords } from './encoded-words.ts'
import { withLineEnds } from './line-ends.ts'
import { type Header, headerOf } from './mail.ts'
import { entitiesOf, messageTypes } from './pre-scan.ts'
import { decodeTransfer } from './transfer.ts'

export type Part = {
  readonly headers: readonly Header[]
  /** in lower case, like "text/plain" */
  readonly type: string
  readonly parameter: (name: string) => string
  /** "inline", "attachment" or empty */
  readonly disposition: string
  /** as the sender wrote it, decoded; empty without one */
  readonly fileName: string
  readonly contentId: string
  /** the body as it came, in the place where it lies in the mail */
  readonly body: Buffer
  /** header and body as they came: what a signature over this part covers */
  readonly whole: Buffer
  readonly children: readonly Part[]
  /** it lay within an opaque signature, which covers it and all that is in it */
  readonly isCovered?: true
}

/** The tree of a mail; null when it is not within our limits. */
export function treeOf(raw: Uint8Array): Part | null {
  const { buffer, byteOffset, byteLength } = withLineEnds(raw)
  const bytes = Buffer.from(buffer, byteOffset, byteLength)
  const entities = entitiesOf(bytes)
  if (!entities) return null
  const childrenOf = new Map<number, number[]>()
  for (const [place, { parent }] of entities.entries()) {
    const known = childrenOf.get(parent)
    if (known) known.push(place)
    else childrenOf.set(parent, [place])
  }
  const partAt = (place: number, isInDigest: boolean): Part => {
    const { headerStart, bodyStart, bodyEnd } = entities[place]!
    const own = ownHeader(bytes.subarray(headerStart, bodyStart), isInDigest)
    const children = (childrenOf.get(place) ?? []).map(child =>
      partAt(child, own.type === 'multipart/digest'),
    )
    return {
      ...own,
      body: bytes.subarray(bodyStart, bodyEnd),
      whole: bytes.subarray(headerStart, bodyEnd),
      children,
    }
  }
  return partAt(0, false)
}

/** The bytes a part carries, its transfer encoding taken off. */
export const bytesOf = (part: Part): Buffer =>
  decodeTransfer(part.body, headerOf(part.headers, 'content-transfer-encoding'))

/** How many parts lie outside of nested messages. */
export const outerPartsOf = (part: Part): number =>
  isMessage(part) ? 1 : part.children.reduce((sum, child) => sum + outerPartsOf(child), 1)

export const isMessage = ({ type }: Part): boolean => messageTypes.has(type)

type OwnHeader = Omit<Part, 'body' | 'whole' | 'children' | 'isCovered'>

function ownHeader(block: Buffer, isInDigest: boolean): OwnHeader {
  const headers = headersOf(block)
  const contentType = headerOf(headers, 'content-type')
  const named = contentType ? typeOf(contentType) : isInDigest ? 'message/rfc822' : ''
  // RFC 2045, 5.2: what is no type is text.
  const type = named.includes('/') ? named : 'text/plain'
  const disposition = headerOf(headers, 'content-disposition')
  const typeParameters = parametersOf(contentType)
  return {
    headers,
    type,
    parameter: name => joinedParameter(typeParameters, name, decodeText),
    disposition: typeOf(disposition),
    fileName: decodedWords(
      joinedParameter(parametersOf(disposition), 'filename', decodeText) ||
        joinedParameter(typeParameters, 'name', decodeText),
    ),
    contentId: headerOf(headers, 'content-id').trim().replace(/^<|>$/g, ''),
  }
}

/** The fields of a header: folds become one space, as they were before the sender's program folded them. */
function headersOf(block: Buffer): Header[] {
  const text = headerText(block)
  const headers: { name: string; value: string }[] = []
  for (const line of text.split('\n')) {
    const bare = line.replace(/\r+$/, '')
    const last = headers.at(-1)
    if (last && (bare[0] === ' ' || bare[0] === '\t')) {
      last.value += `${isInWord.test(last.value.slice(-600)) ? '' : ' '}${trimmed(bare)}`
      continue
    }
    if (!bare) continue
    const colon = bare.indexOf(':')
    // A program that breaks lines without knowing of encoded words leaves out the blank, too.
    if (last && colon < 0 && isInWord.test(last.value.slice(-600))) {
      last.value += trimmed(bare)
      continue
    }
    const name = trimmed(colon < 0 ? bare : bare.slice(0, colon)).toLowerCase()
    headers.push({ name, value: colon < 0 ? '' : trimmed(bare.slice(colon + 1)) })
  }
  for (const header of headers) header.value = header.value.trim().replaceAll('\r', ' ')
  return headers
}

/** An encoded word that is not at its end yet: what broke it knew nothing of it. */
const isInWord = /=\?[^?\s]{1,60}\?[bq]\?[^?\s]{0,500}$/i

/** Only blanks and tabs stand around a name: other spaces would let a second "From" look like the first. */
function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && (text[start] === ' ' || text[start] === '\t')) start++
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--
  return text.slice(start, end)
}

/** RFC 6532 says UTF-8; older programs write what their body is in. */
function headerText(block: Buffer): string {
  const text = block.toString('latin1')
  const hasEscapes = text.includes('\x1b')
  if (!hasEscapes && !/[\x80-\xff]/.test(text)) return text
  if (!hasEscapes && isUtf8(block)) return block.toString('utf8')
  const named = /charset\s*=\s*"?([\w.:-]{2,30})/i.exec(text)?.[1] ?? ''
  if (named && !/^(?:us-)?ascii$|^utf-?8$/i.test(named)) return decodeText(block, named)
  // Each line by itself: the names around it would hide what its words are in.
  return text
    .split('\n')
    .map(line =>
      line.includes('\x1b') || /[\x80-\xff]/.test(line) ? decodeText(Buffer.from(line, 'latin1'), '') : line,
    )
    .join('\n')
}
