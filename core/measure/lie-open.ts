// Which cases lay open at an instant, and where, from the marks of what came to lie. Not: how many and how
// old they were (of-period.ts).
import type { Instant } from '#core/kit/time.ts'
import type { Place } from '#core/measure/mark.ts'
import { type MarkPage, pageOf, rangeWithin } from '#core/measure/mark-page.ts'

/** When it came, in whole seconds of the epoch, and where it lies. */
export type Lying = { readonly since: number; readonly place: Place }

/** By the number of a case where it lies open. */
export type LyingOpen = Map<number, Lying>

/** Goes on with what a page says, until an instant and not with it. */
export function layOn(open: LyingOpen, page: MarkPage, until: Instant): void {
  const [first, last] = rangeWithin(page, 'lay', { from: page.from, until })
  for (let i = first; i < last; i++) {
    const [number, since] = [page.number[i]!, page.value[i]!]
    if (since === 0) open.delete(number)
    else open.set(number, { since, place: page.keys[page.key[i]!]! })
  }
}

/** All that lies open at an instant as a page of its own: whoever asks of later begins with it. */
export const openPage = (open: LyingOpen, at: Instant): MarkPage =>
  pageOf(
    at,
    [...open].map(([number, { since, place }]) => ({ mark: 'lay', at, number, value: since, place })),
  )
