// Handing over the cases of somebody who goes home or away: what of each is given, and to whom best. Pure.
// Not: who stands in while nothing is handed over (cover.ts), nor work that goes with a question (hand-offs).
import { isPartner } from '#core/access/share.ts'
import type { Card } from '#core/case/card.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import { dayMs, type Instant } from '#core/kit/time.ts'
import { type AgentFacts, type DeskFacts, worksAt } from '#core/people/desk-facts.ts'
import { leads } from '#core/people/leads.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { capacityOf, misfits } from '#core/people/routing.ts'
import { dutyLead } from '#core/people/team-there.ts'
import { isOff, isOnDuty } from '#core/people/week.ts'

export const handOverReasons = ['shift_end', 'absence'] as const
export type HandOverReason = (typeof handOverReasons)[number]

/** Somebody goes: why, from when until when, and whom he named. */
export type Going = {
  readonly agent: AgentId
  readonly reason: HandOverReason
  readonly from: Instant
  readonly until: Instant
  readonly cover: AgentId | null
}

/** Why somebody is suggested; `stays`: nothing needs giving, `nobody`: somebody has to be chosen. */
export const suggestedWhys = ['cover', 'on_duty', 'queue', 'lead', 'stays', 'nobody'] as const
export type SuggestedWhy = (typeof suggestedWhys)[number]
export type Suggestion = {
  readonly why: SuggestedWhy
  readonly work: AgentId | TeamId | null
  readonly contact: AgentId | null
  /** of whom it is suggested: how many cases he has then, and how many he works on at once */
  readonly has?: number
  readonly of?: number | null
}

/** Each for himself, a lead for those he leads. */
export const mayHandOver = (desk: DeskFacts, by: AgentId, agent: AgentId): boolean =>
  by === agent || leads(desk, by, agent)

/** Customers hear of another contact only where he stays for longer than a setting says. */
export const isLong = (
  { contactDays }: Pick<DeskFacts, 'contactDays'>,
  { reason, from, until }: Pick<Going, 'reason' | 'from' | 'until'>,
): boolean => reason === 'absence' && until - from > contactDays * dayMs

type Due = Pick<Card, 'clock' | 'keeper'>
/** Whether something of a case falls due while he is away. */
export const isDueMeanwhile = ({ clock, keeper }: Due, { from, until }: Pick<Going, 'from' | 'until'>) =>
  [clock?.dueAt, keeper?.dueAt].some(at => at !== undefined && at >= from && at < until)

export type Handed = Pick<
  Card,
  | 'team'
  | 'level'
  | 'severity'
  | 'worker'
  | 'contact'
  | 'kind'
  | 'product'
  | 'language'
  | 'channel'
  | 'skills'
  | 'clock'
  | 'keeper'
>

/** What of a case has to be given: the work where he works on it, the customer where he is away for long. */
export const partsOf = (desk: DeskFacts, { worker, contact }: Handed, going: Going) => ({
  work: worker === going.agent,
  contact: contact === going.agent && isLong(desk, going),
})

/**
 * Whom to give each of these cases, one after the other: whoever is suggested for one has one more for the
 * next. `has` counts what people work on now.
 */
export function suggestions(
  desk: DeskFacts,
  going: Going,
  cards: readonly Handed[],
  has: Readonly<Partial<Record<AgentId, number>>>,
): Suggestion[] {
  const load: Partial<Record<AgentId, number>> = { ...has }
  return cards.map(card => {
    const one = suggestionFor({ desk, going, load }, card)
    if (one.work?.startsWith('agt_')) load[one.work as AgentId] = (load[one.work as AgentId] ?? 0) + 1
    return one
  })
}

type Looking = {
  readonly desk: DeskFacts
  readonly going: Going
  readonly load: Readonly<Partial<Record<AgentId, number>>>
}

