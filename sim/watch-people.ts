// What the bystander knows of the desk's people: as they are set, as they are at work this hour, and as a
// node still knows them that has not read the change. Not: what changes them (staffing.ts).
import type { AgentId } from '#core/kit/id.ts'
import { hourMs, instant, secondMs } from '#core/kit/time.ts'
import { deskAt } from '#core/people/desk-at.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { StaffAct } from '#sim/act.ts'
import type { Known } from '#sim/known.ts'

/** A node reads its settings again after so long. */
const readAgainMs = secondMs

export type SeenPeople = {
  /** as they are set, whatever the hour */
  base: DeskFacts
  /** shifts begin and end at full hours: so long the facts hold */
  until: number
  changedAt: number
  changedOn: number
  /** what held before the last change, and until when each that was */
  readonly past: { readonly facts: DeskFacts; readonly until: number }[]
}

export const peopleKnown = (base: DeskFacts): SeenPeople => ({
  base,
  until: 0,
  changedAt: Number.NEGATIVE_INFINITY,
  changedOn: 0,
  past: [],
})

/** Turns to a new hour, when there is one. */
export function turnHour(known: Known): void {
  const { people, now } = known
  known.facts = deskAt(people.base, instant(now))
  people.until = (Math.floor(now / hourMs) + 1) * hourMs
}

export const peopleWatch = (known: Known) => ({
  /** somebody's place is another from now on, as a node was told */
  staffed(agent: AgentId, to: StaffAct['to'], node: number) {
    const { people, now } = known
    people.past.push({ facts: known.facts, until: now })
    Object.assign(people, { changedAt: now, changedOn: node })
    const { agents } = people.base
    people.base = { ...people.base, agents: { ...agents, [agent]: { ...agents[agent]!, ...to } } }
    turnHour(known)
  },
  /** the desk as a node knows it */
  factsAt(node: number): DeskFacts {
    const { people, now, facts } = known
    const isTold = node === people.changedOn || now >= people.changedAt + readAgainMs
    return isTold ? facts : people.past.at(-1)!.facts
  },
  /** the desk as it may have been known since an instant, the newest first */
  factsSince(at: number): DeskFacts[] {
    const all = [known.facts]
    for (let i = known.people.past.length - 1; i >= 0; i--) {
      const { facts, until } = known.people.past[i]!
      if (until < at - readAgainMs) break
      all.push(facts)
    }
    return all
  },
})
