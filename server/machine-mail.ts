// Mail that machines send about a mail of ours: it is tied to that message by the return address it went to,
// by our own Message-ID, or by the address replies go to, and is shown there. It never opens, wakes, resumes
// or answers anything. Not: recognising it (channels/email/auto.ts, bounce.ts).
import { type Grade, gradeOf } from '#channels/email/bounce-grade.ts'
import type { Arrival } from '#channels/email/intake.ts'
import type { Acceptance } from '#channels/email/listener.ts'
import { reactionSign } from '#channels/email/reaction.ts'
import type { Command } from '#core/case/case.ts'
import type { EchoKind } from '#core/case/echo-fact.ts'
import type { SenderVerdict } from '#core/case/sender-check.ts'
import type { Actor } from '#core/people/actor.ts'
import type { Handled } from '#server/deed.ts'
import { placeOfMail } from '#server/mail-id.ts'
import { returnPathOf } from '#server/return-path.ts'
import { type Sealer, sealer } from '#server/sealer.ts'
import type { MailShell } from '#server/shell.ts'
import type { SentMail } from '#store/desk/sent-mail.ts'
import type { Blob } from '#store/store.ts'

const intake: Actor = { kind: 'system', part: 'intake' }
const wordsMax = 2_000

type Ours = SentMail & { readonly message: NonNullable<SentMail['message']> }

/**
 * Takes a machine's mail to the message it speaks of. Null: a person may have written it, or it belongs to
 * nothing of ours.
 */
export async function machineMail(
  shell: MailShell,
  arrival: Arrival,
  { raw, sender }: { raw: Blob; sender: () => Promise<SenderVerdict | null> },
): Promise<Acceptance | { readonly aside: string } | null> {
  const byPath = arrival.returnPath ? await shell.desk.sentMails.find(arrival.returnPath, shell.now()) : null
  if (!isMachine(arrival, byPath)) return null
  const place = byPath ?? (await placeOf(shell, arrival))
  if (!place) return null
  // A note in somebody's name, which his domain denies, says nothing of his: people may look at it.
  if (!byPath && arrival.bounce === null && (await sender()) === 'denied') return null
  const suspends = await countFailure(shell, arrival, place)
  // A letter of the desk has no case to show it in.
  if (place.message === null) return null
  const seal = sealer(shell.newId)
  const handled = await shell.handle({
    caseId: place.caseId,
    by: intake,
    commands: commandsOf(arrival, { ...place, message: place.message }, { raw, seal, suspends }),
    texts: seal.texts,
    blobs: [raw],
    intakeKey: arrival.key,
  })
  return answerOf(handled)
}

/** Programs of people answer to where a mail says; only machines write to where it came from. */
function isMachine({ bounce, automatic }: Arrival, byPath: SentMail | null): boolean {
  if (automatic === 'verification') return false
  if (bounce !== null || byPath !== null) return true
  return automatic !== null && automatic !== 'list'
}

async function placeOf(shell: MailShell, arrival: Arrival): Promise<SentMail | null> {
  const { hints, bounce, messageId, automatic } = arrival
  const named =
    bounce !== null
      ? [bounce.messageId]
      : automatic === 'own'
        ? [messageId]
        : [...hints.inReplyTo, ...hints.references.toReversed()]
  for (const id of named) {
    const place = placeOfMail(id, shell.config.mailDomain)
    const sent = place && (await shell.desk.sentMails.ofMessage(place.message))
    if (sent && mayNameIt(arrival, sent)) return sent
  }
  const door = arrival.replyToken ? await shell.desk.replyTokens.find(arrival.replyToken) : null
  const customer = door && (await shell.desk.customers.one(door.customer))
  return customer?.email ? shell.desk.sentMails.lastTo(customer.email, door!.caseId) : null
}

/** Words come into a case only from whom its mail went to; a report or our own mail brings none. */
const mayNameIt = ({ bounce, automatic, from }: Arrival, sent: SentMail): boolean =>
  bounce !== null || automatic === 'own' || from.address.toLowerCase() === sent.address

/** Whether this mail is the one after which its address takes no more. */
async function countFailure(shell: MailShell, arrival: Arrival, place: SentMail): Promise<boolean> {
  const failed = failedIn(arrival, place)
  if (arrival.bounce?.kind !== 'failed' || !failed?.hard) return false
  return shell.desk.sentMails.fail({
    ...place,
    at: shell.now(),
    status: failed.status,
    said: arrival.text.trim().slice(0, wordsMax),
  })
}

/**
 * What a report says of an address. One that names nobody speaks of whom our mail went to: what its server
 * says counts as if it had named him.
 */
const failedIn = ({ bounce, text }: Arrival, { address }: SentMail): Grade | undefined =>
  bounce?.recipients.find(one => one.address.toLowerCase() === address) ??
  bounce?.recipients.find(one => one.hard) ??
  bounce?.recipients[0] ??
  (bounce?.kind === 'failed'
    ? gradeOf({ status: '', action: 'failed', near: '', all: text, isOnly: true })
    : undefined)

type Beside = { raw: Blob; seal: Sealer; suspends: boolean }

function commandsOf(arrival: Arrival, place: Ours, { raw, seal, suspends }: Beside): Command[] {
  const { message } = place
  const { bounce } = arrival
  const failed = failedIn(arrival, place)
  if (bounce?.kind === 'failed') {
    const status = failed?.status || '5.0.0'
    return [
      { type: 'message.note_bounced', message, hard: failed?.hard ?? true, status },
      ...(suspends ? [{ type: 'customer.note_unreachable', message, status } as const] : []),
    ]
  }
  const what = echoOf(arrival)
  const words = wordsOf(what, arrival.text.trim().slice(0, wordsMax))
  return [
    {
      type: 'message.note_echoed',
      message,
      what,
      text: words ? seal.text(words) : undefined,
      mail: raw.sha256,
      status: failed?.status || undefined,
    },
  ]
}

/** What is shown of it: a note's words, of a reaction its sign. */
function wordsOf(what: EchoKind, said: string): string {
  if (what === 'reaction') return reactionSign(said) || said
  return what === 'auto-reply' ? said : ''
}

function echoOf({ bounce, automatic }: Arrival): EchoKind {
  if (bounce?.kind === 'delayed' || bounce?.kind === 'delivered') return bounce.kind
  if (bounce?.kind === 'feedback') return 'feedback-report'
  const isNamed = automatic === 'receipt' || automatic === 'own' || automatic === 'reaction'
  return isNamed ? automatic : 'auto-reply'
}

function answerOf(handled: Handled): Acceptance | { aside: string } | null {
  switch (handled.outcome) {
    case 'done':
      return { ok: true, id: `case ${handled.number}` }
    case 'nothing':
    case 'taken_in_before':
      return { ok: true, id: handled.caseId }
    case 'refused':
      if (handled.refusal.refused === 'message.too_many_echoes') return { aside: 'loop' }
      if (handled.refusal.refused !== 'case.changed') return null
      throw new Error('a report could not be recorded: case.changed')
    default:
      throw new Error(`a report could not be recorded: ${JSON.stringify(handled)}`)
  }
}

/** How a mail of a message, or a letter, is booked before it leaves. */
export const sentMailOf = (
  secret: Uint8Array,
  mail: Omit<SentMail, 'path'> & { readonly key: string },
): SentMail => ({
  path: returnPathOf(secret, mail),
  caseId: mail.caseId,
  message: mail.message,
  address: mail.address.toLowerCase(),
})
