// The desk's settings in memory, so that no decision waits for them; read again each second and after every
// change here.
import type { Calendar } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { Pins } from '#core/house-policy/pinned.ts'
import type { AgentId, CalendarId } from '#core/kit/id.ts'
import { type Instant, secondMs } from '#core/kit/time.ts'
import { deskAt } from '#core/people/desk-at.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { policyPins } from '#server/house-policies.ts'
import { servicePerson } from '#server/service-person.ts'
import type { KeptCalendar } from '#store/desk/agreement.ts'
import type { Address } from '#store/desk/catalogue.ts'
import type { Desk } from '#store/desk/desk.ts'
import type { MailSender } from '#store/desk/mail-sender.ts'
import type { MailTemplate } from '#store/desk/mail-template.ts'
import type { DeskSettings } from '#store/desk/team.ts'

export type DeskCache = {
  facts(): DeskFacts
  settings(): DeskSettings
  /** where mail comes in; none set: every recipient is taken */
  addresses(): readonly Address[]
  /** as whom mails leave and how they are signed */
  mailSenders(): readonly MailSender[]
  /** what automatic mails say in the desk's own words */
  mailTemplates(): readonly MailTemplate[]
  /** reads everything again now */
  refresh(): Promise<void>
  close(): void
}

/** Opens the cache with a first reading. A reading that fails keeps what was known; the log tells. */
export async function deskCache(
  desk: Desk,
  now: () => Instant,
  log: (line: string) => void,
): Promise<DeskCache> {
  const pins = policyPins(desk)
  let known = await read(desk, now(), pins)
  let running: Promise<void> | null = null
  const refresh = () => {
    running ??= read(desk, now(), pins)
      .then(next => {
        known = next
      })
      .finally(() => {
        running = null
      })
    return running
  }
  const timer = setInterval(
    () => void refresh().catch(error => log(`settings could not be read: ${error}`)),
    secondMs,
  )
  timer.unref()
  return {
    facts: () => known.facts,
    settings: () => known.settings,
    addresses: () => known.addresses,
    mailSenders: () => known.mailSenders,
    mailTemplates: () => known.mailTemplates,
    // What was being read may be older than the change: only a reading begun after it counts.
    refresh: async () => {
      await running?.catch(() => {})
      await refresh()
    },
    close: () => clearInterval(timer),
  }
}

type Known = {
  readonly facts: DeskFacts
  readonly settings: DeskSettings
  readonly addresses: readonly Address[]
  readonly mailSenders: readonly MailSender[]
  readonly mailTemplates: readonly MailTemplate[]
}

/** The whole desk as the core needs it, read once: for whoever is no node at work. */
export const readFacts = async (desk: Desk, at: Instant): Promise<DeskFacts> =>
  (await read(desk, at, policyPins(desk))).facts

async function read(desk: Desk, at: Instant, pinned: () => Promise<Pins>): Promise<Known> {
  const [facts, tokens, { setting }, addresses, mailSenders, mailTemplates, calendars, policies, pins] =
    await Promise.all([
      desk.facts(at),
      desk.tokens.all(),
      desk.settings.desk(),
      desk.addresses.all(),
      desk.mailSenders.all(),
      desk.mailTemplates.current(),
      desk.agreements.calendars.all(),
      desk.agreements.policies.all(),
      pinned(),
    ])
  const services = tokens.map(servicePerson).map(person => [person.id, person] as const)
  const agents = { ...facts.agents, ...Object.fromEntries(services) } as Record<AgentId, AgentFacts>
  const owed = {
    calendars: Object.fromEntries(calendars.flatMap(parsed)),
    policies: Object.fromEntries(policies.map(({ id, name, versions }) => [id, { id, name, versions }])),
  }
  return {
    facts: deskAt({ ...facts, agents, ...owed, pins }, at),
    settings: setting,
    addresses,
    mailSenders,
    mailTemplates,
  }
}

// A calendar is parsed once for each of its versions: its spans are laid out as they are asked for.
const laidOutMax = 500
const laidOut = new Map<string, Calendar>()

function parsed({ id, version, hours }: KeptCalendar): [CalendarId, Calendar][] {
  const key = `${id} ${version}`
  const known = laidOut.get(key)
  if (known) return [[id, known]]
  const calendar = parseCalendar(hours)
  // What was kept was found sound before; another program may have written to the table.
  if ('faults' in calendar) return []
  if (laidOut.size >= laidOutMax) laidOut.clear()
  laidOut.set(key, calendar.calendar)
  return [[id, calendar.calendar]]
}
