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
import { openRoads, type Roads } from './roads.ts'
import { noCase } from '#store/desk/letter.ts'
import { BlobsAway } from '#store/blob-damaged.ts'
import type { SentMail } from '#store/desk/sent-mail.ts'
import type { Effect, LeasedEffect as Leased } from '#store/store.ts'

const itself: Actor = { kind: 'system', part: 'relay' }
const batch = 8
const leaseMs = 120_000
/** Who got no place for so long goes back: his lease has to last until he has left. */
const beginMs = 30_000
/** So long others wait where one is on its way to their destination for long already. */
const slowRestMs = 30_000
const restMs = 250
/** So long a mail is tried, from when it first could leave. Then a person has to see to it. */
const triedForMs = 3 * dayMs
/** Pauses before the next attempt: a little over three days in all, of which the last is cut short. */
const pausesMs = [
  minuteMs,
  5 * minuteMs,
  15 * minuteMs,
  hourMs,
  4 * hourMs,
  8 * hourMs,
  12 * hourMs,
  dayMs,
  dayMs,
]
/** By up to so much of itself a pause is longer, so that mails that waited together do not come together. */
const jitter = 0.1
/** A pause that is cut short lasts so long all the same: a node's clock may not be the store's. */
const lastPauseLeastMs = hourMs

/**
 * How long a mail rests after an attempt that many ms after it first could leave: the same for the same mail.
 * Undefined: it was the last. The last is not before its time is over, and soon after.
 */
export function pauseAfter(key: string, attempt: number, waitedMs: number): number | undefined {
  const pause = pausesMs[attempt - 1]
  if (pause === undefined || waitedMs >= triedForMs) return undefined
  const dice = hash('sha256', `${key} ${attempt}`, 'buffer').readUInt16BE(0) / 0xffff
  const left = Math.max(triedForMs - waitedMs + Math.round(dice * minuteMs), lastPauseLeastMs)
  return Math.min(Math.round(pause * (1 + jitter * dice)), left)
}

type NoteCommand = Extract<Command, { type: 'message.note_sent' | 'message.note_failed' }>

/** What carries mails out of a node. */
export type Carrier = { readonly shell: MailShell; readonly relay: Relay; readonly roads: Roads }

/** Sends what is due now, to the end. Answers how long to rest, in milliseconds. */
export async function deliverDue(shell: MailShell, relay: Relay): Promise<number> {
  const roads = openRoads()
  const rest = await beginDue({ shell, relay, roads })
  await roads.over()
  return rest
}

/** Begins to send what is due now; slow ones may be under way still. Answers as above. */
export async function beginDue(carrier: Carrier): Promise<number> {
  const { shell, roads } = carrier
  const due = await shell.store.leaseEffects(batch, leaseMs)
  const leasedAt = performance.now()
  for (const effect of due)
    await roads.begin(() =>
      performance.now() - leasedAt < beginMs ? deliver(carrier, effect) : putBack(shell, effect),
    )
  roads.check()
  return due.length === batch ? 0 : restMs
}

const deliver = (carrier: Carrier, effect: Leased): Promise<void> =>
  effect.caseId === noCase ? deliverLetter(carrier, effect) : deliverMessage(carrier, effect)

const putBack = async ({ store, now }: MailShell, { key, lease }: Leased) => {
  await store.endEffect(key, lease, { retryAt: now(), reason: 'no room', isUntried: true })
}

async function deliverMessage(carrier: Carrier, effect: Leased): Promise<void> {
  const { shell } = carrier
  const { message, to } = effect.body as { message: MessageId; to: CustomerId }
  const customer = await shell.desk.customers.one(to)
  if (!customer) return giveUp(shell, effect, 'nobody to write to')
  // Without an address the portal shows the message: it has arrived where the customer reads.
  if (!customer.email || effect.body.channel === 'portal') {
    await note(shell, effect, { type: 'message.note_sent', message, relay: 'portal' })
    return done(shell, effect)
  }
  const over = (reason: string) => failUntried(shell, effect, reason)
  await onTheRoad(carrier, { effect, address: customer.email, over }, async () => {
    // Read only once it may go: thousands that wait for their destination are looked at again and again.
    const ledger = await shell.store.read(effect.caseId)
    if (!ledger) return giveUp(shell, effect, 'nobody to write to')
    const addressed = await messageMail(shell, ledger, message, customer).catch(awayOf)
    if (addressed instanceof BlobsAway) return waitForFiles(shell, effect, addressed)
    if (!addressed) return done(shell, effect)
    const own = { caseId: effect.caseId, message }
    await noteDelivery(shell, effect, await send(carrier, effect.key, addressed.mail, own))
  })
}

/** The end of a mail whose turn never came: as that of one that was tried to the last. */
async function failUntried(shell: MailShell, effect: Leased, answer: string): Promise<void> {
  const { message } = effect.body as { message: MessageId }
  if (!(await shell.store.read(effect.caseId))) return giveUp(shell, effect, 'nobody to write to')
  const reason = answer.slice(0, 300)
  await note(shell, effect, { type: 'message.note_failed', message, reason, final: true })
  await giveUp(shell, effect, answer)
}

