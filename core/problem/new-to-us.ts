// Whether something like a case was seen before: an honest word that it is new to us, and among how many
// that was looked up. Not: known errors, which say it by themselves (alike.ts).
import { type Findable, fitting } from '#core/problem/alike.ts'

/** A desk that has seen fewer cases than these cannot say of anything that it is new. */
const amongMin = 20
/** One word alone tells too little: what is said in it may well have been seen. */
const termsMin = 2

export type SeenBefore = {
  readonly cases: readonly Findable[]
  /** another case was of the same device */
  readonly hasDevice: boolean
}

/** Among how many cases nothing is like it; null: something is, or nobody can tell. */
export function newAmong(sought: Findable, { cases, hasDevice }: SeenBefore): number | null {
  if (hasDevice || cases.length < amongMin || sought.terms.length < termsMin) return null
  return fitting(sought, cases, 1).length === 0 ? cases.length : null
}
