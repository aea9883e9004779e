// What a change would move, summed up over the pages that were looked at. Not: the part of a sheet that
// shows it (preview-part.tsx).
import type { TargetKind } from '#core/clock/policy.ts'

export type Example = {
  readonly number: number
  readonly subject: string
  readonly kind: TargetKind
  readonly dueAt: number | null
  readonly newDueAt: number | null
  readonly isPast: boolean
}

/** A page of the answer, and the sum of pages: the same shape. */
export type Preview = {
  readonly open: number
  /** open cases gone through, those of other organisations among them */
  readonly walked: number
  readonly looked: number
  readonly cases: number
  readonly clocks: number
  readonly still: number
  readonly again: { readonly cases: number; readonly clocks: number; readonly past: number }
  readonly examples: readonly Example[]
  readonly next: string | null
}

/** So many pages are looked at before it is asked whether to go on. */
export const pagesAtOnce = 10
const examplesMax = 8

/** The sum so far with one page more; of the examples, what would be late at once comes first. */
export function summed(so: Preview | null, page: Preview): Preview {
  if (!so) return page
  const examples = [...so.examples, ...page.examples].toSorted((a, b) => Number(b.isPast) - Number(a.isPast))
  return {
    open: page.open,
    walked: so.walked + page.walked,
    looked: so.looked + page.looked,
    cases: so.cases + page.cases,
    clocks: so.clocks + page.clocks,
    still: so.still + page.still,
    again: {
      cases: so.again.cases + page.again.cases,
      clocks: so.again.clocks + page.again.clocks,
      past: so.again.past + page.again.past,
    },
    examples: examples.slice(0, examplesMax),
    next: page.next,
  }
}
