// Whether a proposed order that somebody declined is proposed again. Not: making proposals (check-order.ts).
import type { Saving } from '#core/measure/order-saving.ts'
import type { StepName } from '#core/script/script.ts'

/**
 * A proposal for a group that somebody declined: the order its checks had, and what the other was to save.
 */
export type Dismissed = {
  readonly group: string
  readonly stood: readonly StepName[]
  readonly saved: number
}

/**
 * It stays declined while its checks stand as they did, and until it is nearly sure that more would be saved
 * than was thought then: two checks that change places in the proposal are no news.
 */
export const staysDeclined = (
  { stood, saved }: Dismissed,
  now: { readonly stands: readonly StepName[]; readonly saves: Saving },
): boolean => stood.join(' ') === now.stands.join(' ') && now.saves.from <= saved