function suggestionFor(looking: Looking, card: Handed): Suggestion {
  const { desk, going, load } = looking
  const parts = partsOf(desk, card, going)
  if (!parts.work && !parts.contact) return { why: 'stays', work: null, contact: null }
  const found = parts.work ? workFor(looking, card) : contactFor(looking, card)
  const agent = found.to?.startsWith('agt_') ? (found.to as AgentId) : null
  const facts = agent && desk.agents[agent]
  const ours = facts && !isPartner(facts, desk) ? agent : null
  return {
    why: found.why,
    work: parts.work ? found.to : null,
    contact: parts.contact ? (ours ?? contactFor(looking, card).to) : null,
    ...(facts && { has: load[facts.id] ?? 0, of: capacityOf(desk, facts) }),
  }
}

type Found<T> = { readonly why: SuggestedWhy; readonly to: T }

/** Whom he named, whoever is on duty and has a hand free, the lead for what cannot wait, else the queue. */
function workFor(looking: Looking, card: Handed): Found<AgentId | TeamId> {
  const { desk, going } = looking
  const asked = { card, team: card.team, level: card.level }
  const person = coverOf(looking, asked) ?? onDutyOf(looking, asked)
  if (person) return person
  const lead = card.severity === 1 || isDueMeanwhile(card, going) ? leadOf(looking, card.team) : null
  const mayWork = lead !== null && worksAt(desk.agents[lead]!, card.level)
  return mayWork ? { why: 'lead', to: lead } : { why: 'queue', to: card.team }
}

/** The customer of a case at another team is kept by the contact's own. */
function contactFor(looking: Looking, card: Handed): Found<AgentId | null> {
  const { desk, going } = looking
  const own = desk.agents[going.agent]!.teams
  const team = own.includes(card.team) ? card.team : (own[0] ?? card.team)
  const asked = { card, team, level: null }
  const person = coverOf(looking, asked) ?? onDutyOf(looking, asked)
  if (person) return person
  const lead = leadOf(looking, team)
  return lead ? { why: 'lead', to: lead } : { why: 'nobody', to: null }
}

function leadOf({ desk, going }: Looking, team: TeamId): AgentId | null {
  const lead = dutyLead(desk, team, going.from)
  return lead === going.agent ? null : lead
}

type Sought = { readonly card: Handed; readonly team: TeamId; readonly level: HouseLevel | null }

function coverOf(looking: Looking, sought: Sought): Found<AgentId> | null {
  const cover = looking.going.cover && looking.desk.agents[looking.going.cover]
  return cover && canTake(looking, cover, sought) ? { why: 'cover', to: cover.id } : null
}

/** Of those who are there: whose week says so before whom nobody asked, then who has the least. */
function onDutyOf(looking: Looking, sought: Sought): Found<AgentId> | null {
  const { desk, going, load } = looking
  const rank = (one: AgentFacts) => (isOnDuty(one, going.from) ? 0 : 1)
  const has = (one: AgentFacts) => load[one.id] ?? 0
  const [first] = Object.values(desk.agents)
    .filter(one => one.teams.includes(sought.team) && one.roles.some(role => takes.has(role)))
    .filter(one => !isOff(one, going.from) && canTake(looking, one, sought))
    .sort((a, b) => rank(a) - rank(b) || has(a) - has(b) || (a.id < b.id ? -1 : 1))
  return first ? { why: 'on_duty', to: first.id } : null
}
const takes: ReadonlySet<string> = new Set(['agent', 'partner'])

/** There, of the level, knows what is needed, and has a hand free; severity 1 goes to full hands, too. */
function canTake({ desk, going, load }: Looking, one: AgentFacts, { card, level }: Sought): boolean {
  if (!one.active || one.absent || one.id === going.agent) return false
  const isFitting = misfits(desk, one, card).length === 0
  // A customer is answered to by one of ours.
  if (level === null) return isFitting && !isPartner(one, desk)
  // A case of another house stays with its people, and theirs get none of ours.
  if (isPartner(one, desk) !== Boolean(desk.teams[card.team]!.partner)) return false
  const of = capacityOf(desk, one)
  const isFree = card.severity === 1 || of === null || (load[one.id] ?? 0) < of
  return worksAt(one, level) && isFree && isFitting
}
