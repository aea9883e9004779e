// Whether anybody is there for what waits, by the bystander’s own account, and whether somebody was told
// where nobody is. Not: whom the product tells (core/notice/unattended.ts).
import type { AgentId, CaseId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import type { TeamFacts } from '#core/people/desk-facts.ts'
import { worked as second } from '#core/testing/second-clock.ts'
import { lookedAtMax } from '#server/react/unattended.ts'
import { complain, type Known } from '#sim/known.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { isThere } from '#sim/shift.ts'

/** A case may wait so long; a node looks every other minute, and may have been frozen. */
const waitsMs = 15 * minuteMs
const slackMs = 8 * minuteMs
/** Outside the hours of a team only what is as grave as this wakes anybody. */
const graveMost = 2

export type Alarmed = { readonly caseId: CaseId; readonly agent: AgentId; readonly since: number }

export const queueWatch = (known: Known) => ({
  alarmed({ caseId, agent, since }: Alarmed) {
    known.alarmed.set(caseId, Math.max(since, known.alarmed.get(caseId) ?? 0))
    const told = known.people.base.agents[agent]
    const isLeft = !told?.active && known.now > known.people.changedAt + minuteMs
    complain(known, 'alarm.reaches_somebody', isLeft && `${agent}, who left, was told of it`, caseId)
    const isCalled = known.people.base.teams[known.cases.get(caseId)!.team]?.duty?.turns.some(
      turn => turn.agent === agent,
    )
    const isLed = Object.values(known.people.base.agents).some(
      one => one.roles.includes('lead') && one.active && !one.absent,
    )
    const isAsked = told?.roles.includes('lead') || isCalled || !isLed
    complain(
      known,
      'alarm.reaches_somebody',
      !isAsked && `${agent}, who neither leads nor is on call, was told`,
      caseId,
    )
  },
  /** a node has looked */
  queues() {
    const { facts, board, cases, lonely } = known
    const waiting = new Set<CaseId>()
    for (const team of Object.values(facts.teams)) {
      const queue = board.queue(team.id)
      if (queue.length === 0 || isAttended(known, team)) continue
      const isOpen = !team.duty?.hours || second(known.worked, known.now, known.now + 1) > 0
      const left: SeenCase[] = []
      let toTake = 0
      for (const caseId of queue) {
        const seen = cases.get(caseId)!
        if (seen.wait !== null || seen.offered !== null) continue
        toTake++
        if (!isOpen && seen.severity > graveMost) continue
        waiting.add(caseId)
        const since = Math.max(lonely.get(caseId) ?? known.now, waitsSince(seen))
        lonely.set(caseId, since)
        if (isUntold(known, seen, since)) left.push(seen)
      }
      // A node looks at so many of a queue, those that are taken first: of the others nobody is told yet.
      if (toTake - left.length < lookedAtMax) for (const seen of left) complainOf(known, seen)
    }
    for (const caseId of lonely.keys()) if (!waiting.has(caseId)) lonely.delete(caseId)
  },
})

const waitsSince = ({ wasHad, openedAt, lastAt }: SeenCase): number => (wasHad ? lastAt : openedAt)

/** Somebody of the team, or of its level who has no team there, is at work. */
function isAttended({ people, agents, now }: Known, team: TeamFacts): boolean {
  return agents.some(one => {
    const facts = people.base.agents[one.id]
    if (!facts?.active || facts.absent || !isThere(one, now)) return false
    if (!facts.levels.includes(team.level)) return false
    if (facts.teams.includes(team.id)) return true
    const hasTeam = facts.teams.some(id => people.base.teams[id]?.level === team.level)
    return !hasTeam && !facts.roles.includes('partner')
  })
}

function isUntold({ now, nodes, alarmed }: Known, seen: SeenCase, since: number): boolean {
  const dueAt = Math.max(since, waitsSince(seen) + waitsMs) + slackMs
  if (now < dueAt || (alarmed.get(seen.id) ?? -1) >= waitsSince(seen)) return false
  return nodes.some(one => one.soundSince !== null && one.soundSince < now - slackMs)
}

const complainOf = (known: Known, { id, team }: SeenCase): void =>
  complain(known, 'queue.attended', `nobody is there for ${team}, and nobody was told`, id)
