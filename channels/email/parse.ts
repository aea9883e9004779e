// Raw bytes become a Mail. Runs in the child process only (reader-child.ts): the library may be slow or
// fall on hostile bytes. Not: the judgement of what a mail means (auto.ts, bounce.ts, reply-text.ts), which
// it asks for.
import { hash } from 'node:crypto'
import PostalMime, { type Address as ParsedAddress, type Email } from 'postal-mime'
import { autoKindOf } from './auto.ts'
import { bounceOf } from './bounce.ts'
import { textOfHtml } from './html-text.ts'
import type { Address, Attachment, Header, Mail, Unreadable } from './mail.ts'
import { limits } from './pre-scan.ts'
import { replyText } from './reply-text.ts'

/** What the child must know beside the bytes. */
export type ParseHints = {
  /**
   * parts the pre-scan found outside of nested messages; another count by the parser makes the mail
   * unreadable
   */
  readonly outerParts: number
  /** our mail domain, by which our own mails are known when they come back */
  readonly ownDomain: string
}

/** Parses one mail that passed the pre-scan. Never throws. */
export async function parseMail(raw: Uint8Array, hints: ParseHints): Promise<Mail | Unreadable> {
  try {
    const parser = new PostalMime({
      maxNestingDepth: limits.depth + 5,
      maxHeadersSize: limits.headerBytes * 2,
      maxRfc822NestingDepth: limits.nestedMessages,
    })
    const email = await parser.parse(raw)
    if (partsOf(parser) !== hints.outerParts) return { unreadable: 'mail.parts_differ' }
    return mailOf(email, raw, hints)
  } catch {
    return { unreadable: 'mail.parser_failed' }
  }
}

type Node = { readonly childNodes: readonly Node[] }

/** The parser's tree is not in its published types; without it the comparison fails closed. */
function partsOf(parser: object): number {
  const count = (node: Node): number => node.childNodes.reduce((sum, child) => sum + count(child), 1)
  return 'root' in parser ? count(parser.root as Node) : 0
}

function mailOf(email: Email, raw: Uint8Array, hints: ParseHints): Mail {
  const headers = email.headers.map(({ key, value }): Header => ({ name: key, value }))
  const html = clean(email.html ?? '')
  const attachments = email.attachments.map(attachmentOf)
  const isHollow = !email.text && !html && attachments.length === 0
  const written = clean(email.text || (isHollow ? bodyOf(raw) : '')).replace(/\r\n?/g, '\n')
  const text = written || textOfHtml(html)
  const from = addressesOf(email.from ? [email.from] : [])[0] ?? null
  const subject = oneLine(email.subject ?? '')
  const bounce = bounceOf({ headers, from, subject, text, attachments })
  const auto = autoKindOf({ headers, from, subject, text, bounce, attachments, ownDomain: hints.ownDomain })
  return {
    from,
    to: addressesOf(email.to),
    cc: addressesOf(email.cc),
    replyTo: addressesOf(email.replyTo),
    subject,
    date: dateOf(email.date),
    messageId: idsOf(email.messageId)[0] ?? '',
    inReplyTo: idsOf(email.inReplyTo)[0] ?? '',
    references: idsOf(email.references),
    text,
    reply: replyText(text),
    html,
    attachments,
    auto,
    bounce,
    headers,
  }
}

/** Everything below the header: a mail whose parts are not where its header says must not lose its words. */
function bodyOf(raw: Uint8Array): string {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, limits.headerBytes))
  const start = /\r?\n\r?\n/.exec(bytes.toString('latin1'))
  return start ? bytes.toString('utf8', start.index + start[0].length) : ''
}

function attachmentOf(part: Email['attachments'][number]): Attachment {
  const bytes = typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content)
  return {
    name: fileName(part.filename, part.mimeType),
    type: /^[\w.+-]+\/[\w.+-]+$/.test(part.mimeType) ? part.mimeType : 'application/octet-stream',
    size: bytes.byteLength,
    sha256: hash('sha256', bytes),
    contentId: oneLine(part.contentId ?? '').replace(/^<|>$/g, ''),
    bytes,
  }
}

/** A name to show, never a path: the last piece only, without control characters, at most 200 characters. */
function fileName(name: string | null, type: string): string {
  const last = oneLine(name ?? '')
    .split(/[\\/]/)
    .pop()!
    .trim()
  if (last && !/^\.+$/.test(last)) return last.length > 200 ? last.slice(0, 120) + last.slice(-80) : last
  return type === 'message/rfc822' ? 'message.eml' : ''
}

function addressesOf(parsed: readonly ParsedAddress[] | undefined): Address[] {
  return (parsed ?? [])
    .flatMap(entry => entry.group ?? [entry])
    .map(({ name, address }) => ({ name: oneLine(name), address: plainAddress(oneLine(address ?? '')) }))
}

/** An address hidden in an encoded word is none: programs disagree on whose it is. */
const plainAddress = (address: string): string => (/=\?[^?\s]+\?[bq]\?/i.test(address) ? '' : address)

const idsOf = (value: string | undefined): string[] => {
  const ids = oneLine(value ?? '').match(/<[^<>\s]{1,990}>/g)
  return ids
    ? ids.slice(0, limits.references)
    : oneLine(value ?? '')
        .split(/\s+/)
        .filter(Boolean)
        .slice(0, 1)
}

function dateOf(date: string | undefined): number | null {
  const at = Date.parse(date ?? '')
  return Number.isFinite(at) ? at : null
}

/** Text that every store can keep: no NUL, no half surrogate. */
const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed()

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const controls = /[\x00-\x1f\x7f\u2028\u2029]+/g

const oneLine = (text: string): string => clean(text).replace(controls, ' ').trim()
