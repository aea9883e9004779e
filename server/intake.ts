// Mail that comes in becomes facts: an answer to its case, a new case, a report on a mail of ours, or mail
// kept aside.
// The sender is told 250 only after the commit. Not: how bytes are read (channels/email).
import { hash } from 'node:crypto'
import { type Arrival, arrivalOf, type Envelope } from '#channels/email/intake.ts'
import type { Acceptance } from '#channels/email/listener.ts'
import { type Header, isUnreadable, type Mail, type UnreadableReason } from '#channels/email/mail.ts'
import { maskCodes } from '#channels/email/mask-codes.ts'
import { ownAddress } from '#channels/email/own-address.ts'
import { preScan } from '#channels/email/pre-scan.ts'
import type { Findings } from '#channels/email/sender-verdict.ts'
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import { usualChecks } from '#core/case/sender-check.ts'
import type { AgentId, CaseId, TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { arrivalTeam, teamOtherwise } from '#server/arrival-team.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { floodOf } from '#server/flood.ts'
import { forwardedIn } from '#server/forwarded.ts'
import { machineMail } from '#server/machine-mail.ts'
import { mailIdsIn, mailsNamed, type Place, placeOf } from '#server/intake-place.ts'
import { withoutOurWords } from '#server/our-words.ts'
import { received, subjectMax, type Taken } from '#server/intake-message.ts'
import {
  expectedWriter,
  type Sender,
  senderOf,
  unknownSender,
  unprovenSender,
  writerBehind,
} from '#server/intake-sender.ts'
import type { Say } from '#words/say.ts'
import { sayIn } from '#words/say-in.ts'
import { sealer } from '#server/sealer.ts'
import { supplierMail } from '#server/supplier-mail.ts'
import type { MailShell } from '#server/shell.ts'
import { placedReason } from '#store/desk/aside-mail.ts'
import { nobody } from '#store/desk/writer.ts'
import type { Blob } from '#store/store.ts'

const sha256 = (bytes: Uint8Array) => hash('sha256', bytes)

/** Takes one mail in. What it throws is answered "try again later" by the listener. */
export async function takeIn(
  shell: MailShell,
  envelope: Envelope,
  raw: Uint8Array,
  scan = preScan(raw),
): Promise<Acceptance> {
  if (!scan.ok) return { reply: scan.smtp as `5${string}` }
  const rawBlob: Blob = { sha256: sha256(raw), bytes: raw, type: 'message/rfc822' }
  const expected = expectedWriter(shell, envelope.from, mailIdsIn(raw))
  const mail = await shell.reader.readMail(raw, { scanned: scan })
  if (isUnreadable(mail)) return openUnreadable(shell, envelope, rawBlob, mail.unreadable)
  const arrival = arrivalOf(mail, envelope, rawBlob.sha256)
  const asked = onceOnly(() => findingsOn(shell, envelope, raw, arrival.from.address, mail.headers))
  const sender = async () => (await asked())?.sender ?? null
  const behind = onceOnly(() => writerBehind(shell, arrival, expected))
  const { supplies } = arrival.bounce ? nobody : await behind()
  const supplier = await supplierMail(shell, arrival, { raw: rawBlob.sha256, sender, supplies })
  if (supplier && 'aside' in supplier) return keepAside(shell, arrival, rawBlob, supplier.aside)
  if (supplier) {
    // Whoever takes it out again finds it among what is kept aside.
    if (!arrival.bounce) await keepAside(shell, arrival, rawBlob, placedReason)
    return { ok: true, id: supplier.id }
  }
  const machine = await machineMail(shell, arrival, { raw: rawBlob, sender })
  if (machine) return 'aside' in machine ? keepAside(shell, arrival, rawBlob, machine.aside) : machine
  const isReport = arrival.bounce !== null
  if (isReport) return keepAside(shell, arrival, rawBlob, arrival.automatic ?? 'bounce')
  // What the place needs is asked for while others ask for the domain of the sender.
  const [writer, findings, named] = await Promise.all([
    behind(),
    asked(),
    mailsNamed(shell, arrival, expected),
  ])
  const isDenied = findings?.sender === 'denied'
  const { customer: known, opened } = writer
  const taken: Taken = { arrival, raw: rawBlob, known, opened, findings }
  if (writer.agent && !isDenied) return takeFromAgent(shell, taken, mail, writer.agent)
  if (isRuledAside(shell, arrival)) return keepAside(shell, arrival, rawBlob, 'rule')
  const place = await placeOf(shell, arrival, { customer: known?.id ?? null, isDenied }, named)
  if (place.kind === 'case') return append(shell, taken, place)
  return belongsAside(arrival)
    ? keepAside(shell, arrival, rawBlob, arrival.automatic ?? 'verification')
    : openOrJoin(shell, taken, place.mayRelate && { to: place.mayRelate, how: 'may_relate' })
}

/** What one of ours forwards is the case of whoever wrote it; what else he writes is nobody's. */
async function takeFromAgent(
  shell: MailShell,
  taken: Taken,
  mail: Mail,
  agent: AgentId,
): Promise<Acceptance> {
  const arrival = forwardedIn(mail, taken.arrival)
  if (!arrival) return keepAside(shell, taken.arrival, taken.raw, 'from-agent')
  const { customer: known, opened } = await writerBehind(shell, arrival, null)
  const own: Taken = { ...taken, arrival, known, opened, forwarded: agent }
  return ok(await openCase(shell, own, await writerOf(shell, own), null, null))
}

/** Opens a case of a mail that was kept aside: somebody of ours says that it is one. */
export async function takeOut(shell: MailShell, sender: string, raw: Uint8Array): Promise<Handled> {
  const rawBlob: Blob = { sha256: sha256(raw), bytes: raw, type: 'message/rfc822' }
  const mail = await shell.reader.readMail(raw)
  if (isUnreadable(mail)) return unreadable(shell, { from: sender, to: [] }, rawBlob, mail.unreadable)
  const to = mail.to.map(({ address }) => address)
  const arrival = arrivalOf(mail, { from: sender, to }, rawBlob.sha256)
  const writer = await writerBehind(shell, arrival, null)
  const isMachine = arrival.isFromVerifier || arrival.automatic !== null
  const taken: Taken = {
    // A machine stays one, whoever made a case of its mail: it is not confirmed, and no customer reads it.
    arrival: isMachine ? { ...arrival, automatic: arrival.automatic ?? 'verification' } : arrival,
    raw: rawBlob,
    known: writer.customer,
    opened: writer.opened,
    findings: null,
  }
  return openCase(shell, taken, await writerOf(shell, taken), null, null)
}

/** Whether the desk wants mail of this sender aside: he, or all of his house. */
function isRuledAside({ settings }: MailShell, { from }: Arrival): boolean {
  const address = from.address.trim().toLowerCase()
  const house = address.slice(address.lastIndexOf('@'))
  return (settings().systemSenders ?? []).some(one => one === address || one === house)
}

type CasePlace = Extract<Place, { kind: 'case' }>
type Linked = { readonly to: CaseId; readonly how: 'follow_up' | 'may_relate' }

/** What the sender's domain says; null: nobody asked. */
async function findingsOn(
  { senders, settings }: MailShell,
  { ip, helo = '', from }: Envelope,
  raw: Uint8Array,
  writer: string,
  headers: readonly Header[],
): Promise<Findings | null> {
  const how = settings().senderChecks ?? usualChecks
  if (!senders || !how.on) return null
  return senders.check({ raw, headers, from: writer, ip: ip ?? null, helo, mailFrom: from }, how)
}

/** The same answer to whoever asks first and to all after him. */
function onceOnly<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null
  return () => {
    done ??= work()
    return done
  }
}

