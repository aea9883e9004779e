// A case waits and nobody who could take it is there: whom to tell now. Within the hours of its team the
// lead; outside them whoever is on call, again and again, then the next on the rota, in the end the lead.
// Not: how it is told (server/react/unattended.ts).
import { isOpen } from '#core/clock/working-time.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { after, type Instant, minuteMs } from '#core/kit/time.ts'
import { leadsOf, reachedAt, type Told } from '#core/notice/who.ts'
import { type AgentFacts, type DeskFacts, defaultUnattended } from '#core/people/desk-facts.ts'
import { isThere, nextOnCall, onCallAt } from '#core/people/on-call.ts'
import { type HeldBack, heldBack, misfits, teamsToTakeFrom } from '#core/people/routing.ts'

export type Waiting = Pick<
  Card,
  | 'team'
  | 'severity'
  | 'openedAt'
  | 'changedAt'
  | 'hadBy'
  | 'kind'
  | 'product'
  | 'language'
  | 'channel'
  | 'skills'
>
/** With the number of the telling: each is told once, a reminder is a new one. */
export type Alarm = Told & { readonly round: number }

/** Since when a case waits: since it came, or since it was last touched by somebody who had it. */
export const waitsSince = ({ hadBy, openedAt, changedAt }: Waiting): Instant =>
  hadBy.length === 0 ? openedAt : changedAt

type Takers = {
  readonly byWant: Map<string, readonly AgentFacts[]>
  readonly byCard: WeakMap<Waiting, readonly AgentFacts[]>
}
// A memory, no state: a queue of one team asks for the same people case by case, and most of its cases want
// the same of them.
const takers = new WeakMap<DeskFacts, Takers>()
const wantsMax = 5_000

function takersIn(desk: DeskFacts): Takers {
  const known = takers.get(desk) ?? { byWant: new Map(), byCard: new WeakMap() }
  takers.set(desk, known)
  return known
}

/** Who could take a case, were he there: the same list for all that want the same. */
export function takersOf(desk: DeskFacts, card: Waiting): readonly AgentFacts[] {
  const { byCard } = takersIn(desk)
  const known = byCard.get(card)
  if (known) return known
  const { team, kind, product, language, channel, skills = [] } = card
  const wants = [team, kind, product, language, channel, ...skills].join(' ')
  const found = remembered(desk, wants, () =>
    takersFrom(desk, team).filter(one => misfits(desk, one, card).length === 0),
  )
  byCard.set(card, found)
  return found
}

/** Who takes out of the queue of a team at all. */
const takersFrom = (desk: DeskFacts, team: TeamId): readonly AgentFacts[] =>
  remembered(desk, team, () => Object.values(desk.agents).filter(one => takesFrom(desk, one, team)))

function remembered(
  desk: DeskFacts,
  wants: string,
  find: () => readonly AgentFacts[],
): readonly AgentFacts[] {
  const { byWant } = takersIn(desk)
  const found = byWant.get(wants) ?? find()
  if (byWant.size >= wantsMax) byWant.clear()
  byWant.set(wants, found)
  return found
}

const takesFrom = (desk: DeskFacts, one: AgentFacts, team: TeamId): boolean =>
  one.active &&
  one.reach !== undefined &&
  (one.roles.includes('agent') || one.roles.includes('partner')) &&
  teamsToTakeFrom(desk, one).includes(team)

/** One look; of all cases of it the same is asked, so that each person is judged once. */
export type Look = {
  readonly now: Instant
  /** how many cases a person works on */
  readonly has: (agent: AgentId) => number
}

type Judged = {
  readonly each: Map<AgentId, HeldBack | null>
  /** of those who could take a case: whether one there has a hand free, and whether one is there at all */
  readonly all: Map<readonly AgentFacts[], { readonly isFree: boolean; readonly isThere: boolean }>
  /** whom to tell of a team's cases where a lead is told, and as what */
  readonly leads: Map<TeamId, Pick<Alarm, 'as'> & { readonly told: readonly AgentFacts[] }>
}
// A memory, no state: what holds somebody back is the same for all cases of a look, and most want the same
// people.
const judged = new WeakMap<Look, Judged>()

