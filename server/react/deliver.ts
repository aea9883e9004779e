// The relay: mails that are due leave, under a lease, and what became of each is written to its case.
// A crash between sending and writing sends again under the same Message-ID; nothing else does.
import { hash } from 'node:crypto'
import { composeMail, isRefused, messageIdOf, type OutboundMail } from '#channels/email/compose.ts'
import type { Delivery, Relay } from '#channels/email/relay.ts'
import { domainOf } from '#channels/email/signing-relay.ts'
import { returnAddress } from '#channels/email/return-path.ts'
import type { Command } from '#core/case/case.ts'
import type { CustomerId, MessageId } from '#core/kit/id.ts'
import { after, dayMs, hourMs, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { sentMailOf } from '#server/machine-mail.ts'
import { noteNotSent, placeOfLetter, supplierMailOf } from '#server/supplier-mail.ts'
import { deskName, senderFor } from '#server/mail-sender.ts'
import { letterContent } from '#server/react/letter-mail.ts'
import { fromAddress, messageMail } from '#server/react/message-mail.ts'
import type { Letter, MailShell } from '#server/shell.ts'
import { noCase } from '#store/desk/letter.ts'
import { BlobsAway } from '#store/blob-damaged.ts'
import type { SentMail } from '#store/desk/sent-mail.ts'
import type { Effect } from '#store/store.ts'

const itself: Actor = { kind: 'system', part: 'relay' }
const batch = 8
/** Few at a time: while mail pours in, taking it in goes before confirming it. */
const atOnce = 2
const leaseMs = 120_000
const restMs = 250
/** Pauses before the next attempt: three days in all. After the last a person has to see to it. */
const pausesMs = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  3 * hourMs,
  6 * hourMs,
  12 * hourMs,
  dayMs,
  dayMs,
]
/** By so much of itself a pause varies, so that mails that waited together do not come together. */
const jitter = 0.1

/** How long a mail rests after an attempt: the same for the same mail. Undefined: it was the last. */
export function pauseAfter(key: string, attempt: number): number | undefined {
  const pause = pausesMs[attempt - 1]
  const dice = hash('sha256', `${key} ${attempt}`, 'buffer').readUInt16BE(0) / 0xffff
  return pause === undefined ? undefined : Math.round(pause * (1 + jitter * (2 * dice - 1)))
}

type Leased = Effect & { readonly attempt: number; readonly lease: string }

/** Sends what is due now. Answers how long to rest, in milliseconds. */
export async function deliverDue(shell: MailShell, relay: Relay): Promise<number> {
  const due = await shell.store.leaseEffects(batch, leaseMs)
  const sent = []
  for (let i = 0; i < due.length; i += atOnce) {
    const some = due.slice(i, i + atOnce)
    sent.push(...(await Promise.allSettled(some.map(effect => deliver(shell, relay, effect)))))
  }
  // Told only when all are through: nothing may still be under way when the node stops.
  for (const one of sent) if (one.status === 'rejected') throw one.reason
  return due.length === batch ? 0 : restMs
}

const deliver = (shell: MailShell, relay: Relay, effect: Leased): Promise<void> =>
  effect.caseId === noCase ? deliverLetter(shell, relay, effect) : deliverMessage(shell, relay, effect)

async function deliverMessage(shell: MailShell, relay: Relay, effect: Leased): Promise<void> {
  const { message, to } = effect.body as { message: MessageId; to: CustomerId }
  const note = async (command: Command) => {
    const handled = await shell.handle({ caseId: effect.caseId, by: itself, commands: [command], texts: [] })
    if (handled.outcome === 'refused')
      throw new Error(`${command.type} of ${message}: ${handled.refusal.refused}`)
  }
  const [ledger, customer] = await Promise.all([
    shell.store.read(effect.caseId),
    shell.desk.customers.one(to),
  ])
  if (!ledger || !customer) return giveUp(shell, effect, 'nobody to write to')
  // Without an address the portal shows the message: it has arrived where the customer reads.
  if (!customer.email || effect.body.channel === 'portal') {
    await note({ type: 'message.note_sent', message, relay: 'portal' })
    return done(shell, effect)
  }
  if (await isHeldUp(shell, effect, customer.email)) return
  const addressed = await messageMail(shell, ledger, message, customer).catch(awayOf)
  if (addressed instanceof BlobsAway) return waitForFiles(shell, effect, addressed)
  if (!addressed) return done(shell, effect)
  const own = { caseId: effect.caseId, message }
  const delivery = await send({ shell, relay }, effect.key, addressed.mail, own)
  if (delivery.outcome === 'sent') {
    await note({ type: 'message.note_sent', message, relay: delivery.answer.slice(0, 200) })
    return done(shell, effect)
  }
  const pause = delivery.outcome === 'failed' ? undefined : pauseAfter(effect.key, effect.attempt)
  const isFinal = pause === undefined
  if (isFinal || effect.attempt === 1)
    await note({
      type: 'message.note_failed',
      message,
      reason: delivery.answer.slice(0, 300),
      final: isFinal,
    })
  await later(shell, effect, pause, delivery.answer)
}

const awayOf = (fault: unknown): BlobsAway => {
  if (fault instanceof BlobsAway) return fault
  throw fault
}

/** A mail whose files cannot be had just now leaves with them later, and has not been tried. */
async function waitForFiles(shell: MailShell, { key, lease }: Leased, { message }: BlobsAway): Promise<void> {
  const retryAt = after(shell.now(), minuteMs)
  await shell.store.endEffect(key, lease, { retryAt, reason: message, isUntried: true })
}

