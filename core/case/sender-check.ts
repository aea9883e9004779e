// What is known of who really wrote a mail: what its domain says, and whether the case knows him. Not: how
// that is found out (channels/email/sender-check.ts), nor what a mail is taken for (server/intake.ts).
import type { EventOf } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { CustomerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** What the sender's domain says to a mail; unknown: it says nothing, or could not be asked. */
export const senderVerdicts = ['confirmed', 'denied', 'unknown'] as const
export type SenderVerdict = (typeof senderVerdicts)[number]

/** What one check came to; off: it was not made. */
export const checkResults = ['pass', 'fail', 'none', 'error', 'off'] as const
export type CheckResult = (typeof checkResults)[number]

export type SenderChecked = {
  readonly sender: SenderVerdict
  readonly dkim: CheckResult
  readonly spf: CheckResult
  readonly dmarc: CheckResult
  readonly arc: CheckResult
  /** which domain, which key, which address: for whoever wants to know it exactly */
  readonly details?: TextRef
}

/**
 * Why a mail is not taken for the word of whoever it says to come from: it came by a secret address of the
 * case from somebody the case does not know; or its domain denies it.
 */
export const mailDoubts = ['other_address', 'unproven'] as const
export type MailDoubt = (typeof mailDoubts)[number]

/** How the desk wants senders checked. */
export type SenderChecks = {
  readonly on: boolean
  /** domains whose seal on a forwarded mail is believed */
  readonly forwarders: readonly string[]
  /** the mail server before us whose own findings are taken; null: we check ourselves */
  readonly resultsHost: string | null
  /** the mail server before us that says by which address a mail came; null: none is believed */
  readonly receivedHost: string | null
}
export const usualChecks: SenderChecks = { on: true, forwarders: [], resultsHost: null, receivedHost: null }

/** Whether words that came are his who is helped, and want something of us. */
export const isWord = ({ automatic, doubt, thanks }: EventOf<'message.received'>): boolean =>
  automatic === null && doubt === undefined && thanks !== true

/** Whether somebody writes in this case as one of its people: the customer, or whom an agent let in. */
export const isParticipant = ({ customer, writers }: OpenedCase, who: CustomerId): boolean =>
  customer === who || (writers ?? []).includes(who)