/** Who wrote it: whom his domain denies is nobody we know, whatever address he names. */
const writerOf = (shell: MailShell, { arrival, known, findings }: Taken): Promise<Sender> =>
  findings?.sender === 'denied' ? unprovenSender(shell, arrival) : senderOf(shell, arrival, known)

/** Nobody waits for an answer to these, and they belong to no case without a token. */
const belongsAside = ({ automatic, isFromVerifier }: Arrival): boolean =>
  isFromVerifier || (automatic !== null && automatic !== 'list')

const ok = (handled: Handled): Acceptance => {
  switch (handled.outcome) {
    case 'done':
      return { ok: true, id: `case ${handled.number}` }
    case 'nothing':
    case 'taken_in_before':
      return { ok: true, id: handled.caseId }
    default:
      throw new Error(`a mail could not be recorded: ${JSON.stringify(handled)}`)
  }
}

/**
 * Whether the case itself says no. One that others write to without a pause says nothing of the kind:
 * the mail is sent again, and belongs to it as before.
 */
const isRefused = (handled: Handled): boolean =>
  handled.outcome === 'refused' && handled.refusal.refused !== 'case.changed'

/** An answer goes to its case, wherever that has gone since. */
async function append(shell: MailShell, asRead: Taken, { card, doubt }: CasePlace): Promise<Acceptance> {
  const taken = await withoutOurWords(shell, asRead, card.id)
  const { arrival, raw } = taken
  const sender = await writerOf(shell, taken)
  const seal = sealer(shell.newId)
  const { command, blobs } = received(shell, seal, taken, sender, { doubt, mayThank: true })
  const by: Actor = { kind: 'customer', id: card.customer }
  const handled = await shell.handle({
    caseId: card.id,
    by,
    commands: [command],
    texts: seal.texts,
    blobs,
    intakeKey: arrival.key,
  })
  // Closed cases stay closed: what comes later is a new case that knows the old one.
  if (isRefused(handled))
    return belongsAside(arrival)
      ? keepAside(shell, arrival, raw, 'closed')
      : openOrJoin(shell, taken, { to: card.id, how: doubt ? 'may_relate' : 'follow_up' })
  return ok(handled)
}

