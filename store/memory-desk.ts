// The desk's tables for mail in memory, for the simulator: they keep the same contract as PostgreSQL's.
// Not durable.
import type { CaseId, CustomerId, OrganisationId } from '#core/kit/id.ts'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { type AutomaticMail, type Allowed, automaticLimits, countedAs } from './desk/automatic-mail.ts'
import type { Customer, NewCustomer, Organisation } from './desk/customer.ts'
import type { Door } from './desk/customer-door.ts'
import type { MailDesk } from './desk/mail-desk.ts'
import { floodMailsMax, floodMs } from './desk/mail-flood.ts'
import { memoryMatters } from './memory-matters.ts'
import { nobody } from './desk/writer.ts'
import { failureDays, failuresMax, returnDays, type SentMail } from './desk/sent-mail.ts'

/** Empty tables, with these organisations. */
export function memoryMailDesk(organisations: readonly Organisation[] = []): MailDesk {
  const firms = new Map<OrganisationId, Organisation>(organisations.map(one => [one.id, one]))
  const doors = new Map<string, Door>()
  const aside = new Set<string>()
  const known = customers()
  return {
    // Nobody of the simulated house writes to his own desk.
    writers: {
      // One node, which counts for itself.
      byAddress: async address => ({ ...nobody, customer: await known.byEmail(address) }),
    },
    customers: known,
    organisations: {
      one: async id => firms.get(id) ?? null,
      byDomain: async domain => organisations.find(one => one.domains.includes(domain.toLowerCase())) ?? null,
      // Who writes in the simulated house says enough to be told.
      language: async () => null,
    },
    followLinks: { add: async () => {} },
    replyTokens: {
      async add({ secret, caseId, customer }) {
        if (!doors.has(secret)) doors.set(secret, { caseId, customer })
      },
      find: async secret => doors.get(secret) ?? null,
    },
    automaticMails: { take: automaticMails() },
    sentMails: sentMails(),
    // Far servers of the simulated world take as many as come.
    mailDestinations: {
      take: async () => null,
      good: async () => {},
      later: async () => {},
      said: async () => null,
      tried: async () => {},
    },
    mailFloods: mailFloods(),
    asideMails: {
      async keep({ key }) {
        aside.add(key)
      },
    },
    // The simulated house looks at them as cases.
    unreadableMails: { keep: async () => {} },
    matters: memoryMatters(),
    // The simulated house takes nothing outside.
    suppliers: { one: async () => null, byAddress: async () => [], byReferences: async () => [] },
  }
}

function sentMails(): MailDesk['sentMails'] {
  const all = new Map<string, SentMail & { at: number }>()
  const failures = new Map<string, Map<string, number>>()
  const suspended = new Map<string, string>()
  return {
    async book(mail) {
      if (suspended.has(mail.address)) return 'suspended'
      if (!all.has(mail.path)) all.set(mail.path, mail)
      return 'booked'
    },
    async find(path, at) {
      const one = all.get(path)
      return one && one.at > at - returnDays * dayMs ? one : null
    },
    ofMessage: async message => [...all.values()].findLast(one => one.message === message) ?? null,
    async lastTo(address, caseId) {
      const own = [...all.values()].filter(
        one => one.address === address.toLowerCase() && one.caseId === caseId && one.message !== null,
      )
      return own.sort((a, b) => b.at - a.at)[0] ?? null
    },
    async fail({ address, path, at }) {
      const own = failures.get(address) ?? new Map<string, number>()
      failures.set(address, own)
      if (!own.has(path)) own.set(path, at)
      const recent = [...own.values()].filter(one => one > at - failureDays * dayMs)
      if (recent.length >= failuresMax && !suspended.has(address)) suspended.set(address, path)
      return suspended.get(address) === path
    },
  }
}

function mailFloods(): MailDesk['mailFloods'] {
  const all = new Map<string, { caseId: CaseId; since: number; mails: number }>()
  return {
    async next(address, at) {
      const one = all.get(address)
      if (!one || one.since <= at - floodMs || one.mails >= floodMailsMax) return null
      one.mails += 1
      return one.caseId
    },
    async begin(address, caseId, at) {
      all.set(address, { caseId, since: at, mails: 1 })
    },
  }
}

function customers(): MailDesk['customers'] {
  const all = new Map<CustomerId, Customer>()
  const byAddress = new Map<string, Customer>()
  const add = (fresh: NewCustomer): Customer | 'taken' => {
    const address = fresh.email?.toLowerCase()
    if (address !== undefined && byAddress.has(address)) return 'taken'
    const customer: Customer = { ...blank, ...fresh }
    all.set(customer.id, customer)
    if (address !== undefined) byAddress.set(address, customer)
    return customer
  }
  return {
    add: async customer => add(customer),
    byEmail: async email => byAddress.get(email.toLowerCase()) ?? null,
    byEmailOrNew: async (email, fresh) =>
      byAddress.get(email.toLowerCase()) ?? (add({ ...fresh, email }) as Customer),
    one: async id => all.get(id) ?? null,
    some: async ids => ids.flatMap(id => all.get(id) ?? []),
  }
}

const blank = {
  email: null,
  phones: [],
  organisation: null,
  timeZone: null,
  language: 'en',
  verified: false,
  notes: '',
  skill: null,
  skillBy: null,
  skillAt: null,
  erasedAt: null,
  version: 1,
} as const

/** What take_automatic_mail() does in the database, over mails of the last day. */
function automaticMails(): (mail: AutomaticMail) => Promise<Allowed> {
  const booked = new Map<string, { kind: string; caseId: CaseId | null; at: number }[]>()
  let recent: number[] = []
  const { confirmationsPerAddressDay, perCaseAndAddressDay, perAddressDay, perDeskHour } = automaticLimits
  return async ({ address, caseId, kind, at }) => {
    const name = countedAs(address)
    const own = (booked.get(name) ?? []).filter(one => one.at > at - dayMs)
    const confirmed = own.filter(one => one.kind === 'confirmation').length
    if (kind === 'confirmation' && confirmed >= confirmationsPerAddressDay) return 'confirmed_today'
    if (own.filter(one => one.caseId === caseId).length >= perCaseAndAddressDay) return 'case_limit'
    if (own.length >= perAddressDay) return 'address_limit'
    recent = recent.filter(one => one > at - hourMs)
    if (recent.length >= perDeskHour) return 'desk_limit'
    recent.push(at)
    booked.set(name, [...own, { kind, caseId, at }])
    return 'yes'
  }
}
