// The live line of a case, as a bystander keeps it: whoever begs a level a second time gets a lead on the
// line by himself. Not: whom it rings (core/people/who-rings.ts).
import type { Event } from '#core/case/event.ts'
import { hourMs } from '#core/kit/time.ts'

/** The line that is open: until when it rings, or since when nobody has said anything. */
export type SeenLine = { rings: number | null; heardAt: number | null }

type HasLine = { line: SeenLine | null }
type LiveWriters = {
  readonly [T in Event['type']]?: (seen: HasLine, event: Extract<Event, { type: T }>) => void
}
const over = (seen: HasLine): void => {
  seen.line = null
}
const heard = (seen: HasLine, { at }: { readonly at: number }): void => {
  seen.line = { rings: null, heardAt: at }
}

export const liveWriters = {
  'live_line.asked': seen => {
    seen.line = { rings: null, heardAt: null }
  },
  'live_line.rang': (seen, { until }) => {
    seen.line = { rings: until, heardAt: null }
  },
  'live_line.answered': heard,
  'live_line.said': heard,
  'live_line.taken_back': over,
  'live_line.unanswered': over,
  'live_line.ended': over,
} satisfies LiveWriters

/** When the clock looks at it. */
export function lineRing({ line }: HasLine): number {
  if (line?.rings != null) return line.rings
  return line?.heardAt != null ? line.heardAt + hourMs : Number.POSITIVE_INFINITY
}
