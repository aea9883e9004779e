// What another case of the same customer says to a question a walk stands at: whether it is of the same
// person or device, and still true. Offered with where it was said, never taken over by itself. Not: finding
// those cases (store), nor who may read them (the shell asks).
import { stillTrue } from '#core/case/deed/walk-facts.ts'
import type { Recorded } from '#core/case/event.ts'
import type { KnownAnswer, OpenedCase } from '#core/case/state.ts'
import type { CaseId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** An answer of another case. Its words, where it has some, are given with a reference of this one. */
export type Elsewhere = Omit<KnownAnswer, 'place' | 'until'> & { readonly case: CaseId }

/** Which device a case is about, as far as it is known. */
export type Device = { readonly serial: string | null; readonly product: ProductId | null }

/** Of the person who asks; all others are about what he has. */
export const isPersonal = (fact: string): boolean => /^caller\./.test(fact)
/** Who called once proved himself for that call; the next caller, of another case, may be another. */
const ofOneCall = /^(?:call\.|caller\.(?:right|identity)$)/

/** The number a case was judged by last. */
export const serialIn = (ledger: readonly Recorded[]): string | null =>
  ledger.flatMap(one => (one.type === 'entitlement.decided' ? (one.serial ?? []) : [])).at(-1) ?? null

/**
 * Whether what is known under this name in one case of a customer is said of the same in another. Of himself:
 * always, but for what held of one call. Of a device: where both know its number and it is one, else where it
 * is the same product.
 */
export function isOfSame(fact: string, one: Device, other: Device): boolean {
  if (ofOneCall.test(fact)) return false
  if (isPersonal(fact)) return true
  if (one.serial !== null && other.serial !== null) return one.serial === other.serial
  return one.product !== null && one.product === other.product
}

/** The latest answer of a case under this name that is still true; null: it has none. */
export function knownIn(state: OpenedCase, fact: string, now: Instant): KnownAnswer | null {
  const known = state.answers.findLast(one => one.fact === fact)
  if (!known || !stillTrue(known, now)) return null
  // What has no end is true as long as its case is open.
  return known.until === null && state.phase !== 'open' ? null : known
}
