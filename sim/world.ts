// The simulated centre before anything happens: its teams, people, nodes and weather, drawn from a seed.
// Every seed draws its own mix, so that some worlds are calm, some stormy, some have one node, some four.
import type { AgentId, CustomerId, PolicyId, TeamId } from '#core/kit/id.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import type { BySeverity, Policy, TargetRule } from '#core/clock/policy.ts'
import { dayMs, hourMs, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { type AgentFacts, type DeskFacts, defaultDesk, type TeamFacts } from '#core/people/desk-facts.ts'
import { type Language, languages } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { type Chance, chance } from '#sim/chance.ts'
import { type Agreed, agreedIn, firmCount } from '#sim/contracts.ts'
import { calendarOf, hoursIn, seasonOf, startOf, type Worked, workedFrom } from '#sim/hours.ts'
import { moreAgents, moreTeams, weekOf } from '#sim/staff.ts'
import { type Temper, tempers } from '#sim/tempers.ts'

export type SimAgent = {
  readonly id: AgentId
  readonly facts: AgentFacts
  /** hours of the day, UTC */
  readonly from: number
  readonly to: number
  /** the days of the week he is not there */
  readonly off: readonly number[]
  readonly lookMs: number
}
export type SimCustomer = {
  readonly no: number
  readonly id: CustomerId
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly temper: Temper
}
/** How often what goes wrong: shares of the plays it may strike, and mean times between. */
export type Weather = {
  readonly workFault: number
  readonly stallMs: number
  readonly dieEveryMs: number
  readonly freezeEveryMs: number
  readonly clockEveryMs: number
  readonly mailTwice: number
  readonly mailLate: number
  readonly mailGarbled: number
  readonly farLater: number
  readonly farNever: number
  readonly farCut: number
  readonly twoAtOnce: number
  readonly eraseEveryMs: number
  readonly fullEveryMs: number
  readonly failoverEveryMs: number
}
export type World = {
  readonly seed: number
  readonly days: number
  readonly startAt: number
  readonly endAt: number
  readonly facts: DeskFacts
  /** the hours of its calendar, counted by another clock than the product's */
  readonly worked: Worked
  readonly agreed: Agreed
  readonly agents: readonly SimAgent[]
  readonly customers: readonly SimCustomer[]
  readonly nodes: number
  readonly weather: Weather
  /** mean time between two needs of one customer */
  readonly needMs: number
}

export type WorldOptions = { readonly seed: number; readonly days: number; readonly calm?: boolean }

const never = Number.POSITIVE_INFINITY

export function worldOf({ seed, days, calm = false }: WorldOptions): World {
  const draw = chance(seed)
  const season = seasonOf(seed)
  const startAt = startOf(season)
  const agents = [...agentsOf(draw), ...moreAgents(chance(seed ^ 0x94d049bb))].map(withWeek)
  const customers = Array.from({ length: draw.between(60, 240) }, (_, no) => customerOf(draw, no))
  return {
    seed,
    days,
    startAt,
    endAt: startAt + days * dayMs,
    facts: {
      ...defaultDesk,
      ...owedByAll(calendarOf(hoursIn(season))),
      checkBacks: askedBack,
      waitDays: 1,
      // Its rules know the rings of facts alone; the laws of being stuck are played by themselves.
      stuck: { ...defaultDesk.stuck, signs: [] },
      teams: Object.fromEntries(
        [...teams, ...moreTeams(leadOf(agents))].map(one => [one.id, withHours(one, startAt, days)]),
      ),
      agents: Object.fromEntries(agents.map(({ id, facts }) => [id, facts])),
    },
    worked: workedFrom(season),
    agreed: agreedIn(chance(seed ^ 0x3c6ef372), { startAt, days, customers: customers.length }),
    agents,
    customers,
    nodes: calm ? 1 : draw.between(1, 4),
    weather: calm ? fair : weatherOf(draw, chance(seed ^ 0x2545f491), chance(seed ^ 0x7f4a7c15)),
    needMs: draw.between(20, 60) * hourMs,
  }
}

const leadOf = (agents: readonly SimAgent[]) => agents.find(({ facts }) => facts.roles.includes('lead'))!.id
/** Everybody can be told, at any hour. */
const reach: AgentFacts['reach'] = { zone: 'UTC', quiet: [], mail: 'never', cover: null }
const withWeek = (one: SimAgent): SimAgent => ({ ...one, facts: { ...one.facts, reach, week: weekOf(one) } })

const nextDay = { count: 1, unit: 'days' } as const
/** Customers are asked back soon, and waited for no longer than a day, so that a short run sees it. */
const askedBack: DeskFacts['checkBacks'] = {
  after: [nextDay, nextDay, { count: 2, unit: 'days' }, null],
  notFor: ['update'],
}

/** What everybody is owed: some in working time, past a holiday and a change of the clocks, some always. */
const minutes = (...counts: number[]) =>
  counts.map(count => ({ count, unit: 'minutes' })) as unknown as BySeverity
const targets: readonly TargetRule[] = [
  { kind: 'first_response', within: minutes(15, 30, 120, 240), counts: 'working', warnPercent: 75 },
  { kind: 'next_response', within: minutes(30, 60, 240, 480), counts: 'working', warnMinutes: 10 },
  { kind: 'periodic_update', within: minutes(60, 240, 1_440, 2_880), counts: 'always' },
  { kind: 'workaround', within: minutes(120, 240, 480, 960), counts: 'always' },
  { kind: 'resolution', within: minutes(240, 480, 960, 2_400), counts: 'working', warnPercent: 80 },
  { kind: 'on_site_arrival', within: minutes(120, 240, 480, 960), counts: 'working', warnPercent: 75 },
  { kind: 'hand_off_acceptance', within: minutes(5, 15, 120, 480), counts: 'working', warnMinutes: 3 },
  { kind: 'level_time', within: minutes(60, 240, 480, 960), counts: 'working', warnPercent: 80 },
  { kind: 'supplier_response', within: minutes(60, 240, 480, 960), counts: 'always' },
]
/** The same is owed under contracts, only sooner: by so many parts of the time. */
const sooner = (parts: number): readonly TargetRule[] =>
  targets.map(one => ({
    ...one,
    within: minutes(...one.within.map(length => Math.ceil((length?.count ?? 0) / parts))),
    ...(one.warnMinutes !== undefined && { warnMinutes: 1 }),
  }))
const policy = (id: PolicyId, name: string, targets: readonly TargetRule[]): Policy => ({
  id,
  name,
  versions: [{ version: 1, calendar: 'cal_house', targets }],
})
const owedByAll = (calendar: Calendar): Pick<DeskFacts, 'calendars' | 'policies' | 'housePolicy'> => ({
  calendars: { cal_house: calendar },
  policies: {
    pol_house: policy('pol_house', 'Everybody', targets),
    pol_gold: policy('pol_gold', 'Gold', sooner(3)),
    pol_silver: policy('pol_silver', 'Silver', sooner(2)),
  },
  housePolicy: 'pol_house',
})

const team = (name: string, level: HouseLevel): TeamFacts => ({
  id: `tea_${name}`,
  name,
  level,
  setting: {},
  active: true,
})
const teams = [team('first', 1), team('phones', 1), team('second', 2), team('third', 3)]
/** Half of the teams are closed at night; then somebody is on call, who works at night himself. */
const onCallFor: Readonly<Record<TeamId, AgentId>> = {
  tea_second: 'agt_second_22_0',
  tea_tools: 'agt_tools_8_0',
  tea_phones: 'agt_first_22_0',
}
function withHours(one: TeamFacts, startAt: number, days: number): TeamFacts {
  const agent = onCallFor[one.id]
  const until = instant(startAt + (days + 2) * dayMs)
  const turns = agent ? [{ agent, from: instant(startAt), until }] : []
  return agent ? { ...one, duty: { hours: 'cal_house', turns } } : one
}
export const firstTeams: readonly TeamId[] = ['tea_first', 'tea_phones']
export const mailDomain = 'desk.example'
export const deskAddress = `support@${mailDomain}`

type Post = {
  team: string
  levels: HouseLevel[]
  least: number
  most: number
  roles: AgentFacts['roles']
}
const posts: readonly Post[] = [
  { team: 'first', levels: [1], least: 3, most: 7, roles: ['agent'] },
  { team: 'phones', levels: [1], least: 1, most: 3, roles: ['agent'] },
  { team: 'second', levels: [2], least: 2, most: 4, roles: ['agent'] },
  { team: 'third', levels: [3], least: 1, most: 2, roles: ['agent'] },
  { team: 'first', levels: [1, 2], least: 1, most: 2, roles: ['agent', 'lead'] },
]

function agentsOf(draw: Chance): SimAgent[] {
  const agents: SimAgent[] = []
  for (const post of posts)
    for (let left = draw.between(post.least, post.most); left > 0; left--) {
      const id: AgentId = `agt_${post.team}${agents.length}`
      const from = draw.pick([6, 8, 8, 8, 10, 12])
      const day = draw.between(0, 6)
      agents.push({
        id,
        facts: {
          id,
          name: `Agent ${agents.length}`,
          roles: post.roles,
          levels: post.levels,
          teams: [`tea_${post.team}`],
          active: true,
          absent: false,
        },
        from,
        to: from + 8,
        off: [day, (day + 1) % 7],
        lookMs: draw.between(60, 240) * secondMs,
      })
    }
  return agents
}

function customerOf(draw: Chance, no: number): SimCustomer {
  return {
    no,
    id: `cus_${no}`,
    name: `Customer ${no}`,
    email: `customer${no}@firm${no % firmCount}.example`,
    language: draw.pick(languages),
    temper: draw.pick(tempers),
  }
}

const fair: Weather = {
  workFault: 0,
  stallMs: secondMs,
  dieEveryMs: never,
  freezeEveryMs: never,
  clockEveryMs: never,
  mailTwice: 0,
  mailLate: 0,
  mailGarbled: 0,
  farLater: 0,
  farNever: 0,
  farCut: 0,
  twoAtOnce: 0,
  eraseEveryMs: never,
  fullEveryMs: never,
  failoverEveryMs: never,
}

/** What was thought of later draws apart, so that the worlds of old seeds stay as they are. */
function weatherOf(draw: Chance, apart: Chance, beside: Chance): Weather {
  const sometimes = (of: number) => (draw.happens(0.7) ? draw.roll() * of : 0)
  const every = (least: number, most: number) => (draw.happens(0.7) ? draw.between(least, most) : never)
  return {
    workFault: sometimes(0.12),
    stallMs: draw.pick([200, secondMs, 3 * secondMs]),
    dieEveryMs: every(15 * minuteMs, 8 * hourMs),
    freezeEveryMs: every(15 * minuteMs, 8 * hourMs),
    clockEveryMs: every(5 * minuteMs, 4 * hourMs),
    mailTwice: sometimes(0.2),
    mailLate: sometimes(0.1),
    mailGarbled: sometimes(0.05),
    farLater: sometimes(0.1),
    farNever: sometimes(0.02),
    farCut: sometimes(0.05),
    twoAtOnce: sometimes(0.2),
    eraseEveryMs: apart.between(30, 240) * minuteMs,
    fullEveryMs: apart.happens(0.7) ? apart.between(2, 12) * hourMs : never,
    failoverEveryMs: beside.happens(0.6) ? beside.between(3, 18) * hourMs : never,
  }
}