async function deliverLetter(shell: MailShell, relay: Relay, effect: Leased): Promise<void> {
  const letter = effect.body as unknown as Letter
  if (await isHeldUp(shell, effect, letter.to)) return
  if (letter.kind === 'supplier') return deliverToSupplier(shell, relay, effect, letter)
  const content = letterContent(letter, deskName(shell))
  const { fromName } = senderFor(shell, { team: null, agent: null, language: letter.language })
  const from = { name: fromName, address: fromAddress(shell) }
  const mail: OutboundMail = {
    from,
    to: { name: letter.name ?? '', address: letter.to },
    replyTo: null,
    messageId: messageIdOf(effect.key, shell.config.mailDomain),
    inReplyTo: '',
    references: [],
    subject: content.subject,
    preheader: content.preheader,
    desk: deskName(shell),
    blocks: content.blocks,
    foot: content.foot,
    language: letter.language,
    loop: shell.config.mailDomain,
    automatic: true,
    date: shell.now(),
    attachments: [],
  }
  const own = { caseId: noCase, message: null }
  const delivery = await send({ shell, relay }, effect.key, mail, own)
  if (delivery.outcome === 'sent') return done(shell, effect)
  await later(
    shell,
    effect,
    delivery.outcome === 'failed' ? undefined : pauseAfter(effect.key, effect.attempt),
    delivery.answer,
  )
}

async function deliverToSupplier(
  shell: MailShell,
  relay: Relay,
  effect: Leased,
  letter: Letter,
): Promise<void> {
  const { fromName } = senderFor(shell, { team: null, agent: null, language: letter.language })
  const from = { name: fromName, address: fromAddress(shell) }
  const own = await supplierMailOf(shell, letter, from)
  if (!own) return giveUp(shell, effect, 'nothing to send')
  const mail: OutboundMail = {
    ...{ from, to: { name: '', address: letter.to }, preheader: '', desk: deskName(shell), ...own },
    ...{ language: letter.language, loop: shell.config.mailDomain, automatic: false, date: shell.now() },
    attachments: [],
  }
  const delivery = await send({ shell, relay }, effect.key, mail, placeOfLetter(letter))
  if (delivery.outcome === 'sent') return done(shell, effect)
  const pause = delivery.outcome === 'failed' ? undefined : pauseAfter(effect.key, effect.attempt)
  if (pause === undefined) await noteNotSent(shell, letter, delivery.answer)
  await later(shell, effect, pause, delivery.answer)
}

/** What a mail that was not sent is told to be, where the address takes none any more. */
export const suspendedAnswer = 'suspended'

/**
 * Booked before it is handed over, so that a report on it finds its place; reports and automatic answers come
 * back to an address that knows the mail.
 */
async function send(
  { shell, relay }: { shell: MailShell; relay: Relay },
  key: string,
  mail: OutboundMail,
  own: Pick<SentMail, 'caseId' | 'message'>,
): Promise<Delivery> {
  const composed = composeMail(mail)
  if (isRefused(composed)) return { outcome: 'failed', answer: composed.refused }
  const sent = sentMailOf(shell.config.secret, { ...own, key, address: mail.to.address })
  const booked = await shell.desk.sentMails.book({ ...sent, at: shell.now() })
  if (booked === 'suspended') return { outcome: 'failed', answer: suspendedAnswer }
  const from = returnAddress(mail.from.address, sent.path)
  const delivery = await relay.send(key, { ...composed, envelope: { from, to: [mail.to.address] } })
  await noteDestination(shell, domainOf(mail.to.address), delivery)
  return delivery
}

/** What a mail that waits for its destination is told to wait for. */
export const destinationReason = (domain: string): string => `destination ${domain}`

/** Whether the destination takes none just now: then the mail waits untried, and so do all others to it. */
async function isHeldUp(shell: MailShell, { key, lease }: Leased, address: string): Promise<boolean> {
  const domain = domainOf(address)
  const from = await shell.desk.mailDestinations.take(domain, shell.now())
  if (from === null) return false
  // What waited together does not come together.
  const retryAt = after(from, hash('sha256', key, 'buffer').readUInt16BE(0) % minuteMs)
  await shell.store.endEffect(key, lease, { retryAt, reason: destinationReason(domain), isUntried: true })
  return true
}

/** "Later" is the destination's word where it was reached; whether one mail is bad it says otherwise. */
async function noteDestination({ desk, now }: MailShell, domain: string, delivery: Delivery): Promise<void> {
  if (delivery.outcome === 'sent') return desk.mailDestinations.good(domain)
  if (delivery.outcome !== 'retry' || delivery.status === undefined) return
  const isClosed = delivery.status === 421
  await desk.mailDestinations.later(domain, { at: now(), says: delivery.answer, isClosed })
}

const done = async (shell: MailShell, { key, lease }: Leased) => {
  await shell.store.endEffect(key, lease, { done: true })
}
const giveUp = async (shell: MailShell, { key, lease }: Leased, reason: string) => {
  await shell.store.endEffect(key, lease, { givenUp: reason })
}
const later = async (shell: MailShell, effect: Leased, pauseMs: number | undefined, reason: string) => {
  if (pauseMs === undefined) return giveUp(shell, effect, reason)
  await shell.store.endEffect(effect.key, effect.lease, { retryAt: after(shell.now(), pauseMs), reason })
}
