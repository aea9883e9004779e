// Scores the reading of parts and headers against other parsers' own tests, check by check. Where parsers
// legitimately differ (which part is the text) the figure stands apart. Not: what a check asks
// (mime-checks.ts), nor bounces and replies (mail.ts).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isUnreadable, type Mail } from '#channels/email/mail.ts'
import { openReader, type Reader } from '#channels/email/reader.ts'
import type { Io } from '#bin/command.ts'
import { type Figure, tally } from './figure.ts'
import { type Check, holds, judged, type Verdict } from './mime-checks.ts'

type Input = string | { $base64?: string; $file?: string }
type Case = {
  id: string
  function?: string
  args?: string[]
  input?: Input
  input_base64?: string
  checks?: Check[]
  expected?: unknown
}

/** One check: which case asked it, what it is about, and whether our mail has what it expects. */
export type Scored = Verdict & { readonly id: string; readonly path: string }

/** The figures, with every miss on stderr. */
export async function scoreMailMime(folder: string, io: Io): Promise<Figure[]> {
  const score = tally()
  for (const { id, path, what, isHit, isSoft, found } of await mimeChecks(folder)) {
    score.add('all checks', isHit)
    score.add(isSoft ? 'of them text and html' : 'of them hard', isHit)
    score.add(what, isHit)
    if (!isHit) io.err(`${id} ${path}: ${JSON.stringify(found)?.slice(0, 160)}`)
  }
  return score.figures()
}

/** Every check of the folder with its verdict. */
export async function mimeChecks(folder: string): Promise<Scored[]> {
  const reader = openReader()
  try {
    const scored: Scored[] = []
    for (const each of casesOf(folder)) scored.push(...(await scoredCase(each, folder, reader)))
    return scored
  } finally {
    reader.close()
  }
}

/** Every mail of the folder, those that carry a function's arguments included, by the name of its case. */
export const mimeMails = (folder: string): { readonly name: string; readonly raw: Buffer }[] =>
  casesOf(folder).flatMap(each => {
    const raw = mailOf(each, folder)
    return raw ? [{ name: each.id, raw }] : []
  })

function casesOf(folder: string): Case[] {
  const json = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const tables = ['postal-mime.json', 'mailparser.json', 'stalwart_rfc.json', 'stalwart_thirdparty.json']
  const headers = (name: string) =>
    (json(`stalwart_header_${name}.json`) as { header: string; expected: unknown }[]).map(
      ({ header, expected }, at): Case => ({
        id: `stalwart-${name}-${at + 1}`,
        function: name,
        args: [header],
        expected,
      }),
    )
  return [
    ...tables.flatMap(file => (json(file) as { cases: Case[] }).cases),
    ...headers('id'),
    ...headers('unstructured'),
  ]
}

async function scoredCase(each: Case, folder: string, reader: Reader): Promise<Scored[]> {
  const asked = askedBy(each)
  const raw = mailOf(each, folder)
  if (!asked || !raw) return []
  const mail = await reader.readMail(raw)
  const read = { id: each.id, path: '', what: 'mails read', isHit: !isUnreadable(mail), found: mail }
  if (isUnreadable(mail)) return [read]
  return [read, ...asked.checks(mail, each).map(verdict => ({ path: '', ...verdict, id: each.id }))]
}

const askedBy = (each: Case): Asked | undefined => functions[each.function ?? 'stalwart']

/** The mail of a case; null where it asks for something we have no such thing of. */
function mailOf(each: Case, folder: string): Buffer | null {
  const asked = askedBy(each)
  if (!asked) return null
  return each.args ? (asked.mail?.(each.args) ?? null) : rawOf(each, folder)
}

function rawOf({ input, input_base64 }: Case, folder: string): Buffer | null {
  if (input_base64) return Buffer.from(input_base64, 'base64')
  if (typeof input === 'string') return Buffer.from(input)
  if (input?.$base64) return Buffer.from(input.$base64, 'base64')
  if (!input?.$file) return null
  return readFileSync(join(folder, 'fixtures', input.$file.split('/').pop()!))
}

type Asked = {
  /** the mail by which a function's arguments come to us as a stranger would send them */
  readonly mail?: (args: string[]) => Buffer
  readonly checks: (mail: Mail, each: Case) => (Verdict & { path?: string })[]
}

