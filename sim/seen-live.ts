// Help at once in a case, as a bystander keeps it: the line that is open, the call-back that is wanted, and
// which levels let one go by; whoever begs such a level a second time gets a lead on the line by himself.
// Not: whom it rings (core/people/who-rings.ts).
import type { Event } from '#core/case/event.ts'
import type { AgentId, CallBackId, LiveId } from '#core/kit/id.ts'
import { hourMs } from '#core/kit/time.ts'

/** The line that is open: until when it rings, or since when nobody has said anything. */
export type SeenLine = {
  readonly id: LiveId
  readonly asker: AgentId | null
  readonly isBegged: boolean
  /** it has rung at somebody */
  hasRung: boolean
  rings: number | null
  heardAt: number | null
  answeredAt: number | null
}

type HasLine = {
  line: SeenLine | null
  /** the newest line, where nobody answered it: it can be taken back still */
  unanswered: LiveId | null
  callBack: { readonly id: CallBackId; readonly level: number; readonly dueAt: number } | null
  readonly ignoredBy: Set<number>
}
type LiveWriters = {
  readonly [T in Event['type']]?: (seen: HasLine, event: Extract<Event, { type: T }>) => void
}
const over = (seen: HasLine): void => {
  seen.line = null
  seen.unanswered = null
}
const heard = ({ line }: HasLine, { at }: { readonly at: number }): void => {
  if (line) Object.assign(line, { rings: null, heardAt: at, answeredAt: line.answeredAt ?? at })
}
const callOver = (seen: HasLine): void => {
  seen.callBack = null
}

export const liveWriters = {
  'live_line.asked': (seen, { live, by, because }) => {
    const asker = by.kind === 'agent' ? by.id : null
    const still = { hasRung: false, rings: null, heardAt: null, answeredAt: null }
    seen.line = { id: live, asker, isBegged: because === 'begged', ...still }
    seen.unanswered = null
  },
  'live_line.rang': ({ line }, { until }) => {
    if (line) Object.assign(line, { rings: until, hasRung: true })
  },
  'live_line.answered': (seen, event) => {
    seen.ignoredBy.clear()
    heard(seen, event)
  },
  'live_line.said': heard,
  'live_line.taken_back': over,
  'live_line.unanswered': (seen, { live }) => {
    seen.line = null
    seen.unanswered = live
  },
  'live_line.ended': over,
  'call_back.wanted': (seen, { callBack, level, dueAt }) => {
    seen.callBack = { id: callBack, level, dueAt }
  },
  'call_back.missed': seen => {
    if (seen.callBack) seen.ignoredBy.add(seen.callBack.level)
    seen.callBack = null
  },
  'call_back.given': seen => {
    seen.ignoredBy.clear()
    callOver(seen)
  },
  'call_back.withdrawn': callOver,
} satisfies LiveWriters

/** When the clock looks at it. */
export function lineRing({ line, callBack }: Pick<HasLine, 'line' | 'callBack'>): number {
  const call = callBack?.dueAt ?? Number.POSITIVE_INFINITY
  if (line?.rings != null) return Math.min(call, line.rings)
  return line?.heardAt != null ? Math.min(call, line.heardAt + hourMs) : call
}
