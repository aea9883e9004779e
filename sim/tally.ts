// What happened in a run beyond the kinds of facts: which way hand-offs went, why they came back, what
// customers asked for. So that a run can say what it never saw. Not: whether it was right (rules/).
import type { Recorded } from '#core/case/event.ts'
import { returnReasons } from '#core/case/hand-off-facts.ts'
import { helpReasons } from '#core/case/help-fact.ts'
import type { SeenCase } from '#sim/seen-case.ts'

export const ways = ['up', 'down', 'sideways', 'to a person', 'to a partner'] as const

/** Every name there is, so that a run can tell which of them it never saw. */
export const tallied: readonly string[] = [
  ...ways.map(way => `offered ${way}`),
  ...returnReasons.map(reason => `returned: ${reason}`),
  // A wish for somebody who leads goes past the case (core/escalation).
  ...helpReasons.filter(reason => reason !== 'want_manager').map(reason => `help asked: ${reason}`),
  'accepted in time',
  'accepted after it expired',
  'returned of severity 2',
  'shift handed over',
]

const partner = 'tea_partner'
const nothing: readonly string[] = []

/** Further names for a fact, with the case as it was before it. */
export function talliesOf(seen: SeenCase, event: Recorded): readonly string[] {
  switch (event.type) {
    case 'hand_off.offered': {
      const { from, to } = event
      const way = to.level > from.level ? 'up' : to.level < from.level ? 'down' : 'sideways'
      const more = [...(to.agent ? ['to a person'] : []), ...(to.team === partner ? ['to a partner'] : [])]
      return [way, ...more].map(name => `offered ${name}`)
    }
    case 'hand_off.returned':
      return [`returned: ${event.reason}`, ...(seen.severity === 2 ? ['returned of severity 2'] : [])]
    case 'hand_off.rerouted':
      return ['returned: wrong_team']
    case 'hand_off.accepted':
      return [seen.handOffs.get(event.handOff)?.isExpired ? 'accepted after it expired' : 'accepted in time']
    case 'help.asked':
      return [`help asked: ${event.reason}`]
    case 'worker.queued':
      return event.by.kind === 'agent' && event.by.id === seen.worker ? ['shift handed over'] : []
    default:
      return nothing
  }
}
