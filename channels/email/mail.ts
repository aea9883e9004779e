// What a mail is to us: strict and total, whatever came in. Not: how bytes become one (parse.ts), nor what
// the desk makes of it (intake.ts).

import type { CalendarEvent } from './calendar.ts'
import type { Signed } from './protection.ts'

export type Address = { readonly name: string; readonly address: string }

/**
 * Why no person's reply is wanted: what kind of automatic mail this is. `own` is a mail of ours that came
 * back.
 */
export type AutoKind =
  | 'auto-reply'
  | 'bounce'
  | 'feedback-report'
  | 'list'
  | 'receipt'
  | 'verification'
  | 'own'
  | 'reaction'

/** One recipient a report speaks of. `hard` says that the address is dead and trying again is of no use. */
export type BounceRecipient = {
  readonly address: string
  readonly status: string
  readonly smtpCode: string
  readonly hard: boolean
}

/**
 * A report on a mail of ours; `messageId` is the one of the mail it speaks of, empty when it does not say.
 */
export type Bounce = {
  readonly kind: 'failed' | 'delayed' | 'delivered' | 'feedback'
  readonly recipients: readonly BounceRecipient[]
  readonly messageId: string
}

export type Attachment = {
  readonly name: string
  readonly type: string
  readonly size: number
  /** hexadecimal */
  readonly sha256: string
  /** the Content-ID without brackets, by which HTML refers to it; empty without one */
  readonly contentId: string
  /** the HTML shows it where it stands: not to be offered as a file of its own */
  readonly isInline: boolean
  readonly bytes: Uint8Array
}

/**
 * A mail inside a mail: handed on as a file of its own, or copied into the text. `sent` is the date as it
 * is written there, since a copied one has words in any language and seldom a zone.
 */
export type Forwarded = {
  readonly how: 'attached' | 'copied'
  readonly from: Address | null
  readonly to: readonly Address[]
  readonly subject: string
  readonly sent: string
  /** epoch milliseconds; null when it cannot be told */
  readonly date: number | null
  readonly messageId: string
  readonly text: string
  /** the files of an attached mail; those of a copied one are the files of the mail around it */
  readonly attachments: readonly Attachment[]
}

export type Header = { readonly name: string; readonly value: string }

export type Mail = {
  readonly from: Address | null
  /** who handed it in, where the sender had somebody do it */
  readonly sender: Address | null
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly replyTo: readonly Address[]
  readonly subject: string
  /** epoch milliseconds; null when the header has no readable date */
  readonly date: number | null
  readonly messageId: string
  /** what it answers; most name one mail */
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly text: string
  /** the new words only: without quotes and signature */
  readonly reply: string
  /** as it came: sanitise before anybody sees it */
  readonly html: string
  readonly attachments: readonly Attachment[]
  /** the mails it hands on: those attached, then the one copied into its text */
  readonly forwarded: readonly Forwarded[]
  /** an invitation, its cancelling or the answer to one */
  readonly calendar: CalendarEvent | null
  /** a signature nobody has checked, and what it covers */
  readonly signed: Signed | null
  /** nobody but its recipient can read it: the words are in a file */
  readonly encrypted: 'smime' | 'pgp' | null
  readonly auto: AutoKind | null
  readonly bounce: Bounce | null
  /** names in lower case, in the order of the mail */
  readonly headers: readonly Header[]
}

export type UnreadableReason =
  | 'mail.parser_failed'
  | 'mail.parser_timeout'
  | 'mail.parser_crashed'
  | 'mail.parts_differ'
  | 'mail.not_taken_in'
  | import('./pre-scan.ts').PreScanRefusal

/** A mail nobody can read by machine: it is kept as it came and shown with its reason. */
export type Unreadable = { readonly unreadable: UnreadableReason }

/** Whether reading a mail failed. */
export const isUnreadable = (mail: Mail | Unreadable): mail is Unreadable => 'unreadable' in mail

/** The value of the first header of a name (lower case), or an empty text. */
export function headerOf(headers: readonly Header[], name: string): string {
  for (const header of headers) if (header.name === name) return header.value
  return ''
}

/** The mail with each of its files made anew, those of attached mails included, always in the same order. */
export const mapFiles = (mail: Mail, made: (file: Attachment) => Attachment): Mail => ({
  ...mail,
  attachments: mail.attachments.map(made),
  forwarded: mail.forwarded.map(each => ({ ...each, attachments: each.attachments.map(made) })),
})
