// Planted bugs of what comes after solving and of words without news: a fact is left out.
import type { Command } from '#core/case/case.ts'
import type { EventType } from '#core/case/event.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseRules } from '#server/handle.ts'
import type { Broken } from '#sim/planting.ts'

/** A kind of command that leaves out a kind of fact. */
const losing = (type: Command['type'], lost: EventType): Broken['breaks'] => ({
  rules: {
    ...caseRules,
    decide: (state, command, by, setting) => {
      const outcome = caseRules.decide(state, command, by, setting)
      if (command.type !== type || isRefusal(outcome)) return outcome
      return outcome.filter(event => event.type !== lost)
    },
  },
})

export const askingBackBugs: readonly Broken[] = [
  {
    bug: 'solving a case plans no asking back',
    caughtBy: ['check_back.planned_once'],
    seed: 1,
    breaks: losing('case.solve', 'check_back.planned'),
  },
  {
    bug: 'a case is closed before its customer was asked back',
    caughtBy: ['check_back.ends_once'],
    seed: 1,
    breaks: losing('case.close', 'check_back.ended'),
  },
  {
    bug: 'nobody is asked when a customer hears twice that there is no news',
    caughtBy: ['news.asked_once'],
    seed: 1,
    breaks: losing('message.note_sent', 'news.missing'),
  },
]
