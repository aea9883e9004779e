// Who a mail comes from, as a customer of the desk: known by his address, or new and not verified.
import type { Arrival } from '#channels/email/intake.ts'
import type { CustomerId, OrganisationId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { sayIn } from '#server/say.ts'
import type { Shell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'

export type Sender = {
  readonly id: CustomerId
  readonly name: string
  readonly email: string | null
  readonly organisation: OrganisationId | null
  readonly organisationName: string | null
  readonly language: Language
}

const nameMax = 200

/** The sender of an arrival; two mails of a new one at the same moment make one customer. */
export async function senderOf(shell: Shell, arrival: Arrival): Promise<Sender> {
  const email = arrival.from.address.trim().toLowerCase()
  const language = arrival.language ?? languageOfMailbox(shell, arrival.mailbox)
  if (!isAddress(email)) return nobody(shell, arrival.from.name, language)
  const known = await shell.desk.customers.byEmail(email)
  if (known) return asSender(shell, known)
  const organisation = await shell.desk.organisations.byDomain(email.slice(email.lastIndexOf('@') + 1))
  const name = arrival.from.name.trim().slice(0, nameMax) || email
  const fresh = {
    id: shell.newId('cus'),
    name,
    createdAt: shell.now(),
    language,
    organisation: organisation?.id ?? null,
  }
  return asSender(shell, await shell.desk.customers.byEmailOrNew(email, fresh))
}

/** The sender of a mail that could not be read: all we have is the envelope. */
export async function unknownSender(shell: Shell, envelopeFrom: string): Promise<Sender> {
  const email = envelopeFrom.trim().toLowerCase()
  const language = shell.settings().defaultLanguage ?? 'en'
  if (!isAddress(email)) return nobody(shell, '', language)
  const fresh = { id: shell.newId('cus'), name: email, createdAt: shell.now(), language }
  return asSender(shell, await shell.desk.customers.byEmailOrNew(email, fresh))
}

const isAddress = (text: string): boolean => text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+$/.test(text)

const languageOfMailbox = (shell: Shell, mailbox: string): Language =>
  shell.addresses().find(one => one.address.toLowerCase() === mailbox)?.language ??
  shell.settings().defaultLanguage ??
  'en'

async function nobody(shell: Shell, name: string, language: Language): Promise<Sender> {
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

async function asSender(shell: Shell, customer: Customer): Promise<Sender> {
  const { id, name, email, organisation, language } = customer
  const firm = organisation ? await shell.desk.organisations.one(organisation) : null
  return { id, name, email, organisation, organisationName: firm?.name ?? null, language }
}
