// Rules of help at once, and of looking again later: a line has one end and its minutes are counted once,
// who begs twice gets a lead, what was planned is not forgotten. Not: whom it rings (core/people).
import { minuteMs } from '#core/kit/time.ts'
import { isLead } from '#sim/rules/people.ts'
import { has, type Rules } from '#sim/rule.ts'
import type { SeenCase } from '#sim/seen-case.ts'

const notOpen = ({ line }: SeenCase, { live, type }: { live: string; type: string }) =>
  line?.id !== live && `${type} of ${live}, which is not open`

const miscounted = (
  { line }: SeenCase,
  { at, minutes }: { readonly at: number; readonly minutes: number },
) => {
  const own = line?.answeredAt == null ? 0 : Math.max(0, Math.ceil((at - line.answeredAt) / minuteMs))
  return minutes !== own && `${minutes} minutes are counted, and two talked for ${own}`
}

export const liveRules: Rules = {
  'live.one_end': {
    says: 'One live line of a case is open at a time, and it ends once: answered to its end, unanswered, or taken back.',
    facts: {
      'live_line.asked': ({ line }) => line !== null && `${line.id} is open still`,
      'live_line.answered': (seen, event) =>
        notOpen(seen, event) || (seen.line?.answeredAt != null && `${event.live} is answered twice`),
      'live_line.unanswered': notOpen,
      'live_line.ended': notOpen,
      'live_line.taken_back': (seen, event) => seen.unanswered !== event.live && notOpen(seen, event),
    },
  },
  'live.minutes_once': {
    says: 'The minutes of a live line are those from its answer to its end, and of nobody’s where nobody answered.',
    facts: { 'live_line.ended': miscounted, 'live_line.taken_back': miscounted },
  },
  'live.taken_back': {
    says: 'Whoever asked on the live line can take it back as long as it is open.',
  },
  'live.begged_rings_lead': {
    says: 'Whoever begs a level that let a call-back go by gets the line at once, and it rings a lead first, if one is there.',
    batch: ({ events, seen }) => {
      if (seen.ignoredBy.size === 0) return null
      const asked = events.find(one => one.type === 'call_back.wanted')
      if (asked?.type !== 'call_back.wanted' || !seen.ignoredBy.has(asked.level)) return null
      return (
        seen.line === null && !has(events, 'live_line.asked') && `${asked.level} was begged twice in vain`
      )
    },
    facts: {
      'live_line.rang': ({ line }, { as }, { act }, { factsSince, now }) => {
        if (!line?.isBegged || line.hasRung || as === 'lead') return null
        const [facts] = factsSince(act?.at ?? now())
        const leads = Object.values(facts?.agents ?? {}).filter(one => facts && isLead(facts, one.id))
        const isThere = leads.some(one => one.active && !one.absent && !one.week && one.id !== line.asker)
        return isThere && `it rang ${as}, and a lead is there`
      },
    },
  },
  'regression.due_once': {
    says: 'That a fault is to be looked for again falls due once for each time that was set, and not before it.',
    facts: {
      'regression.due': ({ checks }, { regression, checker }, _batch, watched) => {
        const one = checks.get(regression)
        if (!one || one.isChecked) return `${regression} is not to be looked at`
        if (one.isDue) return `${regression} is due twice`
        if (one.checker !== checker) return `${regression} is ${one.checker}’s, and ${checker} was told`
        return one.dueAt > watched.keeperNow() && `${regression} is due before its time`
      },
      'regression.checked': ({ checks }, { regression }) =>
        checks.get(regression)?.isChecked !== false && `${regression} was looked at twice, or never planned`,
    },
  },
  'regression.never_forgotten': {
    says: 'While a node is alive no look at a fault that is due stays unsaid for longer than a lease and 30 seconds.',
  },
}