async function note({ handle }: MailShell, { caseId }: Effect, command: NoteCommand): Promise<void> {
  const handled = await handle({ caseId, by: itself, commands: [command], texts: [] })
  if (handled.outcome === 'refused')
    throw new Error(`${command.type} of ${command.message}: ${handled.refusal.refused}`)
}

async function noteDelivery(shell: MailShell, effect: Leased, delivery: Delivery): Promise<void> {
  const { message } = effect.body as { message: MessageId }
  if (delivery.outcome === 'sent') {
    const relay = delivery.answer.slice(0, 200)
    await note(shell, effect, { type: 'message.note_sent', message, relay })
    return done(shell, effect)
  }
  const pause = pauseOf(effect, delivery)
  const isFinal = pause === undefined
  if (isFinal || effect.attempt === 1)
    await note(shell, effect, {
      type: 'message.note_failed',
      message,
      reason: delivery.answer.slice(0, 300),
      final: isFinal,
    })
  await later(shell, effect, pause, delivery.answer)
}

const pauseOf = ({ key, attempt, waitedMs }: Leased, { outcome }: Delivery): number | undefined =>
  outcome === 'failed' ? undefined : pauseAfter(key, attempt, waitedMs)

const awayOf = (fault: unknown): BlobsAway => {
  if (fault instanceof BlobsAway) return fault
  throw fault
}

/** A mail whose files cannot be had just now leaves with them later, and has not been tried. */
async function waitForFiles(shell: MailShell, { key, lease }: Leased, { message }: BlobsAway): Promise<void> {
  const retryAt = after(shell.now(), minuteMs)
  await shell.store.endEffect(key, lease, { retryAt, reason: message, isUntried: true })
}

async function deliverLetter(carrier: Carrier, effect: Leased): Promise<void> {
  const letter = effect.body as unknown as Letter
  const deliverTo = letter.kind === 'supplier' ? deliverToSupplier : deliverToPerson
  const over = async (reason: string) => {
    if (letter.kind === 'supplier') await noteNotSent(carrier.shell, letter, reason)
    await giveUp(carrier.shell, effect, reason)
  }
  await onTheRoad(carrier, { effect, address: letter.to, over }, () => deliverTo(carrier, effect, letter))
}

async function deliverToPerson(carrier: Carrier, effect: Leased, letter: Letter): Promise<void> {
  const { shell } = carrier
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
  const delivery = await send(carrier, effect.key, mail, own)
  if (delivery.outcome === 'sent') return done(shell, effect)
  await later(shell, effect, pauseOf(effect, delivery), delivery.answer)
}

async function deliverToSupplier(carrier: Carrier, effect: Leased, letter: Letter): Promise<void> {
  const { shell } = carrier
  const { fromName } = senderFor(shell, { team: null, agent: null, language: letter.language })
  const from = { name: fromName, address: fromAddress(shell) }
  const own = await supplierMailOf(shell, letter, from)
  if (!own) return giveUp(shell, effect, 'nothing to send')
  const mail: OutboundMail = {
    ...{ from, to: { name: '', address: letter.to }, preheader: '', desk: deskName(shell), ...own },
    ...{ language: letter.language, loop: shell.config.mailDomain, automatic: false, date: shell.now() },
    attachments: [],
  }
  const delivery = await send(carrier, effect.key, mail, placeOfLetter(letter))
  if (delivery.outcome === 'sent') return done(shell, effect)
  const pause = pauseOf(effect, delivery)
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
  { shell, relay }: Carrier,
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

/** What a mail is told whose time was over before its turn came, where the destination said nothing. */
export const waitedAnswer = 'waited'

/** A mail on its way, and what is done when its time is over before its turn came. */
type Traveller = {
  readonly effect: Leased
  readonly address: string
  readonly over: (reason: string) => Promise<void>
}

/**
 * Unless the destination takes none just now: then the mail waits untried, and so do all others to it, but
 * none longer than a mail is tried. One that said "later" is tried by one mail at a time, until it takes one.
 */
async function onTheRoad(
  { shell, roads }: Carrier,
  { effect: { key, lease, waitedMs }, address, over }: Traveller,
  work: () => Promise<void>,
): Promise<void> {
  const { mailDestinations } = shell.desk
  const domain = domainOf(address)
  const at = shell.now()
  const from = roads.isFull(domain) ? after(at, slowRestMs) : await mailDestinations.take(domain, at)
  if (from !== null) {
    if (waitedMs >= triedForMs) return over((await mailDestinations.said(domain)) ?? waitedAnswer)
    // What waited together does not come together.
    const retryAt = after(from, hash('sha256', key, 'buffer').readUInt16BE(0) % minuteMs)
    await shell.store.endEffect(key, lease, { retryAt, reason: destinationReason(domain), isUntried: true })
    return
  }
  const leave = roads.enter(domain)
  try {
    await work()
  } finally {
    leave()
    await mailDestinations.tried(domain)
  }
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
