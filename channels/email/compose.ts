// Puts an outbound mail together: headers, plain text and HTML, as the mailer's options. No value may carry
// a line break into a header. Not: sending (relay.ts), nor the words (mail-kinds.ts).
import type { SendMailOptions } from 'nodemailer'
import { markedName } from '#core/reply/picture-mark.ts'
import type { Language } from '#core/people/language.ts'
import { loopHeader } from './auto.ts'
import type { Block, Foot } from './blocks.ts'
import type { Address } from './mail.ts'
import { mailHtml } from './mail-html.ts'
import { mailPlain } from './mail-plain.ts'

export type OutboundMail = {
  readonly from: Address
  readonly to: Address
  readonly replyTo: Address | null
  /** with brackets, of our own domain; the same at every attempt */
  readonly messageId: string
  readonly inReplyTo: string
  readonly references: readonly string[]
  readonly subject: string
  readonly preheader: string
  readonly desk: string
  readonly blocks: readonly Block[]
  readonly foot: Foot
  /** how the desk signs, in its own words; absent or null: as the blocks do */
  readonly signature?: string | null
  readonly language: Language
  /** marks the mail as ours, should it come back */
  readonly loop: string
  /** whether no person wrote it: then robots are asked not to answer */
  readonly automatic: boolean
  readonly date: number
  readonly attachments: readonly {
    readonly name: string
    readonly type: string
    readonly bytes: Uint8Array
    /** a picture mail programs show: seen where the words name it */
    readonly isPicture?: boolean
  }[]
}

/** A value that may not stand in a header, or an address that is none. */
export type ComposeRefusal = { readonly refused: 'mail.header_value' | 'mail.address' }

/** The mail as the mailer takes it, or why it cannot be sent. */
export function composeMail(mail: OutboundMail): SendMailOptions | ComposeRefusal {
  const addresses = [mail.from, mail.to, ...(mail.replyTo ? [mail.replyTo] : [])]
  const values = [mail.subject, mail.loop, ...addresses.map(({ name }) => name)]
  const names = mail.attachments.flatMap(({ name, type }) => [name, type])
  if (values.some(breaksHeader) || names.some(breaksHeader)) return { refused: 'mail.header_value' }
  const ids = [mail.messageId, mail.inReplyTo, ...mail.references]
  if (!ids.every(id => id === '' || isMailId(id))) return { refused: 'mail.header_value' }
  if (!addresses.every(({ address }) => isAddress(address))) return { refused: 'mail.address' }
  const shown = picturesIn(mail)
  const { language, subject, preheader, desk, blocks, foot, signature = null } = mail
  return {
    from: mail.from,
    to: mail.to,
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    subject,
    messageId: mail.messageId,
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    ...(mail.references.length ? { references: recent(mail.references) } : {}),
    date: new Date(mail.date),
    text: mailPlain(blocks, foot, language, signature),
    html: mailHtml({ language, subject, preheader, desk, blocks, foot, signature, pictures: shown.of }),
    textEncoding: 'quoted-printable',
    headers: headersOf(mail),
    attachments: mail.attachments.map((one, at) => ({
      filename: one.name,
      contentType: one.type,
      content: Buffer.from(one.bytes),
      ...(shown.named.has(at) && { cid: shown.idOf(at), contentDisposition: 'inline' as const }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    envelope: { from: mail.from.address, to: [mail.to.address] },
  }
}

/** The pictures among the files, by their names; `named` are those the words turned out to show. */
function picturesIn({ attachments, messageId }: OutboundMail) {
  const named = new Set<number>()
  // The same at every attempt, and of no other mail.
  const idOf = (at: number): string => `${at + 1}.${messageId.slice(1, -1)}`
  const of = (name: string): string | null => {
    const at = attachments.findIndex(one => one.isPicture && markedName(one.name) === name)
    if (at < 0) return null
    named.add(at)
    return `cid:${idOf(at)}`
  }
  return { named, idOf, of }
}

/** Whether composing was refused. */
export const isRefused = (outcome: SendMailOptions | ComposeRefusal): outcome is ComposeRefusal =>
  'refused' in outcome

/** The Message-ID of an effect: the same key gives the same id, so that a second copy is known as one. */
export const messageIdOf = (key: string, domain: string): string =>
  `<${key.replace(/[^a-zA-Z0-9_-]/g, '-').slice(0, 120)}.tierline@${domain}>`

function headersOf({ automatic, loop, language }: OutboundMail): Record<string, string> {
  return {
    [loopHeader]: loop,
    'Content-Language': language,
    ...(automatic ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
  }
}

/** The first reference and the latest: long threads must not grow the header without end. */
const recent = (references: readonly string[]): string[] =>
  references.length <= 20 ? [...references] : [references[0]!, ...references.slice(-19)]

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const breaksHeader = (value: string): boolean => /[\x00-\x08\x0a-\x1f\x7f\u2028\u2029]/.test(value)

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const isMailId = (id: string): boolean => /^<[^<>\s\x00-\x1f\x7f]{1,990}>$/.test(id)

/** One plain address: no list, no group, no quoting, no comment, nothing encoded. */
export const isAddress = (address: string): boolean =>
  address.length <= 254 &&
  /^[\p{L}\p{N}.!#$&'*+/?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(address)
