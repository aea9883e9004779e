// The desk of the benchmark once it owes something: a policy for everybody, a firm with a contract, and very
// many open cases whose clocks run. Not: what is measured on it (waking.ts, judged.ts).
import type { Command } from '#core/case/case.ts'
import { openPromises } from '#core/case/deed/promise.ts'
import { openTargets } from '#core/case/deed/target-clock.ts'
import type { Severity } from '#core/case/event.ts'
import type { Calendar, CalendarForm, IntervalForm } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { BySeverity, TargetRule } from '#core/clock/policy.ts'
import { entitle } from '#core/entitlement/entitle.ts'
import type { CaseId, CustomerId, OrganisationId, PolicyId, TeamId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant, instant, secondMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { newId } from '#server/new-id.ts'
import { sealer } from '#server/sealer.ts'
import { finishedCase, newPlay, playOn } from '#sim/seed-play.ts'
import type { Bulk, FinishedCase } from '#store/bulk.ts'
import type { Desk } from '#store/desk/desk.ts'

const workingHours: readonly IntervalForm[] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
]
const form: CalendarForm = {
  zone: 'Europe/Stockholm',
  versions: [
    {
      week: { mon: workingHours, tue: workingHours, wed: workingHours, thu: workingHours, fri: workingHours },
    },
  ],
}
const minutes = (count: number): BySeverity => {
  const length = { count, unit: 'minutes' } as const
  return [length, length, length, length]
}
const days = (count: number): BySeverity => {
  const length = { count, unit: 'days' } as const
  return [length, length, length, length]
}
/** Around the clock and without a warning: a case can be made whose first answer falls due when wanted. */
const firstResponseMs = dayMs
const targets: readonly TargetRule[] = [
  { kind: 'first_response', within: minutes(firstResponseMs / 60_000), counts: 'always' },
  { kind: 'next_response', within: minutes(2_880), counts: 'working', warnPercent: 75 },
  { kind: 'periodic_update', within: minutes(4_320), counts: 'always' },
  { kind: 'workaround', within: days(10), counts: 'working', warnPercent: 80 },
  { kind: 'resolution', within: days(20), counts: 'working', warnPercent: 80 },
]

export type OwingDesk = {
  readonly facts: DeskFacts
  readonly team: TeamId
  /** customers under a contract, and as many that only the policy of the house covers */
  readonly customers: readonly { readonly id: CustomerId; readonly name: string; readonly email: string }[]
}

const customersOfEach = 200

/** Lets the desk owe: from here on every case that begins is judged. */
export async function owingDesk(desk: Desk, now: Instant): Promise<OwingDesk> {
  const calendar = newId('cal')
  const policy = newId('pol')
  const versions = [{ version: 1, calendar, targets }]
  await desk.agreements.calendars.add({ id: calendar, name: 'Weekdays', hours: form })
  await desk.agreements.policies.add({ id: policy, name: 'Everybody', versions })
  const { setting, version } = await desk.settings.desk()
  await desk.settings.changeDesk(version, { ...setting, housePolicy: policy })
  const organisation = await contractedFirm(desk, policy, now)
  const customers = []
  for (let i = 0; i < 2 * customersOfEach; i++) {
    const customer = { id: newId('cus'), name: `Owed ${i}`, email: `owed-${newId('evt')}@owed.example` }
    await desk.customers.add({ ...customer, createdAt: now, ...(i % 2 === 0 && { organisation }) })
    customers.push(customer)
  }
  const facts = await desk.facts(now)
  const owed = {
    calendars: { [calendar]: calendarOf(form) },
    policies: { [policy]: { id: policy, name: '', versions } },
  }
  const team = Object.values(facts.teams).find(one => one.active && one.level === 1)!.id
  return { facts: { ...facts, ...owed, housePolicy: policy }, team, customers }
}

function calendarOf(input: CalendarForm): Calendar {
  const parsed = parseCalendar(input)
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
  return parsed.calendar
}

