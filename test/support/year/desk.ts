// The desk of the simulated year: the people of the demo company with their hours, what is agreed, what an
// hour costs, and what changes on the way: a person changes the team in the middle of a week, a policy gets
// a second version, an hour comes to cost more. Not: what happens at it (tales.ts, year.ts).
import type { CalendarForm } from '#core/clock/calendar.ts'
import type { PolicyVersion } from '#core/clock/policy.ts'
import type { Agreed } from '#core/entitlement/entitle.ts'
import { firstRules } from '#core/goodwill/rules.ts'
import type { AgentId, NewId } from '#core/kit/id.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import { type Away, staffedOn } from '#core/measure/staffed.ts'
import type { DeskFacts, WorkingWeek } from '#core/people/desk-facts.ts'
import { readFacts } from '#server/desk-cache.ts'
import { firstTeams } from '#server/first-start.ts'
import { castOf, type Cast } from '#sim/demo/cast.ts'
import { type Desk, deskOf } from '#store/desk/desk.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

export const zone = 'Europe/Stockholm'
/** When the year is looked back at: each outlook is over. */
export const lookedAt = at('2026-03-01T12:00:00Z')
/** Before the year there was a desk already, so that a backlog comes along. */
export const firstDay = at('2024-12-09T00:00:00Z')
/** In the middle of a week Marta goes from one team of level 2 to the other. */
export const moved = at('2025-05-14T10:00:00Z')
/** From then on one article is another version, and one is withdrawn. */
export const changedArticle = at('2025-08-12T08:00:00Z')
/** From then on other times are owed, and an hour costs more. */
const dearer = at('2025-07-01T00:00:00Z')

/** An instant as it is written. */
export function at(text: string): Instant {
  return instant(Date.parse(text))
}

export type YearDesk = {
  readonly desk: Desk
  readonly cast: Cast
  readonly contracts: Agreed['contracts']
  readonly teamHours: CalendarForm
  /** the desk as it was at an instant */
  factsAt(when: number): DeskFacts
  /** when people were away, by day of the epoch */
  awayOn(day: number): Away
}

/** Makes it, in the order in which it came about. */
export async function yearDesk(store: PostgresStore, newId: NewId): Promise<YearDesk> {
  const desk = deskOf(store.pool)
  await firstTeams(desk, newId)
  const now = () => firstDay
  const cast = await castOf(desk, { store, now, newId, facts: () => null as never }, 'none')
  await giveHours(desk, cast)
  const agent = cast.agents.get('karin')!
  const rates = [
    { 1: 3_800, 2: 5_200, 3: 7_400 },
    { 1: 4_100, 2: 5_700, 3: 7_900 },
  ]
  await desk.costs.publish(0, { currency: 'EUR', rates: rates[0]! }, { agent, at: firstDay })
  await desk.goodwill.publish(0, firstRules, { agent, at: firstDay })
  await keepArticles(desk, agent)
  const first = await readFacts(desk, firstDay)
  await moveMarta(desk, cast)
  const second = await readFacts(desk, moved)
  await desk.costs.publish(1, { currency: 'EUR', rates: rates[1]! }, { agent, at: dearer })
  await tighten(desk, second)
  const third = await readFacts(desk, dearer)
  const factsAt = (when: number) => (when < moved ? first : when < dearer ? second : third)
  const [calendar] = await desk.agreements.calendars.all()
  return {
    ...{ desk, cast, teamHours: calendar!.hours as CalendarForm, contracts: await contractsOf(desk, cast) },
    ...{ factsAt, awayOn: day => awayOn(cast, day) },
  }
}

async function keepArticles({ articles }: Desk, by: AgentId): Promise<void> {
  const own = { address: 'https://kb.example/', language: 'sv', product: null, withdrawn: false } as const
  for (const name of ['cable', 'port', 'old'] as const)
    await articles.add({ ...own, id: `art_${name}`, title: name }, { at: firstDay, by })
  await articles.change('art_cable', 1, { title: 'cables' }, { at: changedArticle, by })
  await articles.change('art_old', 1, { withdrawn: true }, { at: changedArticle, by })
}

