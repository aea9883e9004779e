// The rule of how long customers waited for a word of ours. Not: by when it was owed (target.ts).
import type { EventOf } from '#core/case/event.ts'
import { worked as second } from '#core/testing/second-clock.ts'
import type { Rules, Watched } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'
import { answeredBy } from '#sim/seen-waits.ts'

function mistold(
  { waits }: SeenCase,
  word: EventOf<'message.sent'> | EventOf<'contact.held'>,
  { worked }: Watched,
): string | false {
  const { at, workingMs, calendar } = word
  const since = answeredBy(waits, word)
  if (since === null) return workingMs !== undefined && `${workingMs} ms, and nobody waited`
  if (calendar === undefined) return workingMs !== undefined && 'it names no calendar'
  const ms = second(worked, since, at)
  return ms !== workingMs && `${workingMs} ms, not ${ms}`
}

export const replyTimeRules: Rules = {
  'replied.working_time': {
    says: 'A word of ours says the working time its customer waited for what was said before it, by the second way of counting; where nobody waits, none.',
    facts: {
      'message.sent': (seen, event, _batch, watched) => mistold(seen, event, watched),
      'contact.held': (seen, event, _batch, watched) => mistold(seen, event, watched),
    },
  },
}
