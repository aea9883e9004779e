// Mail to suppliers and from them. It leaves through the one outbox under an address and a Message-ID that
// know their supplier case; what comes back lands there only from an address of that supplier which its
// domain does not deny. Whoever else quotes a reference is kept aside. Not: how a supplier case goes
// (core/supplier).
import { createHmac } from 'node:crypto'
import type { Arrival } from '#channels/email/intake.ts'
import type { OutboundMail } from '#channels/email/compose.ts'
import { addressWithToken } from '#channels/email/reply-token.ts'
import type { CaseId, MessageId, SupplierCaseId } from '#core/kit/id.ts'
import type { SupplierCommand } from '#core/supplier/decide.ts'
import type { SupplierFact } from '#core/supplier/supplier-fact.ts'
import { mailIdOf, placeOfMail } from '#server/mail-id.ts'
import { sealer } from '#server/sealer.ts'
import type { Letter, MailShell } from '#server/shell.ts'
import { type FoundSupplierCase, handleSupplierCase, supplierCaseOf } from '#server/suppliers.ts'

const itself = { kind: 'system', part: 'desk' } as const
const idLength = 26
const signLength = 14

/** The token of the address that answers to a supplier case come back to: its id, signed. */
export function supplierToken(secret: Uint8Array, id: SupplierCaseId): string {
  const signed = createHmac('sha256', secret).update(`supplier ${id}`).digest('hex')
  return `${id.slice(4)}${signed.slice(0, signLength)}`
}

function caseOfToken(secret: Uint8Array, token: string | null): SupplierCaseId | null {
  if (token?.length !== idLength + signLength) return null
  const id: SupplierCaseId = `spc_${token.slice(0, idLength)}`
  return supplierToken(secret, id) === token ? id : null
}

/** Under the same rule as mails of cases: the place of a case is taken by the supplier case. */
const mailIdIn = (mail: MessageId, id: SupplierCaseId, domain: string): string =>
  `<${mailIdOf(mail, `cas_${id.slice(4)}`, domain)}>`

/** The letter that carries words to a supplier; what they are, it reads when it leaves. */
export const supplierLetter = (id: SupplierCaseId, mail: MessageId, to: string): Letter => ({
  ...{ key: `supplier/${id}/${mail}`, to, name: null, language: 'en', kind: 'supplier', url: '' },
  values: { matter: id, mail },
})

type Sent = Extract<SupplierFact, { type: 'supplier.sent' }>
/** The mails of ours that were recorded, in order. */
export const mailsSent = ({ ledger }: FoundSupplierCase): (Sent & { mail: MessageId })[] =>
  (ledger.facts as unknown as readonly SupplierFact[]).flatMap(one =>
    one.type === 'supplier.sent' && one.mail ? [{ ...one, mail: one.mail }] : [],
  )

type Outbound = Pick<
  OutboundMail,
  'subject' | 'messageId' | 'inReplyTo' | 'references' | 'replyTo' | 'blocks' | 'foot'
>
/** What a letter to a supplier says; null: nothing of the kind was recorded, or its words were erased. */
export async function supplierMailOf(
  shell: Pick<MailShell, 'desk' | 'config'>,
  { values }: Letter,
  from: OutboundMail['from'],
): Promise<Outbound | null> {
  const found = await supplierCaseOf(shell, values?.matter as SupplierCaseId)
  if (!found) return null
  const { ledger, state } = found
  const id = ledger.id as SupplierCaseId
  const all = mailsSent(found)
  const at = all.findIndex(one => one.mail === values?.mail)
  const words = all[at] && ledger.texts.get(all[at].words.text)
  if (words === undefined) return null
  const supplier = await shell.desk.suppliers.one(state.supplier)
  const title = ledger.texts.get(state.title.text) ?? ''
  const { mailDomain, secret } = shell.config
  const before = all.slice(0, at).map(one => mailIdIn(one.mail, id, mailDomain))
  return {
    subject: [state.reference, title, `[${ledger.number}]`].filter(Boolean).join(' · '),
    messageId: mailIdIn(all[at]!.mail, id, mailDomain),
    inReplyTo: before.at(-1) ?? '',
    references: before,
    replyTo: { name: from.name, address: addressWithToken(from.address, supplierToken(secret, id)) },
    blocks: [{ type: 'written', markdown: words }],
    foot: supplier?.ourNumber ? [supplier.ourNumber] : [],
  }
}

/** As what its return address is booked: the place of a case is taken by the supplier case. */
export const placeOfLetter = ({ values }: Letter): { caseId: CaseId; message: MessageId } => ({
  caseId: `cas_${String(values?.matter).slice(4)}`,
  message: values?.mail as MessageId,
})

/** It will not reach them: ours to send again. */
export async function noteNotSent(shell: MailShell, { values }: Letter, reason: string): Promise<void> {
  const command = {
    ...({ type: 'supplier.note_not_sent', mail: values?.mail as MessageId } as const),
    reason: reason.slice(0, 300),
  }
  const id = values?.matter as SupplierCaseId
  await handleSupplierCase(shell, { id, by: itself, commands: [command], texts: [] })
}

