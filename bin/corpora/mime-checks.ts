// What each check of another library's own tests asks of a mail, in the words of ours. Not: which mails are
// read (mail-mime.ts).
import { hash } from 'node:crypto'
import type { Address, Attachment, Mail } from '#channels/email/mail.ts'

/** One check of a case: where to look by the other library's names, and what should stand there. */
export type Check = { path: string; op: string; expected?: unknown; undefined?: boolean }

/** `soft`: parsers may differ on which part is the text, and by blanks; a miss is told apart. */
export type Verdict = { what: string; isHit: boolean; found: unknown; isSoft?: boolean }

type Found = { what: string; value: unknown; isSoft?: boolean }

/** Judges one check; null when it asks for something we have no such thing of. */
export function judged(mail: Mail, check: Check): Verdict | null {
  const [name, ...filters] = check.path.split(/\|(?=trim|iso|string|includes:|startsWith:)/)
  const found = foundAt(mail, name!)
  if (!found) return null
  const value = filters.reduce(filtered, found.value)
  return { ...found, found: value, isHit: holds(value, check) }
}

function foundAt(mail: Mail, path: string): Found | null {
  const plain = path.replace('.value', '').replace(/^headers\./, '')
  const address = /^(from|sender|to|cc|replyTo)(?:\[(\d+)\])?\.(address|name)$/.exec(plain)
  if (address) {
    const one = listOf(mail, address[1]!)[Number(address[2] ?? 0)]
    return { what: 'addresses', value: one?.[address[3] as 'name'] ?? '' }
  }
  const part = /^attachments\[(\d+)\]\.(\w+)$/.exec(plain)
  if (part) return partAt(mail.attachments[Number(part[1])], part[2]!)
  const header = /^headers\[(\d+)\]\.key$/.exec(plain)
  if (header) return { what: 'headers', value: mail.headers[Number(header[1])]?.name }
  return whole[plain]?.(mail) ?? null
}

const listOf = (mail: Mail, name: string): readonly Address[] =>
  name === 'from' || name === 'sender'
    ? [name === 'from' ? mail.from : mail.sender].filter(one => one !== null)
    : mail[name as 'to']

function partAt(part: Attachment | undefined, name: string): Found | null {
  const of: Record<string, unknown> = {
    filename: part?.name || null,
    mimeType: part?.type ?? null,
    contentId: part?.contentId ? `<${part.contentId}>` : null,
    content: part ? Buffer.from(part.bytes).toString('utf8') : null,
    checksum: part ? hash('md5', part.bytes) : null,
    size: part?.size,
    related: part?.isInline ?? false,
    disposition: undefined,
  }
  return of[name] === undefined ? null : { what: 'attachments', value: of[name] }
}

/** Identifiers are compared without the brackets that one library keeps and the other takes off. */
const bare = (id: string): string => id.replace(/^<|>$/g, '')

const whole: Readonly<Record<string, (mail: Mail) => Found | null>> = {
  '': () => ({ what: 'headers', value: true }),
  subject: ({ subject }) => ({ what: 'subjects', value: subject }),
  text: ({ text }) => ({ what: 'text and html', value: text, isSoft: true }),
  html: ({ html }) => ({ what: 'text and html', value: html, isSoft: true }),
  'attachments.length': ({ attachments }) => ({ what: 'attachments', value: attachments.length }),
  'headerLines.length': ({ headers }) => ({ what: 'headers', value: headers.length }),
  messageId: ({ messageId }) => ({ what: 'identifiers', value: messageId }),
  inReplyTo: ({ inReplyTo }) => ({ what: 'identifiers', value: inReplyTo.join(' ') }),
  references: ({ references }) => ({
    what: 'identifiers',
    value: references.length === 1 ? references[0] : references,
  }),
  date: ({ date }) => (date === null ? null : { what: 'dates', value: new Date(date).toISOString() }),
  from: mail => ({ what: 'addresses', value: listOf(mail, 'from') }),
  to: mail => ({ what: 'addresses', value: mail.to }),
  replyTo: mail => ({ what: 'addresses', value: mail.replyTo }),
  returnPath: ({ headers }) => {
    const found = headers.find(({ name }) => name === 'return-path')?.value ?? ''
    return { what: 'headers', value: bare(found) }
  },
  deliveredTo: ({ headers }) => ({
    what: 'headers',
    value: headers.find(({ name }) => name === 'delivered-to')?.value,
  }),
}

function filtered(value: unknown, filter: string): unknown {
  const text = Array.isArray(value) ? value.join(' ') : String(value ?? '')
  if (filter === 'trim' || filter === 'string') return text.trim()
  if (filter === 'iso') return value
  const [, name, argument] = /^(includes|startsWith):(.*)$/s.exec(filter)!
  const wanted = JSON.parse(argument!) as string
  return name === 'includes' ? text.includes(wanted) : text.startsWith(wanted)
}

/** Blanks at line ends and the kind of line end are nobody's words. */
const evened = (text: string): string =>
  text
    .replace(/[ \t\r]*\n/g, '\n')
    .replace(/\n+/g, '\n')
    .trim()

const isEmpty = (value: unknown): boolean => !value || (Array.isArray(value) && value.length === 0)

/** Whether a value is the expected one. */
export function holds(value: unknown, { op, expected, undefined: isAbsent }: Check): boolean {
  if (op === 'truthy') return !isEmpty(value)
  if (op === 'falsy' || isAbsent || expected === undefined || expected === null) return isEmpty(value)
  if (typeof value === 'string' && typeof expected === 'string') {
    return evened(value) === evened(expected) || bare(value) === bare(expected)
  }
  // One library wraps a list of addresses with its HTML; the list is what counts.
  if (expected && typeof expected === 'object' && 'value' in expected) {
    return holds(value, { path: '', op: 'equal', expected: expected.value })
  }
  return JSON.stringify(sorted(value)) === JSON.stringify(sorted(expected))
}

const sorted = (value: unknown): unknown =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)))
    : Array.isArray(value)
      ? value.map(sorted)
      : value
