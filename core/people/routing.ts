// Which case goes to whom next: what a case needs, whether a person fits it, and the order in which cases
// that wait are taken. Pure. Not: who may read a case (access/may.ts), nor how one is taken exactly once
// (store/postgres/take-next.ts).
import { isPartner } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import type { Kind, Severity } from '#core/case/event.ts'
import type { CaseId, ProductId, SkillId, TeamId } from '#core/kit/id.ts'
import { after, hourMs, type Instant, instant } from '#core/kit/time.ts'
import { type AgentFacts, type DeskFacts, type RoutingRule, workSetting } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { isOff } from '#core/people/week.ts'

/** What of a case decides who fits it. */
export type Wanted = Pick<Card, 'kind' | 'product' | 'language' | 'channel'> & {
  readonly skills?: readonly SkillId[] | undefined
}

/** Why a case is not for somebody. */
export type Misfit =
  | { readonly code: 'skill'; readonly skill: SkillId }
  | { readonly code: 'language'; readonly language: Language }
  | { readonly code: 'product'; readonly product: ProductId }

/** The skills a case needs. */
export const skillsFor = (desk: DeskFacts, { product, kind, skills = [] }: Wanted): readonly SkillId[] =>
  skillsOf(desk).flatMap(one => (skills.includes(one.id) || isNeeded(one, { product, kind }) ? [one.id] : []))

const skillsOf = (desk: DeskFacts) => Object.values(desk.skills ?? {}).filter(one => one.active)

type Needs = { readonly products: readonly ProductId[]; readonly kinds: readonly Kind[] }
/** A skill that names neither products nor kinds is needed by no case by itself. */
const isNeeded = ({ products, kinds }: Needs, { product, kind }: Pick<Wanted, 'product' | 'kind'>) =>
  products.length + kinds.length > 0 &&
  (products.length === 0 || (product !== null && products.includes(product))) &&
  (kinds.length === 0 || kinds.includes(kind))

/** By voice where the customer calls, else by letter. */
const isSpoken = ({ channel }: Pick<Wanted, 'channel'>): boolean => channel === 'phone'

/** Everything that speaks against giving a case to a person; none: he fits it. */
export function misfits(desk: DeskFacts, { routing }: AgentFacts, wanted: Wanted): readonly Misfit[] {
  const { language, product } = wanted
  const has = routing?.skills ?? []
  const found: Misfit[] = skillsFor(desk, wanted)
    .filter(skill => !has.includes(skill))
    .map(skill => ({ code: 'skill', skill }))
  const way = isSpoken(wanted) ? 'speaks' : 'writes'
  const languages = routing?.languages ?? []
  if (languages.length > 0 && !languages.some(one => one.language === language && one[way]))
    found.push({ code: 'language', language })
  const products = routing?.products ?? []
  if (product !== null && products.length > 0 && !products.includes(product))
    found.push({ code: 'product', product })
  return found
}

/** How many cases a person works on at once: his own number, else the largest of his teams; null: no end. */
export function capacityOf(desk: DeskFacts, { routing, teams }: AgentFacts): number | null {
  const own = routing?.capacity ?? null
  if (own !== null) return own
  const all = teams.flatMap(team => desk.teams[team]?.covers?.capacity ?? [])
  return all.length === 0 ? null : Math.max(...all)
}

// A memory, no state: the same desk and person are asked for every case that waits.
const taking = new WeakMap<DeskFacts, WeakMap<AgentFacts, readonly TeamId[]>>()

/** The teams out of whose queues a person takes: his own at a level; where he is in none, all of it. */
export function teamsToTakeFrom(desk: DeskFacts, agent: AgentFacts): readonly TeamId[] {
  const known = taking.get(desk) ?? new WeakMap<AgentFacts, readonly TeamId[]>()
  taking.set(desk, known)
  const teams = known.get(agent) ?? teamsOf(desk, agent)
  known.set(agent, teams)
  return teams
}

function teamsOf(desk: DeskFacts, agent: AgentFacts): readonly TeamId[] {
  const isHouse = (agent.roles.includes('agent') || agent.roles.includes('lead')) && !isPartner(agent, desk)
  return agent.levels.flatMap(level => {
    const all = Object.values(desk.teams).filter(one => one.level === level)
    const own = all.filter(one => agent.teams.includes(one.id))
    if (own.length > 0) return own.map(one => one.id)
    return isHouse ? all.filter(({ id }) => !workSetting(desk, id).restricted).map(one => one.id) : []
  })
}

/** What is asked of the queue for a person: all of `fits`, as data that a database can be asked with. */
export type NextQuery = {
  readonly teams: readonly TeamId[]
  /** of these, where he also sees what is for the team alone */
  readonly own: readonly TeamId[]
  /** kinds that only a team's own people read */
  readonly restrictedKinds: readonly Kind[]
  /** null: any */
  readonly writes: readonly Language[] | null
  readonly speaks: readonly Language[] | null
  readonly products: readonly ProductId[] | null
  /** where a skill is needed that he lacks */
  readonly lacks: readonly Needs[]
  /** skills he lacks: not what needs one of them because somebody says so */
  readonly without: readonly SkillId[]
  /** his hands are full: severity 1 only */
  readonly isFull: boolean
  /** not these */
  readonly except: readonly CaseId[]
}

