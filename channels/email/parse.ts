// Raw bytes become a Mail. Runs in the child process only (reader-child.ts): it may be slow or fall on
// hostile bytes. Not: the parts (mime-tree.ts, letter.ts), nor the judgement of what a mail means (auto.ts,
// bounce.ts, reply-text.ts), for which it asks.
import { autoKindOf } from './auto.ts'
import { bounceOf } from './bounce.ts'
import { attachedMail, copiedMail, writtenOut } from './forwarded.ts'
import { addressesIn, idsIn, letterOf } from './letter.ts'
import type { Mail, Unreadable } from './mail.ts'
import { outerPartsOf, type Part, treeOf } from './mime-tree.ts'
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
export function parseMail(raw: Uint8Array, hints: ParseHints): Mail | Unreadable {
  try {
    const root = treeOf(raw)
    if (!root || outerPartsOf(root) !== hints.outerParts) return { unreadable: 'mail.parts_differ' }
    return mailOf(root, hints)
  } catch {
    return { unreadable: 'mail.parser_failed' }
  }
}

function mailOf(root: Part, hints: ParseHints): Mail {
  const letter = letterOf(root)
  const { headers, from, subject, attachments } = letter
  const attached = letter.messages.flatMap(part => attachedMail(part) ?? [])
  const copied = copiedMail(letter.text, subject)
  const text = [letter.text, ...attached.map(writtenOut)].filter(Boolean).join('\n\n')
  const bounce = bounceOf({ headers, from, subject, text, attachments })
  const auto = autoKindOf({ headers, from, subject, text, bounce, attachments, ownDomain: hints.ownDomain })
  return {
    from,
    sender: addressesIn(headers, 'sender')[0] ?? null,
    to: letter.to,
    cc: addressesIn(headers, 'cc'),
    replyTo: addressesIn(headers, 'reply-to'),
    subject,
    date: letter.date,
    messageId: letter.messageId,
    inReplyTo: idsIn(headers, 'in-reply-to')[0] ?? '',
    references: idsIn(headers, 'references'),
    text,
    reply: replyText(letter.text || text),
    html: letter.html,
    attachments,
    forwarded: copied ? [...attached, copied] : attached,
    auto,
    bounce,
    headers,
  }
}