/** A reference as suppliers write them: letters and digits, at least one digit. */
const referenceShape = /[A-Z0-9][A-Z0-9#/_.-]{3,38}[A-Z0-9]/gi
const referencesMax = 20
const referencesIn = ({ subject, text }: Arrival): string[] =>
  [...`${subject}\n${text.slice(0, 4_000)}`.matchAll(referenceShape)]
    .map(([one]) => one)
    .filter(one => /\d/.test(one))
    .slice(0, referencesMax)

type Verdict = 'confirmed' | 'denied' | 'unknown' | null
/** Who wrote it, as far as his domain says: asked only where it matters; whether suppliers write from it. */
type Asking = { readonly sender: () => Promise<Verdict>; readonly raw: string; readonly supplies: boolean }
export type SupplierPlace = { readonly id: string } | { readonly aside: string } | null

/** Takes in what belongs to a supplier case; null: it has nothing to do with one. */
export async function supplierMail(
  shell: MailShell,
  arrival: Arrival,
  asking: Asking,
): Promise<SupplierPlace> {
  if (arrival.bounce) return arrival.bounce.kind === 'failed' ? bounced(shell, arrival) : null
  const named = await namedCase(shell, arrival)
  const suppliers = asking.supplies ? await shell.desk.suppliers.byAddress(arrival.from.address) : []
  if (!named && suppliers.length === 0) return null
  const verdict = await asking.sender()
  const isTheirs = (found: FoundSupplierCase) =>
    verdict !== 'denied' && suppliers.some(one => one.id === found.state.supplier)
  if (named) return isTheirs(named) ? append(shell, named, arrival, asking) : { aside: 'supplier' }
  const quoted = await quotedCases(shell, arrival)
  if (quoted.length === 0) return null
  // A reference is no secret: only a sender whose domain stands up for him is taken at his word.
  const [first, ...others] = quoted.filter(isTheirs)
  const isSure = first !== undefined && others.length === 0 && verdict === 'confirmed'
  return isSure ? append(shell, first, arrival, asking) : { aside: 'supplier' }
}

/** The supplier case whose secret address it came to, or whose mail of ours it answers. */
async function namedCase(shell: MailShell, arrival: Arrival): Promise<FoundSupplierCase | null> {
  const { replyToken, hints } = arrival
  const { secret, mailDomain } = shell.config
  const bySecret = caseOfToken(secret, replyToken)
  const ids = new Set([...hints.inReplyTo, ...hints.references].slice(0, referencesMax))
  const asked = new Set(bySecret ? [bySecret] : [])
  for (const id of ids) {
    const place = placeOfMail(id, mailDomain)
    if (place) asked.add(asSupplierCase(place.caseId))
  }
  for (const id of asked) {
    const found = await supplierCaseOf(shell, id)
    if (found) return found
  }
  return (await byReturnPath(shell, arrival))?.found ?? null
}
const asSupplierCase = (id: CaseId): SupplierCaseId => `spc_${id.slice(4)}`

async function quotedCases(shell: MailShell, arrival: Arrival): Promise<FoundSupplierCase[]> {
  const ids = await shell.desk.suppliers.byReferences(referencesIn(arrival))
  const found = await Promise.all(ids.map(id => supplierCaseOf(shell, id as SupplierCaseId)))
  return found.flatMap(one => one ?? [])
}

const wordsMax = 20_000
/** A word of theirs; of a machine, at most a reference that one of ours may take over. */
async function append(
  shell: MailShell,
  { ledger, state }: FoundSupplierCase,
  arrival: Arrival,
  { raw }: Asking,
): Promise<SupplierPlace> {
  const isMachine = arrival.automatic !== null && arrival.automatic !== 'list'
  if (isMachine && state.reference !== null) return { aside: 'supplier' }
  const facts = ledger.facts as unknown as readonly SupplierFact[]
  const isKnown = facts.some(one => one.type === 'supplier.said' && one.mail === raw)
  if (isKnown || state.end !== 'open' || state.sentAt === null)
    return isKnown ? { id: ledger.id } : { aside: 'supplier' }
  const seal = sealer(shell.newId)
  const words = (arrival.text.trim() || arrival.fullText.trim() || arrival.subject.trim() || '–').slice(
    0,
    wordsMax,
  )
  const [reference] = referencesIn(arrival)
  const commands: SupplierCommand[] = [
    {
      ...({ type: 'supplier.say', how: 'mail', words: seal.text(words), mail: raw } as const),
      answer: isMachine ? 'acknowledged' : 'unread',
    },
    ...(state.reference === null && reference !== undefined
      ? [{ type: 'supplier.offer_reference' as const, reference }]
      : []),
  ]
  const handled = await handleSupplierCase(shell, {
    ...{ id: ledger.id, by: itself, commands, texts: seal.texts },
    // Delivered twice at once, it is decided twice on a ledger without it.
    key: { actor: 'supplier mail', key: raw, bodyHash: raw },
  })
  const isIn = handled.outcome === 'done' || handled.outcome === 'repeated'
  return isIn ? { id: ledger.id } : { aside: 'supplier' }
}

/** The mail of ours that its return address knows, and its supplier case. */
async function byReturnPath(shell: MailShell, { returnPath }: Arrival) {
  const sent = returnPath ? await shell.desk.sentMails.find(returnPath, shell.now()) : null
  const found = sent && (await supplierCaseOf(shell, asSupplierCase(sent.caseId)))
  return found ? { found, mail: sent.message } : null
}

/** A report on a mail to a supplier: it is ours to send again. */
async function bounced(shell: MailShell, arrival: Arrival): Promise<SupplierPlace> {
  const sent = await byReturnPath(shell, arrival)
  if (!sent?.mail) return null
  const command = { type: 'supplier.note_not_sent', mail: sent.mail, reason: 'bounced' } as const
  const id = sent.found.ledger.id as SupplierCaseId
  await handleSupplierCase(shell, { id, by: itself, commands: [command], texts: [] })
  return { id }
}
