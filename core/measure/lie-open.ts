// Which cases lay open at an instant, and where, from the marks of what came to lie. Not: how many and how
// old they were (of-period.ts).
import { type Instant, instant } from '#core/kit/time.ts'
import type { Mark } from '#core/measure/mark.ts'
import { type MarkPage, marksIn, pageOf } from '#core/measure/mark-page.ts'

/** By the number of a case where it lies open, and when it came (`value`). */
export type LyingOpen = Map<number, Mark>

/** Goes on with what a page says, until an instant and not with it. */
export function layOn(open: LyingOpen, page: MarkPage, until: Instant): void {
  for (const mark of marksIn(page, 'lay'))
    if (mark.at < until) {
      if (mark.value === 0) open.delete(mark.number)
      else open.set(mark.number, mark)
    }
}

/** All that lies open at an instant as a page of its own: whoever asks of later begins with it. */
export const openPage = (open: LyingOpen, at: Instant): MarkPage =>
  pageOf(
    at,
    [...open.values()].map(mark => ({ ...mark, at: instant(at) })),
  )
