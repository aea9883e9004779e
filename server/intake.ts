// Mail that comes in becomes facts: an answer to its case, a new case, a report on a mail of ours, or mail
// kept aside.
// The sender is told 250 only after the commit. Not: how bytes are read (channels/email).
import { hash } from 'node:crypto'
import { type Arrival, arrivalOf, type Envelope } from '#channels/email/intake.ts'
import type { Acceptance } from '#channels/email/listener.ts'
import { type Header, isUnreadable, type UnreadableReason } from '#channels/email/mail.ts'
import { mailIdDigest } from '#channels/email/mail-id-digest.ts'
import { ownAddress } from '#channels/email/own-address.ts'
import { withoutToken } from '#channels/email/reply-token.ts'
import { preScan } from '#channels/email/pre-scan.ts'
import type { Findings } from '#channels/email/sender-verdict.ts'
import type { Card } from '#core/case/card.ts'
import type { Command } from '#core/case/case.ts'
import type { AutomaticKind } from '#core/case/automatic-kind.ts'
import type { Attached } from '#core/case/event.ts'
import { type MailDoubt, type SenderChecked, usualChecks } from '#core/case/sender-check.ts'
import type { CaseId, TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { arrivalTeam, teamOtherwise } from '#server/arrival-team.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Deed, Handled } from '#server/deed.ts'
import { floodOf } from '#server/flood.ts'
import { machineMail } from '#server/machine-mail.ts'
import { type Place, placeOf } from '#server/intake-place.ts'
import {
  expectedSender,
  knownSender,
  type Sender,
  senderOf,
  unknownSender,
  unprovenSender,
} from '#server/intake-sender.ts'
import type { Say } from '#words/say.ts'
import { sayIn } from '#words/say-in.ts'
import { type Sealer, sealer } from '#server/sealer.ts'
import type { MailShell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import type { Blob } from '#store/store.ts'

const subjectMax = 300
const sha256 = (bytes: Uint8Array) => hash('sha256', bytes)

/** Takes one mail in. What it throws is answered "try again later" by the listener. */
export async function takeIn(shell: MailShell, envelope: Envelope, raw: Uint8Array): Promise<Acceptance> {
  const scan = preScan(raw)
  if (!scan.ok) return { reply: scan.smtp as `5${string}` }
  const rawBlob: Blob = { sha256: sha256(raw), bytes: raw, type: 'message/rfc822' }
  const expected = expectedSender(shell, envelope.from)
  const mail = await shell.reader.readMail(raw)
  if (isUnreadable(mail)) return openUnreadable(shell, envelope, rawBlob, mail.unreadable)
  const arrival = arrivalOf(mail, envelope, rawBlob.sha256)
  const machine = await machineMail(shell, arrival, rawBlob)
  if (machine) return 'aside' in machine ? keepAside(shell, arrival, rawBlob, machine.aside) : machine
  const isReport = arrival.bounce !== null
  if (isReport) return keepAside(shell, arrival, rawBlob, arrival.automatic ?? 'bounce')
  const [known, findings] = await Promise.all([
    knownSender(shell, arrival, expected),
    findingsOn(shell, envelope, raw, mail.headers),
  ])
  const isDenied = findings?.sender === 'denied'
  const taken: Taken = { arrival, raw: rawBlob, known, findings }
  const place = await placeOf(shell, arrival, { customer: known?.id ?? null, isDenied })
  if (place.kind === 'case') return append(shell, taken, place)
  return belongsAside(arrival)
    ? keepAside(shell, arrival, rawBlob, arrival.automatic ?? 'verification')
    : openCase(shell, taken, place.mayRelate && { to: place.mayRelate, how: 'may_relate' })
}

/** A mail on its way in: what it says, its bytes, and whom we know it by. */
type Taken = {
  readonly arrival: Arrival
  readonly raw: Blob
  readonly known: Customer | null
  readonly findings: Findings | null
}
type CasePlace = Extract<Place, { kind: 'case' }>
type Linked = { readonly to: CaseId; readonly how: 'follow_up' | 'may_relate' }

/** What the sender's domain says; null: nobody asked. */
async function findingsOn(
  { senders, settings }: MailShell,
  { ip, helo = '', from }: Envelope,
  raw: Uint8Array,
  headers: readonly Header[],
): Promise<Findings | null> {
  const how = settings().senderChecks ?? usualChecks
  if (!senders || !how.on) return null
  return senders.check({ raw, headers, ip: ip ?? null, helo, mailFrom: from }, how)
}

/** Who wrote it: whom his domain denies is nobody we know, whatever address he names. */
const writerOf = (shell: MailShell, { arrival, known, findings }: Taken): Promise<Sender> =>
  findings?.sender === 'denied' ? unprovenSender(shell, arrival) : senderOf(shell, arrival, known)

/** Nobody waits for an answer to these, and they belong to no case without a token. */
const belongsAside = ({ automatic, isFromVerifier }: Arrival): boolean =>
  isFromVerifier || (automatic !== null && automatic !== 'list')

const automaticOf = ({ automatic }: Arrival): AutomaticKind | null =>
  automatic === 'null-sender' ? 'auto-reply' : automatic

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

/** What a mail says, as a wish: its new words, the whole text, its files, and the bytes it came in. */
function received(
  shell: MailShell,
  seal: Sealer,
  { arrival, raw, findings }: Taken,
  sender: Sender,
  doubt: MailDoubt | null,
): { command: Command; blobs: Blob[] } {
  const blobs: Blob[] = [raw]
  const attached: Attached[] = arrival.attachments.map(file => {
    blobs.push({ sha256: file.sha256, bytes: file.bytes, type: file.type })
    return {
      file: shell.newId('fil'),
      name: seal.text(file.name.trim() || 'file'),
      type: file.type,
      size: file.size,
      sha256: file.sha256,
    }
  })
  const words = arrival.text.trim() || arrival.fullText.trim() || sayIn(sender.language)('desk.no_text')
  const full = arrival.fullText.trim()
  const also = alsoWrittenTo(shell, arrival)
  const cc = copiedTo(shell, arrival)
  const command: Command = {
    type: 'message.receive',
    message: shell.newId('msg'),
    channel: 'email',
    from: sender.id,
    text: seal.text(words),
    subject: arrival.subject.trim() ? seal.text(arrival.subject.trim().slice(0, subjectMax)) : undefined,
    full: full && full !== words ? seal.text(full) : undefined,
    mail: raw.sha256,
    html: arrival.html !== '' ? true : undefined,
    attached,
    automatic: automaticOf(arrival),
    language: arrival.language ?? undefined,
    cc: cc ? seal.text(cc) : undefined,
    also: also.length > 0 ? also : undefined,
    mailId: mailIdDigest(arrival.messageId) ?? undefined,
    doubt: arrival.automatic === null && doubt ? doubt : undefined,
    checked: findings ? checkedBy(seal, findings) : undefined,
  }
  return { command, blobs }
}

const checkedBy = (seal: Sealer, { details, ...checked }: Findings): SenderChecked => ({
  ...checked,
  ...(details && { details: seal.text(details) }),
})

const copiedMax = 2_000
/** Who got the mail as well: people, not addresses of ours. Empty: nobody. */
function copiedTo(shell: MailShell, { recipients, mailboxes }: Arrival): string {
  const ours = [...shell.addresses(), ...mailboxes.map(mailbox => ({ address: withoutToken(mailbox) }))]
  const others = recipients.filter(one => one.address && !ownAddress(ours, one.address))
  const shown = others.map(({ name, address }) => (name ? `${name} <${address}>` : address))
  return [...new Set(shown)].join(', ').slice(0, copiedMax)
}

/** Other teams whose addresses it was written to: the first of our addresses says whose it is. */
function alsoWrittenTo(shell: MailShell, { mailboxes, recipients }: Arrival): TeamId[] {
  const ours = shell.addresses()
  const all = [...mailboxes, ...recipients.map(one => one.address)]
  const teams = all.flatMap(address => ownAddress(ours, address)?.team ?? [])
  return [...new Set(teams)].filter(team => team !== teams[0] && shell.facts().teams[team]?.active)
}

/** An answer goes to its case, wherever that has gone since. */
async function append(shell: MailShell, taken: Taken, { card, doubt }: CasePlace): Promise<Acceptance> {
  const { arrival, raw } = taken
  const sender = await writerOf(shell, taken)
  const seal = sealer(shell.newId)
  const { command, blobs } = received(shell, seal, taken, sender, doubt)
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
      : openCase(shell, taken, { to: card.id, how: doubt ? 'may_relate' : 'follow_up' })
  return ok(handled)
}

async function openCase(shell: MailShell, taken: Taken, linked: Linked | null): Promise<Acceptance> {
  const { arrival } = taken
  const sender = await writerOf(shell, taken)
  const flood = sender.email ? floodOf(shell, sender.email) : null
  const there = flood && (await floodedCase(shell, sender.email as string))
  const doubt = taken.findings?.sender === 'denied' ? 'unproven' : null
  if (there) return append(shell, taken, { kind: 'case', card: there, doubt })
  const seal = sealer(shell.newId)
  const caseId = shell.newId('cas')
  const say = sayIn(sender.language)
  const open: Command = {
    type: 'case.open',
    channel: 'email',
    subject: seal.text(subjectOf(arrival, say)),
    customer: sender.id,
    language: sender.language,
    team: teamFor(shell, arrival.mailbox, sender.language),
    verified: false,
    organisation: sender.organisation ?? undefined,
  }
  const { command, blobs } = received(shell, seal, taken, sender, doubt)
  const isAnswered = arrival.automatic === null && arrival.fromDesk === null && flood === null
  const mayConfirm = isAnswered && sender.email !== null && linked?.how !== 'follow_up'
  const confirm = mayConfirm
    ? await shell.confirmation({
        seal,
        caseId,
        customer: sender.id,
        address: sender.email as string,
        language: sender.language,
      })
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
  return ok(handled)
}

const subjectOf = ({ subject, text }: Arrival, say: Say): string =>
  (subject.trim() || text.trim().split('\n')[0]?.trim() || say('desk.no_subject')).slice(0, subjectMax)

/** The case that takes what an address floods us with, while it goes on. */
async function floodedCase({ desk, store, now }: MailShell, address: string): Promise<Card | null> {
  const id = await desk.mailFloods.next(address, now())
  const card = id === null ? null : await store.card(id)
  return card?.phase === 'open' ? card : null
}

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

async function keepAside(shell: MailShell, arrival: Arrival, raw: Blob, reason: string): Promise<Acceptance> {
  await shell.desk.asideMails.keep({
    key: arrival.key,
    at: shell.now(),
    reason,
    sender: arrival.from.address,
    subject: arrival.subject,
    raw: raw.bytes,
  })
  return { ok: true, id: 'aside' }
}

type Why = UnreadableReason extends `mail.${infer Word}` ? Word : never

/** A mail nobody can read by machine is not lost: people get it as a case, with its bytes and the reason. */
export async function openUnreadable(
  shell: MailShell,
  envelope: Envelope,
  raw: Blob,
  reason: UnreadableReason,
): Promise<Acceptance> {
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
  return ok(handled)
}
