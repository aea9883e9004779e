// Raw bytes become a Mail. Runs in the child process only (reader-child.ts): it may be slow or fall on
// hostile bytes. Not: the parts (mime-tree.ts, letter.ts), nor the judgement of what a mail means (auto.ts,
// bounce.ts, reply-text.ts), for which it asks.
import { autoKindOf } from './auto.ts'
import { bounceOf } from './bounce.ts'
import { type CalendarEvent, calendarEventOf } from './calendar.ts'
import { decodeText } from './charset.ts'
import { attachedMail, copiedMail, writtenOut } from './forwarded.ts'
import { addressesIn, idsIn, letterOf } from './letter.ts'
import type { Mail, Unreadable } from './mail.ts'
import type { FilePart } from './mime-body.ts'
import { outerPartsOf, type Part, treeOf } from './mime-tree.ts'
import { opened } from './opaque.ts'
import { protectionOf, withoutArmor } from './protection.ts'
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
  /** what we wrote before in the same case, so that it is known when it comes back without marks */
  readonly ours?: string
}

/** Parses one mail that passed the pre-scan. Never throws. */
export function parseMail(raw: Uint8Array, hints: ParseHints): Mail | Unreadable {
  try {
    const root = treeOf(raw)
    if (!root || outerPartsOf(root) !== hints.outerParts) return { unreadable: 'mail.parts_differ' }
    const mail = mailOf(opened(root), hints)
    return isNoise(mail, raw) ? { unreadable: 'mail.parser_failed' } : mail
  } catch {
    return { unreadable: 'mail.parser_failed' }
  }
}

function mailOf(root: Part, hints: ParseHints): Mail {
  const letter = letterOf(root)
  const { headers, from, subject, attachments } = letter
  const attached = letter.messages.flatMap(part => attachedMail(part) ?? [])
  const copied = copiedMail(letter.text, subject)
  const text =
    attached.length === 0
      ? letter.text
      : [letter.text, ...attached.map(writtenOut)].filter(Boolean).join('\n\n')
  const bounce = bounceOf({ headers, from, subject, text, attachments })
  const calendar = calendarIn(letter.files)
  const { signed, encrypted } = protectionOf(root, letter.files, letter.text)
  const reply = replyText(withoutArmor(letter.text || text), { ours: hints.ours ?? '' })
  const { ownDomain } = hints
  const signs = { headers, from, subject, text, reply, bounce, attachments, ownDomain, calendar }
  const auto = autoKindOf(signs)
  return {
    from,
    sender: addressesIn(headers, 'sender')[0] ?? null,
    to: letter.to,
    cc: addressesIn(headers, 'cc'),
    replyTo: addressesIn(headers, 'reply-to'),
    subject,
    date: letter.date,
    messageId: letter.messageId,
    inReplyTo: idsIn(headers, 'in-reply-to'),
    references: idsIn(headers, 'references'),
    text,
    reply,
    html: letter.html,
    attachments,
    forwarded: copied ? [...attached, copied] : attached,
    calendar,
    signed,
    encrypted,
    auto,
    bounce,
    headers,
  }
}

/** No letter begins with these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const noLetters = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/
const beginningBytes = 4_096

/** Bytes that are no mail: not letters, and they name nobody and nothing, and hold no words and no file. */
function isNoise(mail: Mail, raw: Uint8Array): boolean {
  const { from, sender, to, cc, subject, date, messageId, text, html, attachments } = mail
  const named = from ?? sender ?? date ?? [...to, ...cc][0] ?? null
  if (named !== null || attachments.length > 0 || `${subject}${messageId}${text}${html}`.trim()) return false
  return noLetters.test(Buffer.from(raw.subarray(0, beginningBytes)).toString('latin1'))
}

const calendarTypes = new Set(['text/calendar', 'application/ics'])

function calendarIn(files: readonly FilePart[]): CalendarEvent | null {
  for (const { type, name, bytes, part } of files) {
    if (!calendarTypes.has(type) && !/\.ics$/i.test(name)) continue
    const text = decodeText(bytes, part?.parameter('charset') ?? '')
    const event = calendarEventOf(text, part?.parameter('method') ?? '')
    if (event) return event
  }
  return null
}