/** A new case, unless its sender floods us and has one that takes what he sends meanwhile. */
async function openOrJoin(shell: MailShell, taken: Taken, linked: Linked | null): Promise<Acceptance> {
  const sender = await writerOf(shell, taken)
  const flood = sender.email ? floodOf(shell, sender.email, taken.opened) : null
  const there = flood && (await floodedCase(shell, sender.email as string))
  if (there) return append(shell, taken, { kind: 'case', card: there, doubt: doubtOf(taken) })
  return ok(await openCase(shell, taken, sender, linked, flood))
}

/** The case that takes what an address floods us with, while it goes on. */
async function floodedCase({ desk, store, now }: MailShell, address: string): Promise<Card | null> {
  const id = await desk.mailFloods.next(address, now())
  const card = id === null ? null : await store.card(id)
  return card?.phase === 'open' ? card : null
}

const doubtOf = ({ findings }: Taken) => (findings?.sender === 'denied' ? 'unproven' : null)

/** @param flood how many mails of one address it stands for; null: it is a case like any other */
async function openCase(
  shell: MailShell,
  taken: Taken,
  sender: Sender,
  linked: Linked | null,
  flood: number | null,
): Promise<Handled> {
  const { arrival } = taken
  const seal = sealer(shell.newId)
  const caseId = shell.newId('cas')
  const open: Command = {
    type: 'case.open',
    channel: 'email',
    subject: seal.text(subjectOf(arrival, sayIn(sender.language))),
    customer: sender.id,
    language: sender.language,
    team: teamFor(shell, arrival.mailbox, sender.language),
    verified: false,
    organisation: sender.organisation ?? undefined,
  }
  const { command, blobs } = received(shell, seal, taken, sender, {
    doubt: doubtOf(taken),
    // Whoever begins with thanks wants something all the same, or there would be nothing to begin.
    mayThank: false,
  })
  const mayConfirm = flood === null && linked?.how !== 'follow_up' && isSpoken(taken)
  const { id: customer, email: address, language } = sender
  const confirm =
    mayConfirm && address !== null
      ? await shell.confirmation({ seal, caseId, customer, address, language })
      : []
  const deed: Deed = {
    caseId,
    by: { kind: 'customer', id: sender.id },
    commands: [open, command],
    deskCommands: [
      ...(linked ? [{ type: 'case.link' as const, ...linked }] : []),
      ...(flood === null ? [] : [{ type: 'case.note_flooded' as const, mails: flood }]),
      ...confirm,
    ],
    texts: seal.texts,
    blobs,
    names: { customerName: sender.name, organisationName: sender.organisationName },
    intakeKey: arrival.key,
  }
  const handled = await shell.handle(deed)
  if (flood !== null) await shell.desk.mailFloods.begin(sender.email as string, caseId, shell.now())
  return handled
}

