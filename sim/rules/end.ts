// Rules of how cases end, begin again and become one: what goes on in them, and where their words are. Not:
// what is owed while one is open (case.ts).
import type { Recorded } from '#core/case/event.ts'
import type { MessageId } from '#core/kit/id.ts'
import type { Rules } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'

const unlessEnded = ({ phase }: SeenCase, { type }: Recorded) =>
  phase !== 'open' && `${type} in a case that is ${phase}`

export const endRules: Rules = {
  'ended.stands_still': {
    says: 'In a case that is solved, closed or merged no work moves and no walk goes on, until it is opened again.',
    facts: {
      'worker.assigned': unlessEnded,
      'worker.queued': unlessEnded,
      'hand_off.offered': unlessEnded,
      'hand_off.accepted': unlessEnded,
      'hand_off.answered': unlessEnded,
      'walk.begun': unlessEnded,
      'walk.answered': unlessEnded,
      'walk.jumped': unlessEnded,
      'walk.sent': unlessEnded,
    },
  },
  'message.in_one_case': {
    says: 'Each message is in one case once, however cases become one or are parted.',
    rest: ({ cases }) => {
      const homes = new Map<MessageId, string>()
      for (const { id, messages } of cases.values())
        for (const message of messages.keys()) {
          const other = homes.get(message)
          if (other) return `${message} is in ${other} and in ${id}`
          homes.set(message, id)
        }
      return null
    },
  },
}