const early = [['07:00', '15:30']] as const
const late = [
  ['09:30', '13:00'],
  ['13:45', '18:00'],
] as const
const weekOf = (hours: WorkingWeek['hours'][keyof WorkingWeek['hours']]): WorkingWeek => ({
  zone,
  hours: { mon: hours!, tue: hours!, wed: hours!, thu: hours!, fri: [['08:00', '14:15']] },
  cover: null,
})
/** Somebody works at night too, across each change of the clocks; one has the hours of his team. */
const night: WorkingWeek = {
  zone,
  hours: { sat: [['20:00', '24:00']], sun: [['00:00', '06:00']], mon: [['12:00', '20:00']] },
  cover: null,
}
const ofTeam = 'admin'

async function giveHours(desk: Desk, cast: Cast): Promise<void> {
  const [calendar] = await desk.agreements.calendars.all()
  for (const team of await desk.teams.all()) {
    // One team has no hours: what it solves without a policy is in nobody's.
    const isWithout = team.id === cast.teams.get('network')
    if (!isWithout) await desk.teams.change(team.id, team.version, { hours: calendar!.id })
  }
  for (const [i, [key, id]] of [...cast.agents].entries()) {
    if (key === ofTeam) continue
    const { version } = (await desk.agents.one(id))!
    const week = key === 'mikhail' ? night : weekOf(i % 2 === 0 ? early : late)
    await desk.agents.change(id, version, { week })
  }
}

async function moveMarta(desk: Desk, cast: Cast): Promise<void> {
  await desk.agents.setTeams(cast.agents.get('marta')!, [cast.teams.get('mail')!])
}

/** What everybody is owed is owed in half of the time. */
async function tighten(desk: Desk, { housePolicy }: DeskFacts): Promise<void> {
  const house = (await desk.agreements.policies.all()).find(({ id }) => id === housePolicy)!
  const last = house.versions.at(-1)!
  const halved = last.targets.map(one => ({
    ...one,
    within: one.within.map(length => length && { ...length, count: Math.ceil(length.count / 2) }),
  })) as unknown as PolicyVersion['targets']
  await desk.agreements.policies.publish(house.id, house.version, { ...last, version: 2, targets: halved })
}

async function contractsOf(desk: Desk, { customers }: Cast): Promise<Agreed['contracts']> {
  const firms = new Set([...customers.values()].flatMap(one => one.organisation ?? []))
  return (await Promise.all([...firms].map(firm => desk.agreements.contracts.of(firm)))).flat()
}

/** Two weeks of one person in summer, and an afternoon of another in each month. */
function awayOn({ agents }: Cast, day: number): Away {
  const from = instant(day * dayMs)
  const until = instant(from + dayMs)
  const all: [string, Instant, Instant][] = [
    ['ivan', at('2025-07-07T00:00:00Z'), at('2025-07-21T00:00:00Z')],
    ...Array.from({ length: 12 }, (_, i): [string, Instant, Instant] => [
      'bo',
      instant(Date.UTC(2025, i, 12, 11)),
      instant(Date.UTC(2025, i, 12, 16)),
    ]),
  ]
  const own = all.filter(([, left, back]) => left < until && back > from)
  return Object.fromEntries(own.map(([key, left, back]) => [agents.get(key)!, { from: left, until: back }]))
}

/** Records who was there, each day when it is over, as a node at work does. */
export async function recordDays({ desk, factsAt, awayOn }: YearDesk, until: Instant): Promise<void> {
  for (let day = firstDay / dayMs; (day + 1) * dayMs <= until; day++) {
    // Of one week nobody recorded anything: it counts on neither side.
    if (instant(day * dayMs) >= unknown.from && instant(day * dayMs) < unknown.until) continue
    await desk.staffed.record(staffedOn(factsAt((day + 1) * dayMs), day, awayOn(day)))
  }
}
/** Days without a record. */
export const unknown = { from: at('2025-09-01T00:00:00Z'), until: at('2025-09-08T00:00:00Z') }

/** Somebody's hours as they were written: his own, else those of his team. */
export const hoursOf = ({ factsAt, teamHours }: YearDesk, agent: AgentId): CalendarForm => {
  const week = factsAt(firstDay).agents[agent]?.week
  return week ? { zone: week.zone, versions: [{ week: week.hours }] } : teamHours
}
