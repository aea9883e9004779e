// Rules of what waits in a queue: nothing sits with nobody. Judged where nodes look (watch-queues.ts).
import type { Rules } from '#sim/rule.ts'

export const queueRules: Rules = {
  'queue.attended': {
    says: 'Of a case that waits where nobody is there to take it somebody is told soon, of 500 in a queue at most; at night only of a grave one.',
  },
  'alarm.reaches_somebody': {
    says: 'Who is told that nobody is there is on call, or leads, or stands in where no lead is there; he has not left.',
  },
}
