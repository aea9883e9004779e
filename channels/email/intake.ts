// What the desk makes of a mail: our words, from a foreign mail and its envelope. Headers only hint;
// nothing here says to which case it belongs. Not: parsing (parse.ts), and not the decision what to do with
// it.
import { hash } from 'node:crypto'
import type { Language } from '#core/people/language.ts'
import { guessLanguage } from './language.ts'
import {
  type Address,
  type Attachment,
  type AutoKind,
  type Bounce,
  type Header,
  headerOf,
  type Mail,
} from './mail.ts'
import { isVerification, loopHeader } from './auto.ts'
import { replyTokenIn, withoutToken } from './reply-token.ts'
import { returnPathIn } from './return-path.ts'

/** How a mail was handed over: who it says to come from, and for whom it was taken. */
export type Envelope = {
  readonly from: string
  readonly to: readonly string[]
  /** who handed it over: his address and the name he gave himself; absent: nobody knows */
  readonly ip?: string
  readonly helo?: string
}

/** Why nobody may answer a mail automatically; null when a person may be behind it. */
export type Automatic = AutoKind | 'null-sender' | null

export type Arrival = {
  /** the same for the same mail delivered twice, and another for another body under the same Message-ID */
  readonly key: string
  readonly mailbox: string
  /** all it was handed over for, in order */
  readonly mailboxes: readonly string[]
  /** whom the mail itself names: To, then Cc */
  readonly recipients: readonly Address[]
  readonly from: Address
  readonly replyTo: Address | null
  readonly subject: string
  /** the new words */
  readonly text: string
  readonly fullText: string
  readonly html: string
  /** by what nobody but its recipient can read it */
  readonly encrypted: Mail['encrypted']
  readonly attachments: readonly Attachment[]
  readonly messageId: string
  readonly sentAt: number | null
  readonly automatic: Automatic
  readonly bounce: Bounce | null
  readonly replyToken: string | null
  /** of the return address of a mail of ours, which only machines write to */
  readonly returnPath: string | null
  /** the other desk like ours that sent it, by its mark; a person may have written it there */
  readonly fromDesk: string | null
  /** what the headers claim about earlier mail: never enough to append to a case */
  readonly hints: {
    readonly inReplyTo: readonly string[]
    readonly references: readonly string[]
    readonly caseNumber: string | null
  }
  readonly language: Language | null
  /** a machine that proves who reads an address: for agents only */
  readonly isFromVerifier: boolean
  /** the headers we trust to be the sender's own words: none of ours, no verdicts */
  readonly headers: readonly Header[]
}

/**
 * Turns a mail into an arrival. Total: a mail without any header gives one as well.
 * @param digest of the bytes: all that tells two mails apart of which nothing else could be read
 */
export function arrivalOf(mail: Mail, envelope: Envelope, digest = ''): Arrival {
  const from = senderOf(mail, envelope)
  const recipients = [...envelope.to, ...mail.to.map(({ address }) => address)]
  const mailbox = withoutToken(envelope.to[0] ?? '')
  return {
    key: keyOf(from, mail, digest),
    mailbox,
    mailboxes: envelope.to,
    recipients: [...mail.to, ...mail.cc],
    from,
    replyTo: mail.replyTo[0] ?? null,
    subject: mail.subject,
    text: mail.reply || mail.text,
    fullText: mail.text,
    html: mail.html,
    encrypted: mail.encrypted,
    attachments: [mail, ...mail.forwarded].flatMap(one => one.attachments).map(withName),
    messageId: mail.messageId,
    sentAt: mail.date,
    automatic:
      mail.auto ??
      (envelope.from === '' || headerOf(mail.headers, 'return-path') === '<>' ? 'null-sender' : null),
    bounce: mail.bounce,
    replyToken: replyTokenIn(recipients),
    returnPath: returnPathIn(recipients),
    fromDesk: headerOf(mail.headers, loopHeader).trim() || null,
    hints: { inReplyTo: mail.inReplyTo, references: mail.references, caseNumber: caseNumberIn(mail.subject) },
    language: languageIn(mail),
    isFromVerifier:
      mail.auto === 'verification' || isVerification({ from, subject: mail.subject, text: mail.text }),
    headers: mail.headers.filter(({ name }) => !isOurs(name)),
  }
}

/** The language of its new words; where they are too few to tell, its subject helps. */
export const languageIn = ({
  reply,
  text,
  subject,
}: Pick<Mail, 'reply' | 'text' | 'subject'>): Language | null =>
  guessLanguage(reply || text) ?? guessLanguage(`${subject}\n${reply || text}`)

/** Parts that mail programs leave without a name, by what they are. */
const usualNames: Readonly<Record<string, string>> = {
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'text/calendar': 'invite.ics',
  'application/pgp-signature': 'signature.asc',
  'message/delivery-status': 'report.txt',
}

const withName = (file: Attachment): Attachment => ({
  ...file,
  name: file.name || (usualNames[file.type] ?? ''),
})

/** Headers only we and our own verifier may set: from outside they mean nothing. */
const isOurs = (name: string): boolean =>
  name.startsWith('x-tierline-') || name === 'authentication-results' || name === 'arc-authentication-results'

function senderOf(mail: Mail, envelope: Envelope): Address {
  if (mail.from?.address) return mail.from
  return { name: mail.from?.name ?? '', address: envelope.from }
}

/**
 * Over sender, Message-ID and what the mail says; the way it took does not matter, nor which of our addresses
 * it reached. Of mails without a Message-ID those of another time are others: a robot says the same each day.
 */
function keyOf(from: Address, mail: Mail, digest: string): string {
  // One blank alone stays as it is: a text of half a million of them would hold everybody up.
  const canonical = (text: string) => text.replace(/ \s+|[^\S ]\s*/g, ' ').trim()
  const said = [
    mail.messageId || `at ${mail.date ?? digest}`,
    from.address.toLowerCase(),
    canonical(mail.subject),
    canonical(mail.text),
    canonical(mail.html),
    ...mail.attachments.map(({ name, sha256 }) => `${name}:${sha256}`).sort(),
  ]
  const isHollow = !mail.subject && !mail.text && !mail.html && mail.attachments.length === 0
  return hash('sha256', JSON.stringify(isHollow ? [...said, digest] : said))
}

/** A number in square brackets, as our own subjects carry it. */
const caseNumberIn = (subject: string): string | null => /\[#?(\d{1,12})\]/.exec(subject)?.[1] ?? null
