// Units a line or a waiver was agreed with: what a case takes of them, and when none are left. Counted from
// the facts of each case, never kept as a number that goes down. Not: who is covered (entitle.ts).
import type { OpenedCase } from '#core/case/state.ts'
import type { LineId, WaiverId } from '#core/kit/id.ts'

/** Whole cases, or minutes of work on them. */
export const unitKinds = ['cases', 'minutes'] as const
export type UnitKind = (typeof unitKinds)[number]
export type Units = { readonly of: UnitKind; readonly total: number }

/** What all cases of a line or waiver take together; `open` of `cases` are not ended yet. */
export type Used = { readonly cases: number; readonly open: number; readonly minutes: number }
export const nothingUsed: Used = { cases: 0, open: 0, minutes: 0 }

/** What one case takes, and of which line or waiver: of one at most, the one it was judged by last. */
export type Charge = { readonly on: LineId | WaiverId; readonly cases: 0 | 1; readonly minutes: number }

/** What a case takes as it stands; null: nothing. */
export function chargeOf(state: OpenedCase): Charge | null {
  const on = state.entitled && (state.entitled.line ?? state.entitled.waiver)
  if (!on || (state.phase === 'closed' && state.reason === 'spam')) return null
  const cases = countsAsCase(state) ? 1 : 0
  const minutes = state.workedMinutes
  return cases === 0 && minutes === 0 ? null : { on, cases, minutes }
}

/** One need is one case: what goes on in another is counted there; what nobody had answered is none. */
const countsAsCase = (state: OpenedCase): boolean => {
  if (state.phase === 'merged') return false
  return state.phase !== 'closed' || state.reason !== 'withdrawn' || state.firstAnsweredAt !== null
}

/** How many units are used. */
export const unitsUsed = ({ of }: Units, used: Used): number => used[of]

/** Whether nothing is left for one more case. Those under way may use more than there was. */
export const areUsedUp = (units: Units | null, used: Used): boolean =>
  units !== null && unitsUsed(units, used) >= units.total
