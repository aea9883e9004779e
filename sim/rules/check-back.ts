// Rules of what comes after solving, and of words that say nothing new.
import { dayMs } from '#core/kit/time.ts'
import { has, type Rules } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'

const notAsked = (seen: SeenCase, { checkBack, type }: { checkBack: string; type: string }) =>
  seen.checkBack?.id !== checkBack && `${type} of ${checkBack}, and ${seen.checkBack?.id} is to be asked`

/** So many words in a row without news, and a lead is asked. */
const noneMax = 2

export const checkBackRules: Rules = {
  'check_back.planned_once': {
    says: 'With each solving it is planned once when the customer is asked back, by severity and kind.',
    facts: {
      'check_back.planned': (seen, { at, dueAt, count }) => {
        if (seen.checkBack !== null) return `${seen.checkBack.id} was still to be asked`
        if (seen.phase !== 'solved') return `planned in a case that is ${seen.phase}`
        return dueAt !== at + count * dayMs && `${dueAt - at} ms are not ${count} days`
      },
    },
    batch: ({ seen, events }, { facts }) => {
      if (!has(events, 'case.solved') || has(events, 'case.closed')) return null
      const { after, notFor } = facts.checkBacks
      const isOwed = after[seen.severity - 1] !== null && !notFor.includes(seen.kind)
      return (
        has(events, 'check_back.planned') !== isOwed && `planned is ${!isOwed}, and he is owed it: ${isOwed}`
      )
    },
  },
  'check_back.ends_once': {
    says: 'Asking back ends once: it holds, it came back, or he was not reached twice; no case ends without it.',
    facts: {
      'check_back.tried': notAsked,
      'check_back.late': notAsked,
      'check_back.ended': (seen, event) =>
        notAsked(seen, event) ||
        (event.how === 'not_reached' && seen.triesBack < 1 && 'not reached after one try'),
    },
    batch: ({ seen, events }) => {
      if (seen.checkBack === null) return null
      if (seen.phase === 'closed' || seen.phase === 'merged') return `${seen.phase} before he was asked`
      const again = events.find(event => event.type === 'case.reopened')
      return again && again.reason !== 'customer_wrote' && 'open again, and still to be asked'
    },
  },
  'check_back.opens_nothing': {
    says: 'Asking back opens a case only when it came back, and then it keeps its contact.',
    facts: {
      'check_back.ended': (seen, { how }, { events }) =>
        how !== 'came_back' && has(events, 'case.reopened') && seen.phase === 'solved' && `${how} opened it`,
    },
  },
  'check_back.late_once': {
    says: 'Asking back is marked late once, and never before its time.',
    facts: {
      'check_back.late': (seen, { at }, _batch, watched) => {
        const one = seen.checkBack
        if (!one || one.isLate) return 'late twice'
        const early = one.dueAt - Math.min(at, watched.now() + watched.aheadMs)
        return early > 0 && `${early} ms before its time`
      },
    },
  },
  'check_back.late_soon': {
    says: 'While a node is alive nobody waits unmarked to be asked back for longer than a lease and 30 seconds.',
  },
  'news.asked_once': {
    says: 'After two words in a row without news a lead is asked, once, until there is news.',
    facts: {
      'news.missing': seen =>
        (seen.isNewsAsked || seen.noneInARow !== noneMax) &&
        `asked after ${seen.noneInARow} words, before: ${seen.isNewsAsked}`,
    },
    batch: ({ seen }) =>
      seen.phase === 'open' && seen.noneInARow >= noneMax && !seen.isNewsAsked && 'nobody was asked for news',
  },
}