/** Whether whoever wrote it sits there and waits for a word of ours. */
const isSpoken = ({ arrival, forwarded }: Taken): boolean =>
  arrival.automatic === null && arrival.fromDesk === null && !forwarded

const subjectOf = ({ subject, text }: Arrival, say: Say): string =>
  (subject.trim() || text.trim().split('\n')[0]?.trim() || say('desk.no_subject')).slice(0, subjectMax)

/** The team that reads an address; of one that is nobody's own, by the rules. */
function teamFor(shell: MailShell, mailbox: string, language: Language): TeamId {
  const own = ownAddress(shell.addresses(), mailbox)?.team
  const otherwise = teamOtherwise(shell)
  const team =
    own && own !== otherwise && shell.facts().teams[own]?.active
      ? own
      : arrivalTeam(shell, { language, channel: 'email' })
  if (team === null) throw new Error('there is no team that takes new cases')
  return team
}

const previewMax = 500
async function keepAside(shell: MailShell, arrival: Arrival, raw: Blob, reason: string): Promise<Acceptance> {
  await shell.desk.asideMails.keep({
    key: arrival.key,
    at: shell.now(),
    reason,
    sender: arrival.from.address,
    subject: maskCodes(arrival.subject),
    preview: maskCodes(arrival.text.slice(0, previewMax * 2)).slice(0, previewMax),
    raw: raw.bytes,
  })
  return { ok: true, id: 'aside' }
}

type Why = UnreadableReason extends `mail.${infer Word}` ? Word : never

/** The same, as a door answers it. */
export const openUnreadable = async (...asked: Parameters<typeof unreadable>): Promise<Acceptance> =>
  ok(await unreadable(...asked))

/** A mail nobody can read by machine is not lost: people get it as a case, with its bytes and the reason. */
async function unreadable(
  shell: MailShell,
  envelope: Envelope,
  raw: Blob,
  reason: UnreadableReason,
): Promise<Handled> {
  const sender = await unknownSender(shell, envelope.from)
  const seal = sealer(shell.newId)
  const say = sayIn(sender.language)
  const why = reason.slice('mail.'.length) as Why
  const open: Command = {
    type: 'case.open',
    channel: 'email',
    subject: seal.text(say('desk.unreadable')),
    customer: sender.id,
    language: sender.language,
    team: teamFor(shell, envelope.to[0]?.toLowerCase() ?? '', sender.language),
    verified: false,
  }
  const receive: Command = {
    type: 'message.receive',
    message: shell.newId('msg'),
    channel: 'email',
    from: sender.id,
    text: seal.text(say('desk.unreadable_why', { reason: say(`desk.why_${why}`) })),
    mail: raw.sha256,
    attached: [],
    automatic: null,
  }
  const handled = await shell.handle({
    caseId: shell.newId('cas'),
    by: { kind: 'customer', id: sender.id },
    commands: [open, receive],
    texts: seal.texts,
    blobs: [raw],
    names: { customerName: sender.name, organisationName: sender.organisationName },
    intakeKey: `unreadable/${raw.sha256}`,
  })
  // Before the sender hears that it is kept: whoever dies here is sent it again.
  if ('caseId' in handled)
    await shell.desk.unreadableMails.keep({
      ...{ sha256: raw.sha256, caseId: handled.caseId, at: shell.now(), reason },
    })
  return handled
}
