// Until when a case that has ended may be opened again by its customer: by a click, a word on its page or a
// mail. Not: opening it (deed/solve.ts), nor what a mail becomes that comes later (server/intake.ts).
import type { OpenedCase } from '#core/case/state.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { after, dayMs, type Instant } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** null: it has not ended, or goes on in another one. */
export function reopenUntil(
  state: OpenedCase,
  { reopenDays }: Pick<DeskFacts, 'reopenDays'>,
): Instant | null {
  if (state.phase === 'solved') return after(state.solvedAt, reopenDays * dayMs)
  return state.phase === 'closed' ? after(state.closedAt, reopenDays * dayMs) : null
}

/** Whether that has passed. Whoever is still to be asked whether it holds may always say that it does not. */
export function isOverForGood(
  state: OpenedCase,
  { now, desk }: { readonly now: Instant; readonly desk: Pick<DeskFacts, 'reopenDays'> },
): boolean {
  const until = reopenUntil(state, desk)
  return until !== null && state.checkBack === null && now > until
}

/** What a customer is told who wants it to go on all the same; null: it may. */
export const tooLate = (
  state: OpenedCase,
  setting: { readonly now: Instant; readonly desk: Pick<DeskFacts, 'reopenDays'> },
): Refusal | null =>
  isOverForGood(state, setting) ? refuse('case.not_open', { days: setting.desk.reopenDays }) : null
