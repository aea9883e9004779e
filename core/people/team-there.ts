// Whether a team can take something up: when it opens, which of its leads is asked, whom it can still be
// meant for. Not: who is on call (on-call.ts), nor who stands in for a person (cover.ts).
import { isOpen, nextOpen } from '#core/clock/working-time.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type AgentFacts, type DeskFacts, worksAt } from '#core/people/desk-facts.ts'
import { isOff } from '#core/people/week.ts'

/** When a team that is closed now opens; null: it works now, or around the clock. */
export function opensAt(desk: DeskFacts, team: TeamId, at: Instant): Instant | null {
  const facts = desk.teams[team]
  const calendar = facts?.duty?.hours && desk.calendars[facts.duty.hours]
  // Without the hours, as in the browser, it is what held at the instant of these facts.
  if (!calendar) return facts?.opensAt && at < facts.opensAt ? facts.opensAt : null
  return isOpen(calendar, at) ? null : nextOpen(calendar, at)
}

/** The lead who decides for a team now: his own before others, at work before asleep; null: there is none. */
export function dutyLead(desk: DeskFacts, team: TeamId, at: Instant): AgentId | null {
  const rank = (one: AgentFacts) => (one.teams.includes(team) ? 0 : 2) + (isOff(one, at) ? 1 : 0)
  const leads = Object.values(desk.agents)
    .filter(one => one.active && !one.absent && one.roles.includes('lead'))
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
  return leads[0]?.id ?? null
}

/** Whether what is offered to a person of a team can still reach him by an instant. */
export function canReceive(
  desk: DeskFacts,
  agent: AgentId,
  { team, by }: { readonly team: TeamId; readonly by: Instant },
): boolean {
  const facts = desk.agents[agent]
  const to = desk.teams[team]
  if (!facts?.active || !to) return false
  const isBack = !facts.absent || (facts.absence != null && facts.absence.until <= by)
  return isBack && (facts.teams.includes(team) || worksAt(facts, to.level))
}