/** What is asked of the queue for a person who works on `has` cases now. */
export function nextFor(desk: DeskFacts, agent: AgentFacts, has: number): NextQuery {
  const { skills = [], languages = [], products = [] } = agent.routing ?? {}
  const capacity = capacityOf(desk, agent)
  const inWay = (way: 'writes' | 'speaks') =>
    languages.length === 0 ? null : languages.filter(one => one[way]).map(one => one.language)
  return {
    teams: teamsToTakeFrom(desk, agent),
    own: agent.teams,
    restrictedKinds: desk.restrictedKinds,
    writes: inWay('writes'),
    speaks: inWay('speaks'),
    products: products.length === 0 ? null : products,
    lacks: skillsOf(desk)
      .filter(one => !skills.includes(one.id) && one.products.length + one.kinds.length > 0)
      .map(one => ({ products: one.products, kinds: one.kinds })),
    without: skillsOf(desk).flatMap(one => (skills.includes(one.id) ? [] : [one.id])),
    isFull: capacity !== null && has >= capacity,
    except: [],
  }
}

type Waiting = Pick<Card, 'phase' | 'worker' | 'wait' | 'offer'>
/** Waits for somebody to take it: what waits for the customer, or is on its way elsewhere, does not. */
export const isToTake = ({ phase, worker, wait, offer }: Waiting): boolean =>
  phase === 'open' && worker === null && wait === null && offer === null

/** Whether a case is what a query asks for: the plain rule, which the database says in SQL. */
export function isAsked(card: Card, asked: NextQuery): boolean {
  const { id, team, kind, product, language, severity } = card
  const languages = isSpoken(card) ? asked.speaks : asked.writes
  return (
    isToTake(card) &&
    asked.teams.includes(team) &&
    (asked.own.includes(team) || !asked.restrictedKinds.includes(kind)) &&
    (!asked.isFull || severity === 1) &&
    (languages === null || languages.includes(language)) &&
    (asked.products === null || product === null || asked.products.includes(product)) &&
    !asked.lacks.some(one => isNeeded(one, card)) &&
    !asked.without.some(one => card.skills?.includes(one)) &&
    !asked.except.includes(id)
  )
}

/** So long after it came a case is taken before all that fall due later, whatever else comes. */
export const patienceMs: Readonly<Record<Severity, number>> = {
  1: 0,
  2: 2 * hourMs,
  3: 8 * hourMs,
  4: 24 * hourMs,
}

type Ordered = Pick<Card, 'severity' | 'clock' | 'openedAt'>
const patienceEnd = ({ severity, openedAt }: Ordered): Instant => after(openedAt, patienceMs[severity])

/** When a case is due to be taken at the latest: what is owed next, or the end of the patience. */
export const takeBy = (card: Ordered): Instant =>
  instant(Math.max(0, Math.min(card.clock?.dueAt ?? Number.POSITIVE_INFINITY, patienceEnd(card))))

/** One number that sorts cases as they are taken: severity 1, then by `takeBy`; of two the older. */
export const takeKey = (card: Ordered): number => (card.severity === 1 ? 0 : 2 ** 50) + takeBy(card)

/** Why a case is the first: in one sentence on the screen. */
export type WhyFirst =
  | { readonly code: 'severity_1' }
  | { readonly code: 'due'; readonly kind: NonNullable<Card['clock']>['kind']; readonly at: Instant }
  | { readonly code: 'waited'; readonly at: Instant }

export function whyFirst(card: Ordered): WhyFirst {
  const { severity, clock, openedAt } = card
  if (severity === 1) return { code: 'severity_1' }
  return clock !== null && clock.dueAt <= patienceEnd(card)
    ? { code: 'due', kind: clock.kind, at: clock.dueAt }
    : { code: 'waited', at: openedAt }
}

/** Why a person takes nothing now, whatever waits; null: he can. */
export type HeldBack =
  | { readonly code: 'absent' }
  | { readonly code: 'off' }
  | { readonly code: 'full'; readonly has: number; readonly of: number }

export function heldBack(
  desk: DeskFacts,
  agent: AgentFacts,
  { now, has }: { readonly now: Instant; readonly has: number },
): HeldBack | null {
  // A program counts as absent, because it is told nothing; it works whenever it asks.
  if (agent.absence) return { code: 'absent' }
  if (isOff(agent, now)) return { code: 'off' }
  const of = capacityOf(desk, agent)
  return of !== null && has >= of ? { code: 'full', has, of } : null
}

/** The rule that says where a case goes that comes in, and its place in the table; null: none does. */
export function ruleFor(
  desk: DeskFacts,
  { product, language, kind, channel }: Wanted,
): { readonly rule: RoutingRule; readonly place: number } | null {
  const holds = <T>(of: readonly T[], one: T | null) => of.length === 0 || (one !== null && of.includes(one))
  const rules = desk.routing ?? []
  const place = rules.findIndex(
    rule =>
      desk.teams[rule.team]?.active &&
      holds(rule.products, product) &&
      holds(rule.languages, language) &&
      holds(rule.kinds, kind) &&
      holds(rule.channels, channel),
  )
  const rule = rules[place]
  return rule ? { rule, place } : null
}
