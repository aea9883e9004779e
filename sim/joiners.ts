// What follows a merge: the case goes on in the other one, and of every other one somebody sees some minutes
// or hours later that it was a mistake, and takes it back. Which ones says the number, not chance.
import type { Command } from '#core/case/case.ts'
import type { CaseId, PolicyId } from '#core/kit/id.ts'
import { instant, minuteMs } from '#core/kit/time.ts'
import type { Hand } from '#sim/hand.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import type { SimAgent } from '#sim/world.ts'

const betweenMs = 5_000

/** The second half of a merge, as whoever merged it sends it. */
export function goOnThere(hand: Hand, agent: SimAgent, caseId: CaseId, into: CaseId): void {
  const seen = hand.watch.cases.get(caseId)!
  hand.pen()
  const brings = { since: instant(seen.openedAt), policies: policiesOf(seen), waited: [] }
  const link: Command = { type: 'case.link', to: caseId, how: 'merged_from', brings }
  hand.wish({ by: { kind: 'agent', id: agent.id }, caseId: into, commands: [link] })
  const { number } = seen
  if (number % 2 === 0) hand.later(((number % 7) * 25 + 1) * minuteMs, { who: 'parter', agent, caseId })
}

/** Its own and those it got from others, all of them in their first version. */
const policiesOf = ({ entitled, joined }: SeenCase) =>
  [...(entitled?.policy ? [entitled.policy] : []), ...[...joined.values()].flatMap(one => one.policies)].map(
    policy => ({ policy: policy as PolicyId, version: 1 }),
  )

/** The first half, and soon after it the second; what is refused stays merged. */
export function partAgain(hand: Hand, agent: SimAgent, caseId: CaseId, isSecond: boolean): void {
  const seen = hand.watch.cases.get(caseId)
  const into = seen?.into ?? seen?.wasIn
  const other = into && hand.watch.cases.get(into)
  if (!seen || !other) return
  const by = { kind: 'agent', id: agent.id } as const
  if (seen.phase === 'merged' && !isSecond) {
    hand.pen()
    const meanwhile = { waited: [] }
    hand.wish({ by, caseId, commands: [{ type: 'case.part', from: other.id, meanwhile }] })
    hand.later(betweenMs, { who: 'parter', agent, caseId, isSecond: true })
  } else if (seen.phase !== 'merged' && other.joined.has(caseId)) {
    hand.pen()
    const back = { since: instant(other.openedAt) }
    hand.wish({ by, caseId: other.id, commands: [{ type: 'case.unlink', to: caseId, back }] })
  }
}