function judgedIn(look: Look): Judged {
  const known = judged.get(look) ?? { each: new Map(), all: new Map(), leads: new Map() }
  judged.set(look, known)
  return known
}

/** What holds a person back at the instant of a look; null: nothing. */
function heldAt(desk: DeskFacts, one: AgentFacts, look: Look): HeldBack | null {
  const { each } = judgedIn(look)
  const before = each.get(one.id)
  if (before !== undefined) return before
  const held = heldBack(desk, one, { now: look.now, has: look.has(one.id) })
  each.set(one.id, held)
  return held
}

/** Whether somebody who fits is there and has a hand free; severity 1 finds a hand in any case. */
export function isAttended(desk: DeskFacts, card: Waiting, look: Look): boolean {
  const { all } = judgedIn(look)
  const takers = takersOf(desk, card)
  const known = all.get(takers)
  const there = known ?? thereOf(desk, takers, look)
  if (!known) all.set(takers, there)
  return there.isFree || (card.severity === 1 && there.isThere)
}

function thereOf(desk: DeskFacts, takers: readonly AgentFacts[], look: Look) {
  let [isFree, isThere] = [false, false]
  for (const one of takers) {
    if (one.absent) continue
    const held = heldAt(desk, one, look)
    if (held === null) isFree = true
    if (held === null || held.code === 'full') isThere = true
  }
  return { isFree, isThere }
}

/** From when on it is told that nobody is there. */
export const alarmAt = (desk: DeskFacts, card: Waiting): Instant =>
  after(waitsSince(card), (desk.unattended ?? defaultUnattended).minutes * minuteMs)

/** Whom to tell by now of a case nobody who fits is there for; those who were told before are among them. */
export function alarmsFor(desk: DeskFacts, card: Waiting, look: Look): readonly Alarm[] {
  const { now } = look
  const from = alarmAt(desk, card)
  if (now < from || isAttended(desk, card, look)) return []
  const { remindMinutes, reminders, severityMost } = desk.unattended ?? defaultUnattended
  const { hours } = desk.teams[card.team]?.duty ?? {}
  const calendar = hours ? desk.calendars[hours] : undefined
  if (!calendar || isOpen(calendar, now)) return leads(desk, card, look, 0)
  if (card.severity > severityMost) return []
  const first = onCallAt(desk, card.team, now)?.agent ?? null
  const next = first && nextOnCall(desk, card.team, { agent: first, at: now })
  const ladder = [first, next].flatMap(one => (one ? [one] : []))
  const round = Math.floor((now - from) / (remindMinutes * minuteMs))
  const each = reminders + 1
  const rung = ladder[Math.floor(round / each)]
  const person = rung && desk.agents[rung]
  if (!person) return leads(desk, card, look, ladder.length * each)
  return [{ agent: person.id, as: 'on_call', tellAt: reachedAt(card, person, now), round }]
}

function leads(desk: DeskFacts, card: Waiting, look: Look, round: number): Alarm[] {
  const { now } = look
  const known = judgedIn(look).leads
  const { told, as } = known.get(card.team) ?? ledBy(desk, card.team, now)
  known.set(card.team, { told, as })
  return told.map(one => ({ agent: one.id, as, tellAt: reachedAt(card, one, now), round }))
}

function ledBy(desk: DeskFacts, team: TeamId, now: Instant) {
  const leads = leadsOf(desk, team, now)
  return leads.length > 0
    ? ({ told: leads, as: 'lead' } as const)
    : ({ told: inTheirPlace(desk, team), as: 'cover' } as const)
}

/** No lead is there: who covers for one, else the team, though its people are not at work, else anybody. */
function inTheirPlace(desk: DeskFacts, team: TeamId): readonly AgentFacts[] {
  const there = Object.values(desk.agents).filter(isThere)
  const leads = Object.values(desk.agents).filter(one => one.active && one.roles.includes('lead'))
  const covers = new Set(leads.map(({ absence, reach }) => absence?.cover ?? reach?.cover))
  const covering = there.filter(({ id }) => covers.has(id))
  const own = there.filter(one => one.teams.includes(team))
  return [covering, own].find(all => all.length > 0) ?? there
}
