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

// A memory, no state: a queue of one team asks for the same people case by case, and most of its cases want
// the same of them.
const takers = new WeakMap<DeskFacts, Map<string, readonly AgentFacts[]>>()
const wantsMax = 5_000

/** Who could take a case, were he there. */
export function takersOf(desk: DeskFacts, card: Waiting): readonly AgentFacts[] {
  const { team, kind, product, language, channel, skills = [] } = card
  const wants = [team, kind, product, language, channel, ...skills].join(' ')
  return remembered(desk, wants, () =>
    takersFrom(desk, team).filter(one => misfits(desk, one, card).length === 0),
  )
}

/** Who takes out of the queue of a team at all. */
const takersFrom = (desk: DeskFacts, team: TeamId): readonly AgentFacts[] =>
  remembered(desk, team, () => Object.values(desk.agents).filter(one => takesFrom(desk, one, team)))

function remembered(
  desk: DeskFacts,
  wants: string,
  find: () => readonly AgentFacts[],
): readonly AgentFacts[] {
  const known = takers.get(desk) ?? new Map<string, readonly AgentFacts[]>()
  takers.set(desk, known)
  const found = known.get(wants) ?? find()
  if (known.size >= wantsMax) known.clear()
  known.set(wants, found)
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

// A memory, no state: what holds somebody back is the same for all cases of a look.
const judged = new WeakMap<Look, Map<AgentId, HeldBack | null>>()

/** What holds a person back at the instant of a look; null: nothing. */
function heldAt(desk: DeskFacts, one: AgentFacts, look: Look): HeldBack | null {
  const known = judged.get(look) ?? new Map<AgentId, HeldBack | null>()
  judged.set(look, known)
  const before = known.get(one.id)
  if (before !== undefined) return before
  const held = heldBack(desk, one, { now: look.now, has: look.has(one.id) })
  known.set(one.id, held)
  return held
}

/** Whether somebody who fits is there and has a hand free; severity 1 finds a hand in any case. */
export const isAttended = (desk: DeskFacts, card: Waiting, look: Look): boolean =>
  takersOf(desk, card).some(one => {
    const held = heldAt(desk, one, look)
    return !one.absent && (held === null || (held.code === 'full' && card.severity === 1))
  })

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
  if (!calendar || isOpen(calendar, now)) return leads(desk, card, { now, round: 0 })
  if (card.severity > severityMost) return []
  const first = onCallAt(desk, card.team, now)?.agent ?? null
  const next = first && nextOnCall(desk, card.team, { agent: first, at: now })
  const ladder = [first, next].flatMap(one => (one ? [one] : []))
  const round = Math.floor((now - from) / (remindMinutes * minuteMs))
  const each = reminders + 1
  const rung = ladder[Math.floor(round / each)]
  const person = rung && desk.agents[rung]
  if (!person) return leads(desk, card, { now, round: ladder.length * each })
  return [{ agent: person.id, as: 'on_call', tellAt: reachedAt(card, person, now), round }]
}

function leads(
  desk: DeskFacts,
  card: Waiting,
  { now, round }: { readonly now: Instant; readonly round: number },
): Alarm[] {
  const told = leadsOf(desk, card.team, now)
  const as = told.length > 0 ? 'lead' : 'cover'
  return (told.length > 0 ? told : inTheirPlace(desk, card.team)).map(one => ({
    agent: one.id,
    as,
    tellAt: reachedAt(card, one, now),
    round,
  }))
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
