// To which case a mail belongs: by our secret in its address, else by the mails it answers, and then only for
// whoever is one of the case's people. A stranger never appends: what he names is a hint for us. Not: what
// becomes of the mail there (intake.ts).
import type { Arrival } from '#channels/email/intake.ts'
import { mailIdDigest } from '#channels/email/mail-id-digest.ts'
import type { Card } from '#core/case/card.ts'
import { openedCase } from '#core/case/case.ts'
import { isParticipant, type MailDoubt } from '#core/case/sender-check.ts'
import type { CaseId, CustomerId } from '#core/kit/id.ts'
import type { Expected } from '#server/intake-sender.ts'
import { placeOfMail } from '#server/mail-id.ts'
import { headOf, topValueOf } from '#server/mailbox/envelope.ts'
import type { MailShell } from '#server/shell.ts'
import { namedMax } from '#store/desk/writer.ts'
import type { MailCase } from '#store/store.ts'

export type Place =
  | { readonly kind: 'case'; readonly card: Card; readonly doubt: MailDoubt | null }
  | { readonly kind: 'new'; readonly mayRelate: CaseId | null }

/** Who wrote it: whom we know by his address, null: nobody; and whether his domain denies the mail. */
export type From = { readonly customer: CustomerId | null; readonly isDenied: boolean }

/** The mails an answer may name that are looked for, the nearest first. */
const mailsMax = 20

/**
 * Cases with the mails that a mail answers or goes by the name of.
 * @param expected what was asked for already, by the head of the mail; good where its reading says the same
 */
export async function mailsNamed(
  shell: MailShell,
  arrival: Arrival,
  expected: Expected | null,
): Promise<readonly MailCase[]> {
  const { own, digests } = namesIn(arrival)
  const asked = new Set([...digests, ...(own ? [own] : [])])
  if (asked.size === 0) return []
  const isExpected =
    expected?.mailIds.length === asked.size && expected.mailIds.every(mailId => asked.has(mailId))
  const found = isExpected ? (await expected.writer).named : null
  return found ?? shell.store.mailCases([...asked], namedMax)
}

/** The same mails, as the head of a raw mail says them before anybody has read it. */
export function mailIdsIn(raw: Uint8Array): string[] {
  const head = headOf(raw)
  const idsOf = (name: string) => topValueOf(head, name).match(/<[^<>\s]+>/g) ?? []
  const named = nearestFirst(idsOf('in-reply-to'), idsOf('references'))
  const all = [...named, ...idsOf('message-id').slice(0, 1)].flatMap(id => mailIdDigest(id) ?? [])
  return [...new Set(all)]
}

function namesIn({ hints, messageId }: Arrival) {
  const ids = nearestFirst(hints.inReplyTo, hints.references)
  return { ids, own: mailIdDigest(messageId), digests: ids.flatMap(id => mailIdDigest(id) ?? []) }
}

/** The mails that one answers, each once: the one it names as answered mostly ends its references as well. */
const nearestFirst = (inReplyTo: readonly string[], references: readonly string[]): string[] =>
  [...inReplyTo, ...references.toReversed()]
    .slice(0, mailsMax)
    .filter((id, at, all) => all.indexOf(id) === at)

/**
 * Where a mail belongs.
 * @param found what mailsNamed() found
 */
export async function placeOf(
  shell: MailShell,
  arrival: Arrival,
  from: From,
  found: readonly MailCase[],
): Promise<Place> {
  const door = arrival.replyToken ? await shell.desk.replyTokens.find(arrival.replyToken) : null
  const bySecret = door && (await homeOf(shell, door.caseId))
  if (bySecret) {
    if (from.isDenied) return { kind: 'new', mayRelate: bySecret.id }
    const isKnown = from.customer !== null && from.customer === door.customer
    const isTheirs = isKnown || (await isOneOf(shell, bySecret, from))
    return { kind: 'case', card: bySecret, doubt: isTheirs ? null : 'other_address' }
  }
  const named = await namedCases(shell, arrival, found)
  for (const card of named.answered) {
    // Whoever writes anew under a Message-ID of before answers nothing.
    if (await isOneOf(shell, card, from)) return { kind: 'case', card, doubt: null }
  }
  return { kind: 'new', mayRelate: (named.answered[0] ?? named.same ?? named.numbered)?.id ?? null }
}

const hopsMax = 100
/** The case in which another goes on, by however many merges; null: it leads nowhere. */
export async function homeOf({ store }: MailShell, caseId: CaseId | number): Promise<Card | null> {
  let card = await store.card(caseId)
  for (let hops = 0; card?.into && hops < hopsMax; hops++) card = await store.card(card.into)
  return card?.into ? null : card
}

/** Whether whoever wrote, if it was he, is one of the case's people. */
async function isOneOf(shell: MailShell, card: Card, { customer, isDenied }: From): Promise<boolean> {
  if (customer === null || isDenied) return false
  if (card.customer === customer) return true
  const ledger = await shell.store.read(card.id)
  const state = ledger && openedCase(shell.folded(ledger))
  return state !== null && state !== undefined && isParticipant(state, customer)
}

type Named = {
  /** cases of the mails it answers, ours before others' */
  readonly answered: readonly Card[]
  /** a case with another mail under its own Message-ID */
  readonly same: Card | null
  /** the case whose number its subject bears */
  readonly numbered: Card | null
}

async function namedCases(shell: MailShell, arrival: Arrival, found: readonly MailCase[]): Promise<Named> {
  const { ids, own, digests } = namesIn(arrival)
  const ours = ids.flatMap(id => placeOfMail(id, shell.config.mailDomain)?.caseId ?? [])
  const theirs = digests.flatMap(id => found.filter(one => one.mailId === id).map(one => one.caseId))
  const said = Number(arrival.hints.caseNumber)
  const same = found.find(one => one.mailId === own)?.caseId
  return {
    answered: await homesOf(shell, [...ours, ...theirs]),
    same: same ? await homeOf(shell, same) : null,
    numbered: Number.isSafeInteger(said) && said > 0 ? await homeOf(shell, said) : null,
  }
}

async function homesOf(shell: MailShell, ids: readonly CaseId[]): Promise<Card[]> {
  const cards: Card[] = []
  for (const id of [...new Set(ids)].slice(0, namedMax)) {
    const card = await homeOf(shell, id)
    if (card && !cards.some(one => one.id === card.id)) cards.push(card)
  }
  return cards
}
