// The entry of asking back whether a fix holds: one line from its planning to its end. Part of timeline.ts.
import type { CheckBackEnd, EventOf, Recorded } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { CheckBackId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type CheckBackEntry = At & {
  kind: 'check_back'
  checkBack: CheckBackId
  dueAt: Instant
  standing: 'running' | 'late' | CheckBackEnd
  endedAt: Instant | null
  endedBy: Actor | null
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** The entry as it begins. */
export const checkBackBegun = (event: Of<'check_back.planned'>): CheckBackEntry => ({
  seq: event.seq,
  at: event.at,
  by: event.by,
  kind: 'check_back',
  checkBack: event.checkBack,
  dueAt: event.dueAt,
  standing: 'running',
  endedAt: null,
  endedBy: null,
})

/** What becomes of it. */
export const checkBackChanges = {
  'check_back.tried': (e: EventOf<'check_back.tried'>) => [
    e.checkBack,
    { standing: 'running', dueAt: e.again },
  ],
  'check_back.late': (e: EventOf<'check_back.late'>) => [e.checkBack, { standing: 'late' }],
  'check_back.ended': (e: EventOf<'check_back.ended'>) => [
    e.checkBack,
    { standing: e.how, endedAt: e.at, endedBy: e.by },
  ],
} satisfies Record<string, (event: never) => [string, Record<string, unknown>]>
