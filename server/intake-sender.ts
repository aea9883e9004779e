// Who a mail comes from, as a customer of the desk: known by his address, or new and not verified.
import type { Arrival } from '#channels/email/intake.ts'
import type { CustomerId, OrganisationId } from '#core/kit/id.ts'
import { hourMs, instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { sayIn } from '#words/say-in.ts'
import type { MailShell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'
import { nobody as nobodyKnown, type Writer } from '#store/desk/writer.ts'

export type Sender = {
  readonly id: CustomerId
  readonly name: string
  readonly email: string | null
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly language: Language
}

const nameMax = 200

/** Whom the envelope names, and the mails its head names, by their digests, being looked up. */
export type Expected = {
  readonly email: string
  readonly mailIds: readonly string[]
  readonly writer: Promise<Writer>
}

/**
 * Looks the envelope's sender up while the mail is still being read, with the cases of the mails its head
 * names: most often he is also the one who wrote it, and those are the mails it answers.
 */
export function expectedWriter(
  shell: MailShell,
  envelopeFrom: string,
  mailIds: readonly string[] = [],
): Expected | null {
  const email = envelopeFrom.trim().toLowerCase()
  if (!isAddress(email)) return null
  const writer = lookUp(shell, email, mailIds)
  // Whether it failed matters only to whoever needs it.
  writer.catch(() => {})
  return { email, mailIds, writer }
}

/** Whom we know by the address a mail says it is from, of customers and of our own people. */
export async function writerBehind(
  shell: MailShell,
  { from }: Arrival,
  expected: Expected | null,
): Promise<Writer> {
  const email = from.address.trim().toLowerCase()
  if (!isAddress(email)) return nobodyKnown
  return expected?.email === email ? expected.writer : lookUp(shell, email)
}

const lookUp = ({ desk, now }: MailShell, email: string, mailIds?: readonly string[]): Promise<Writer> =>
  desk.writers.byAddress(email, instant(now() - hourMs), mailIds)

/** The sender of an arrival; two mails of a new one at the same moment make one customer. */
export async function senderOf(shell: MailShell, arrival: Arrival, known: Customer | null): Promise<Sender> {
  if (known) return asSender(shell, known)
  const email = arrival.from.address.trim().toLowerCase()
  const ofMailbox = arrival.language ?? languageOfMailbox(shell, arrival.mailbox)
  if (!isAddress(email)) return nobody(shell, arrival.from.name, ofMailbox)
  const organisation = await shell.desk.organisations.byDomain(email.slice(email.lastIndexOf('@') + 1))
  // Words that do not tell it are said as the sender's colleagues say theirs, else as the team does.
  const ofColleagues =
    organisation && arrival.language === null
      ? await shell.desk.organisations.language(organisation.id)
      : null
  const language = ofColleagues ?? ofMailbox
  const name = arrival.from.name.trim().slice(0, nameMax) || email
  const fresh = {
    id: shell.newId('cus'),
    name,
    createdAt: shell.now(),
    language,
    organisation: organisation?.id ?? null,
  }
  const added = await shell.desk.customers.add({ ...fresh, email })
  return asSender(shell, added === 'taken' ? await shell.desk.customers.byEmailOrNew(email, fresh) : added)
}

/**
 * Somebody who says to be whoever he names and could not prove it: a person of his own without an address, so
 * that nothing of whom he names is his, and nothing he brings about is sent there.
 */
export function unprovenSender(shell: MailShell, { from, language, mailbox }: Arrival): Promise<Sender> {
  const address = from.address.trim().slice(0, nameMax)
  const name = from.name.trim() ? `${from.name.trim().slice(0, nameMax / 2)} (${address})` : address
  return nobody(shell, name, language ?? languageOfMailbox(shell, mailbox))
}

/** The sender of a mail that could not be read: all we have is the envelope. */
export async function unknownSender(shell: MailShell, envelopeFrom: string): Promise<Sender> {
  const email = envelopeFrom.trim().toLowerCase()
  const language = shell.settings().defaultLanguage ?? 'en'
  if (!isAddress(email)) return nobody(shell, '', language)
  const fresh = { id: shell.newId('cus'), name: email, createdAt: shell.now(), language }
  return asSender(shell, await shell.desk.customers.byEmailOrNew(email, fresh))
}

const isAddress = (text: string): boolean => text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+$/.test(text)

const languageOfMailbox = (shell: MailShell, mailbox: string): Language =>
  shell.addresses().find(one => one.address.toLowerCase() === mailbox)?.language ??
  shell.settings().defaultLanguage ??
  'en'

async function nobody(shell: MailShell, name: string, language: Language): Promise<Sender> {
  const fresh = {
    id: shell.newId('cus'),
    name: name.trim().slice(0, nameMax) || sayIn(language)('desk.unknown_sender'),
    createdAt: shell.now(),
    language,
  }
  const added = await shell.desk.customers.add(fresh)
  if (added === 'taken') throw new Error('a customer without an address cannot be taken')
  return asSender(shell, added)
}

async function asSender(shell: MailShell, customer: Customer): Promise<Sender> {
  const { id, name, email, organisation, language } = customer
  const firm = organisation ? await shell.desk.organisations.one(organisation) : null
  return { id, name, email, organisation, organisationName: firm?.name ?? null, language }
}