async function contractedFirm(desk: Desk, policy: PolicyId, now: Instant): Promise<OrganisationId> {
  const { id } = await desk.organisations.add({ id: newId('org'), name: 'Firm', domains: [] })
  const line = {
    id: newId('lin'),
    coverage: { kind: 'account' },
    origin: { kind: 'own' },
    callers: null,
    channels: null,
    onSite: false,
    outOfHours: false,
    parts: false,
    units: null,
    policy,
    from: instant(now - 365 * dayMs),
    until: null,
  } as const
  await desk.agreements.contracts.add({
    id: newId('ctr'),
    name: 'Frame agreement',
    organisation: id,
    state: 'active',
    lines: [line],
  })
  return id
}

/** Takes in open cases until so many clocks run; all of them fall due long after the measurement. */
export async function runningClocks(
  bulk: Bulk,
  desk: OwingDesk,
  now: Instant,
  atLeast: number,
): Promise<void> {
  for (let i = 0, clocks = 0; clocks < atLeast; i++) {
    const severity = ([2, 3, 3, 4] as const)[i % 4]!
    const one = clocked(desk, { i, openedAt: instant(now - ((i * 7_919) % 3_600) * secondMs), severity })
    clocks += one.clocks
    await bulk.add(one.finished)
  }
}

/** Takes in cases of which one clock each falls due at its instant: by turns a promise, and a target. */
export async function dueClocks(bulk: Bulk, desk: OwingDesk, dueAts: readonly Instant[]): Promise<CaseId[]> {
  const cases: CaseId[] = []
  for (const [i, dueAt] of dueAts.entries()) {
    const isPromise = i % 2 === 0
    const openedAt = instant(dueAt - (isPromise ? hourMs : firstResponseMs))
    const { finished } = clocked(desk, { i, openedAt, severity: 3, ...(isPromise && { promisedAt: dueAt }) })
    cases.push(finished.caseId)
    await bulk.add(finished)
  }
  return cases
}

type Clocked = {
  readonly i: number
  readonly openedAt: Instant
  readonly severity: Severity
  /** a person promises something for then */
  readonly promisedAt?: Instant
}

/** An open case with all its clocks, as the core makes one. */
function clocked(
  { facts, team, customers }: OwingDesk,
  { i, openedAt, severity, promisedAt }: Clocked,
): { finished: FinishedCase; clocks: number } {
  const seal = sealer(newId)
  const customer = customers[i % customers.length]!
  const person: Actor = { kind: 'customer', id: customer.id }
  const agents = Object.values(facts.agents).filter(one => one.active && one.levels.includes(1))
  const worker: Actor = { kind: 'agent', id: agents[i % agents.length]!.id }
  const play = newPlay(openedAt)
  const act = (by: Actor, command: Command) => {
    if (!playOn({ facts, newId }, play, { by, at: openedAt, command }))
      throw new Error(`${command.type} refused`)
  }
  const text = seal.text('The router drops the connection every evening around eight.')
  act(person, {
    type: 'case.open',
    channel: 'email',
    verified: true,
    customer: customer.id,
    language: 'en',
    team,
    severity,
    subject: seal.text(`Owed ${i}`),
    entitled: judged(facts, customer.id, openedAt),
  })
  act(person, {
    type: 'message.receive',
    message: newId('msg'),
    channel: 'email',
    from: customer.id,
    text,
    attached: [],
    automatic: null,
  })
  if (promisedAt !== undefined) {
    act(worker, { type: 'worker.take' })
    const topic = seal.text('the line test')
    act(worker, { type: 'promise.make', promise: newId('prm'), topic, means: 'phone', dueAt: promisedAt })
  }
  const { state } = play
  const clocks = state.phase === 'open' ? openPromises(state).length + openTargets(state).length : 0
  return { finished: finishedCase({ facts, newId }, play, seal.texts, customer.name), clocks }
}

const judged = ({ policies, housePolicy }: DeskFacts, customer: CustomerId, at: Instant) =>
  entitle(
    { at, channel: 'email', customer, organisation: null, product: null },
    { contracts: [], waivers: [], policies, housePolicy },
  )
