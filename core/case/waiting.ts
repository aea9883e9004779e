// What a case waits for, as lists and clocks read it. Not: how a wait begins and ends (deed/wait.ts).
import type { WaitEnd } from '#core/case/event.ts'
import type { Waiting } from '#core/case/state.ts'
import type { Instant } from '#core/kit/time.ts'

/**
 * When it is over by itself: at the date that was agreed, or when it has been long enough; null: it goes on
 * until somebody ends it.
 */
export const endsAt = ({ until, atMost }: Pick<Waiting, 'until' | 'atMost'>): Instant | null =>
  until ?? atMost ?? null

/** Why it is our turn again, where it was over by itself; null: somebody ended it. */
export function overWhy(how: WaitEnd): { readonly code: 'date_came' | 'waited_long' } | null {
  if (how === 'date') return { code: 'date_came' }
  return how === 'too_long' ? { code: 'waited_long' } : null
}

/** The same without what was said of it: a list does not show that. */
export function unsaid(wait: Waiting | null): Waiting | null {
  if (!wait?.text) return wait
  const { text: _text, ...shown } = wait
  return shown
}