const withHeader = (line: string): Buffer => Buffer.from(`${line.replace(/[\r\n]*$/, '')}\r\n\r\nText\r\n`)
const withHtml = (html: string): Buffer =>
  Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`)

/** Checks whose path is applied to one value of our mail. */
const valueChecks =
  (what: string, valueIn: (mail: Mail) => unknown, isSoft = false): Asked['checks'] =>
  (mail, { checks, expected }) =>
    (checks ?? [{ path: '', op: 'equal', expected }]).map(check => {
      const included = /^\|includes:(.*)$/s.exec(check.path)?.[1]
      const value = valueIn(mail)
      const found = included ? String(value).includes(JSON.parse(included)) : value
      return { what, found, isSoft, isHit: holds(found, check), path: check.path }
    })

const subjectOf = valueChecks('subjects', ({ subject }) => subject)
const textOf = valueChecks('text and html', ({ text }) => text, true)

const functions: Readonly<Record<string, Asked>> = {
  parse_message: {
    checks: (mail, { checks }) =>
      (checks ?? []).flatMap(check => {
        const verdict = judged(mail, check)
        return verdict ? [{ ...verdict, path: check.path }] : []
      }),
  },
  addressParser: { mail: ([list]) => withHeader(`To: ${list}`), checks: addressChecks },
  decodeWords: { mail: ([words]) => withHeader(`Subject: ${words}`), checks: subjectOf },
  decodeWord: {
    mail: ([charset, encoding, text]) => withHeader(`Subject: =?${charset}?${encoding}?${text}?=`),
    checks: subjectOf,
  },
  decodeURIComponentWithCharset: {
    mail: ([text, charset]) =>
      withHeader(
        `Content-Type: application/octet-stream\r\n` +
          `Content-Disposition: attachment; filename*=${charset ?? 'utf-8'}''${text}`,
      ),
    checks: valueChecks('attachments', ({ attachments }) => attachments[0]?.name ?? ''),
  },
  decodeHTMLEntities: { mail: ([html]) => withHtml(html!), checks: textOf },
  htmlToText: { mail: ([html]) => withHtml(html!), checks: textOf },
  id: {
    mail: ([ids]) => withHeader(`References: ${ids}`),
    checks: valueChecks('identifiers', ({ references }) => references.map(id => id.replace(/^<|>$/g, ''))),
  },
  unstructured: { mail: ([text]) => withHeader(`Subject: ${text}`), checks: subjectOf },
  stalwart: { checks: stalwartChecks },
}

/** A group is its members to us: what is asked of the group itself is asked of all addresses. */
function addressChecks(mail: Mail, { checks }: Case): Verdict[] {
  const isGroup = (checks ?? []).some(({ path }) => path.includes('group'))
  return (checks ?? []).flatMap(check => {
    const path = check.path.replace('[0].group', '').replace(/^\[0\]\.name$/, isGroup ? '' : '[0].name')
    if (path === '' || (isGroup && check.path === 'length')) return []
    const verdict = judged(mail, { ...check, path: path === '.length' ? 'to.length' : `to${path}` })
    const length = { what: 'addresses', found: mail.to.length, isHit: holds(mail.to.length, check) }
    return [{ ...(path.endsWith('length') ? length : verdict!), path: check.path }]
  })
}

type Body = { kind: string; content: string }
type Part = { type?: string; filename: string | null; bytes?: number; sha256?: string }
type Expected = {
  from?: Named[]
  to?: Named[]
  reply_to?: Named[]
  subject?: string
  date?: string
  message_id?: string
  text_bodies: Body[]
  attachments: Part[]
}
type Named = { name: string | null; address: string | null }

function stalwartChecks(mail: Mail, each: Case): (Verdict & { path: string })[] {
  const expected = each.expected as Expected
  const made: (Verdict & { path: string })[] = []
  const check = (what: string, path: string, found: unknown, wanted: unknown, isSoft = false) =>
    made.push({ what, path, found, isSoft, isHit: holds(found, { path, op: 'equal', expected: wanted }) })
  for (const [name, list] of [
    ['from', mail.from ? [mail.from] : []],
    ['to', mail.to],
    ['reply_to', mail.replyTo],
  ] as const) {
    for (const [at, wanted] of (expected[name] ?? []).entries()) {
      check('addresses', `${name}[${at}].address`, list[at]?.address, wanted.address)
      check('addresses', `${name}[${at}].name`, list[at]?.name, wanted.name)
    }
  }
  if (expected.subject !== undefined) check('subjects', 'subject', mail.subject, expected.subject)
  if (expected.message_id) check('identifiers', 'message_id', mail.messageId, `<${expected.message_id}>`)
  if (expected.date) check('dates', 'date', mail.date, Date.parse(expected.date))
  check('attachments', 'attachments.length', mail.attachments.length, expected.attachments.length)
  for (const [at, wanted] of expected.attachments.entries()) {
    const found = mail.attachments[at]
    const path = `attachments[${at}]`
    if (wanted.filename) check('attachments', `${path}.name`, found?.name, wanted.filename)
    if (wanted.type) check('attachments', `${path}.type`, found?.type, wanted.type)
    if (wanted.bytes) check('attachments', `${path}.size`, found?.size, wanted.bytes)
    if (wanted.sha256) check('attachments', `${path}.sha256`, found?.sha256, wanted.sha256)
  }
  for (const [at, { kind, content }] of expected.text_bodies.entries()) {
    if (kind !== 'text') continue
    const found = mail.text
      .replace(/\s+/g, ' ')
      .includes(content.replace(/\s+/g, ' ').replaceAll('\0', '').trim())
    check('text and html', `text_bodies[${at}]`, found, true, true)
  }
  return made
}
