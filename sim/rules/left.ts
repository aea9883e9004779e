// Rules of people who leave, and of those whose place is another: what they had lies with
// somebody who may do it.
import type { Rules } from '#sim/rule.ts'
import { asKnown, inTeamOrLevel } from '#sim/rules/people.ts'
import type { SeenCase } from '#sim/seen-case.ts'

/** What nobody took is accepted by whom it was raised to, wherever he works (hand_off.by_receiver). */
const wasRaised = ({ last, handOffs }: SeenCase): boolean =>
  last.type === 'hand_off.accepted' && handOffs.get(last.handOff)?.raisedTo !== undefined

export const leftRules: Rules = {
  'holder.may_work': {
    says: 'Whoever takes or accepts a case is of its team, works at its level, or was the one it was raised to.',
    facts: {
      'worker.assigned': (seen, { agent, team, level, by }, batch, watched) =>
        by.kind === 'agent' &&
        !wasRaised(seen) &&
        !asKnown(watched, batch).some(facts => inTeamOrLevel(facts, agent, { team, level })) &&
        `${agent} neither is of ${team} nor works at level ${level}`,
    },
  },
  'left.has_nothing': {
    says: 'Whoever has left has no open case: his work lies in a queue, his customers have another contact.',
    rest: ({ cases, facts }) => {
      for (const { id, phase, worker, contact } of cases.values()) {
        if (phase !== 'open') continue
        for (const agent of [worker, contact])
          if (agent && !facts.agents[agent]?.active) return `${id} is still with ${agent}, who left`
      }
      return null
    },
  },
}
