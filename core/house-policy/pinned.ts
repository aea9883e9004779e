// Which policies of the house a decision rests on: those shown at its moment, each with its version as it
// stands then. Not: which moment a refusal belongs to (moment.ts), nor what a version says (state.ts).
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import type { HousePolicyId } from '#core/kit/id.ts'

/** A version of a policy of the house, as it stood then. */
export type PinnedPolicy = {
  readonly policy: HousePolicyId
  readonly version: number
  readonly hash: string
}

/** The policies in force, by the moments at which they are shown. */
export type Pins = Readonly<Partial<Record<PolicyMoment, readonly PinnedPolicy[]>>>

/** What a fact of this moment keeps of them; nothing, where none is shown. */
export function pinnedAt(
  { pins }: { readonly pins?: Pins },
  moment: PolicyMoment,
): { pinned?: readonly PinnedPolicy[] } {
  const pinned = pins?.[moment] ?? []
  return pinned.length > 0 ? { pinned } : {}
}
