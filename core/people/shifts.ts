// Who is on over a stretch of time: when each person of a team works, and the hours of the team in which
// nobody is there, or nobody who knows what it answers for. Not: who is on call (on-call-ahead.ts).
import { spans } from '#core/clock/spans.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, ProductId, SkillId, TeamId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { AgentFacts, DeskFacts, TeamCovers } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import { type Misfit, misfits, teamsToTakeFrom } from '#core/people/routing.ts'
import { calendarOf } from '#core/people/week.ts'

export type Between = { readonly from: Instant; readonly until: Instant }
/** Somebody is away, as it is known beforehand. */
export type Absence = Between & { readonly cover: AgentId | null }

export type PersonOn = {
  readonly agent: AgentId
  /** when his week says that he works, without his absences; null: none is set, he is taken as there */
  readonly works: readonly Between[] | null
  readonly absences: readonly Absence[]
}
/** What is missing while a team works. */
export type Lack =
  | { readonly code: 'anybody' }
  | { readonly code: 'skill'; readonly skill: SkillId }
  | { readonly code: 'language'; readonly language: Language }
  | { readonly code: 'product'; readonly product: ProductId }
export type Gap = Between & { readonly lacks: readonly Lack[] }
export type TeamShifts = {
  readonly team: TeamId
  /** when the team works; null: around the clock */
  readonly hours: readonly Between[] | null
  readonly people: readonly PersonOn[]
  readonly gaps: readonly Gap[]
}

type Asked = Between & { readonly absences: Readonly<Record<AgentId, readonly Absence[]>> }

/** The shifts of one team from one instant to another. */
export function shiftsOf(desk: DeskFacts, team: TeamId, asked: Asked): TeamShifts {
  const members = Object.values(desk.agents)
    .filter(one => one.active && one.reach !== undefined && one.teams.includes(team) && isWorking(one))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const hours = hoursOf(desk, team, asked)
  const people = members.map(one => personOn(one, asked))
  return { team, hours, people, gaps: gapsOf(desk, { team, hours, people }, asked) }
}

/** Who only leads, keeps settings or audits takes no cases. */
const isWorking = ({ roles }: AgentFacts): boolean => roles.includes('agent') || roles.includes('partner')

function hoursOf(desk: DeskFacts, team: TeamId, asked: Between): Between[] | null {
  const { hours } = desk.teams[team]?.duty ?? {}
  const calendar = hours ? desk.calendars[hours] : undefined
  return calendar ? openOf(calendar, asked) : null
}

const openOf = (calendar: Parameters<typeof spans>[0], { from, until }: Between): Between[] =>
  spans(calendar, from, until).flatMap(one =>
    one.kind === 'open' ? [{ from: one.startAt, until: one.endAt }] : [],
  )

function personOn({ id, week }: AgentFacts, { from, until, absences }: Asked): PersonOn {
  const own = (absences[id] ?? []).filter(one => one.from < until && one.until > from)
  const calendar = week ? calendarOf(week) : null
  if (!calendar) return { agent: id, works: null, absences: own }
  return { agent: id, works: openOf(calendar, { from, until }), absences: own }
}

const isIn = (at: Instant, all: readonly Between[]): boolean =>
  all.some(one => one.from <= at && at < one.until)

/** Whether somebody is there at an instant, by his week and his absences. */
export const isOnAt = ({ works, absences }: PersonOn, at: Instant): boolean =>
  (works === null || isIn(at, works)) && !isIn(at, absences)

function gapsOf(desk: DeskFacts, shifts: Omit<TeamShifts, 'gaps'>, { from, until }: Between): Gap[] {
  const { team, hours, people } = shifts
  const edges = [...(hours ?? []), ...people.flatMap(one => [...(one.works ?? []), ...one.absences])]
  const inside = edges.flatMap(one => [one.from, one.until]).filter(at => at > from && at < until)
  const cuts = [...new Set([from, ...inside, until])].sort((a, b) => a - b)
  const gaps: Gap[] = []
  for (const [i, at] of cuts.slice(0, -1).entries()) {
    if (hours !== null && !isIn(at, hours)) continue
    const there = people.filter(one => isOnAt(one, at)).map(one => desk.agents[one.agent] as AgentFacts)
    const lacks = lacksOf(there, desk.teams[team]?.covers ?? null)
    if (lacks.length > 0) gaps.push({ from: at, until: instant(cuts[i + 1] as number), lacks })
  }
  return joined(gaps)
}

/** What of what a team answers for nobody of those who are there knows. */
function lacksOf(there: readonly AgentFacts[], covers: TeamCovers | null): Lack[] {
  if (there.length === 0) return [{ code: 'anybody' }]
  if (covers === null) return []
  const anybody = (knows: (one: AgentFacts) => boolean) => there.some(knows)
  return [
    ...covers.skills
      .filter(skill => !anybody(({ routing }) => routing?.skills.includes(skill) ?? false))
      .map(skill => ({ code: 'skill', skill }) as const),
    ...covers.languages
      .filter(language => !anybody(({ routing }) => isSpokenBy(routing?.languages ?? [], language)))
      .map(language => ({ code: 'language', language }) as const),
    ...covers.products
      .filter(product => !anybody(({ routing }) => isAnyOr(routing?.products ?? [], product)))
      .map(product => ({ code: 'product', product }) as const),
  ]
}

const isAnyOr = <T>(known: readonly T[], one: T): boolean => known.length === 0 || known.includes(one)
const isSpokenBy = (known: readonly { readonly language: Language }[], language: Language): boolean =>
  isAnyOr(
    known.map(one => one.language),
    language,
  )

/** Gaps that follow each other and lack the same become one. */
function joined(gaps: readonly Gap[]): Gap[] {
  const all: Gap[] = []
  for (const one of gaps) {
    const before = all.at(-1)
    const isSame = before?.until === one.from && JSON.stringify(before.lacks) === JSON.stringify(one.lacks)
    if (before && isSame) all[all.length - 1] = { ...before, until: one.until }
    else all.push(one)
  }
  return all
}

/** A case that waits and fits nobody who could be given it: what is missing, and who of others has that. */
export type Unfit = {
  readonly card: Card
  readonly missing: readonly Misfit[]
  readonly couldBeAsked: readonly AgentId[]
}

/** Of the cases that wait, those that nobody's knowledge fits, whoever is there. */
export function unfitFor(desk: DeskFacts, waiting: readonly Card[]): Unfit[] {
  const people = Object.values(desk.agents).filter(
    one => one.active && one.reach !== undefined && isWorking(one),
  )
  const places = people.map(one => ({ one, teams: teamsToTakeFrom(desk, one) }))
  return waiting.flatMap(card => {
    const takers = places.filter(({ teams }) => teams.includes(card.team)).map(({ one }) => one)
    const each = takers.map(one => misfits(desk, one, card)).sort((a, b) => a.length - b.length)
    const [least] = each
    if (least?.length === 0) return []
    const fitting = people.filter(one => !takers.includes(one) && misfits(desk, one, card).length === 0)
    return [{ card, missing: least ?? [], couldBeAsked: fitting.map(one => one.id) }]
  })
}
