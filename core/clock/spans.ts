// A stretch of time explained: when the calendar is open in it, and why not in between. Not: how much that is
// (working-time.ts).
import { localTime } from '#core/clock/business-day.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { type Day, day, partsOf } from '#core/clock/date.ts'
import { type DayPlan, dayPlans } from '#core/clock/day-plan.ts'
import { nextClose, nextOpen } from '#core/clock/working-time.ts'
import { lastUpTo, workingYears } from '#core/clock/working-year.ts'
import { instantOf, isLeftOut } from '#core/clock/zone.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'

/** Why nobody works: it is early or late, the date has no hours, it is a holiday, or there is a break. */
type Closed =
  | { readonly kind: 'night' }
  | { readonly kind: 'day_off' }
  | { readonly kind: 'break' }
  | { readonly kind: 'holiday'; readonly name: string }

export type Span = { readonly startAt: Instant; readonly endAt: Instant } & (
  | { readonly kind: 'open' }
  | Closed
)

/**
 * Open and closed spans that follow each other from one instant to another. As long as there are days in
 * it.
 */
export function spans(calendar: Calendar, from: Instant, to: Instant): Span[] {
  const reasons = reasonsOf(calendar)
  const found: Span[] = []
  for (let at = from; at < to; ) {
    const opensAt = earlier(nextOpen(calendar, at), to)
    if (at < opensAt) found.push(...closed(reasons, at, opensAt))
    at = opensAt
    if (at === to) break
    const closesAt = earlier(nextClose(calendar, at) ?? to, to)
    found.push({ startAt: at, endAt: closesAt, kind: 'open' })
    at = closesAt
  }
  return found
}

const earlier = (one: Instant, other: Instant): Instant => instant(Math.min(one, other))

/** From `at` on this is why nobody works, when nobody does. */
type Reason = { readonly at: Instant; readonly why: Closed }

/** A closed stretch, cut where its reason changes. */
function closed(reasons: (from: Instant, to: Instant) => Reason[], from: Instant, to: Instant): Span[] {
  const known = reasons(from, to)
  const first = lastUpTo(
    known.map(({ at }) => at),
    from,
  )
  const found: Span[] = []
  for (const { at, why } of known.slice(first)) {
    const startAt = instant(Math.max(at, from))
    if (startAt >= to) break
    const before = found.at(-1)
    if (before && isSame(before, why)) continue
    if (before) found[found.length - 1] = { ...before, endAt: startAt }
    found.push({ startAt, endAt: to, ...why })
  }
  return found
}

const isSame = (one: Span, why: Closed): boolean =>
  one.kind === why.kind && !(one.kind === 'holiday' && why.kind === 'holiday' && one.name !== why.name)

function reasonsOf(calendar: Calendar): (from: Instant, to: Instant) => Reason[] {
  const plans = new Map<number, (one: Day) => DayPlan>()
  const planOf = (one: Day): DayPlan => {
    const { year } = partsOf(one)
    const found = plans.get(year) ?? dayPlans(calendar, year)
    plans.set(year, found)
    return found(one)
  }
  return (from, to) => {
    const reasons: Reason[] = []
    // From the day before, so that there is a reason at `from` even where clocks leave out midnight.
    const last = localTime(calendar, to).day
    for (let one = day(localTime(calendar, from).day - 1); one <= last; one = day(one + 1)) {
      const { zone } = workingYears(calendar).year(partsOf(one).year)
      if (isLeftOut(zone, one)) continue
      for (const { ms, why } of reasonsOn(planOf(one)))
        reasons.push({ at: instantOf(zone, one * dayMs + ms), why })
    }
    return reasons.sort((one, other) => one.at - other.at)
  }
}

/** A day has a night before and after its hours; what is not worked in between is a break. */
function reasonsOn({ holiday, planned }: DayPlan): { ms: number; why: Closed }[] {
  if (holiday) return [{ ms: 0, why: { kind: 'holiday', name: holiday.name } }]
  const [first] = planned
  const last = planned.at(-1)
  if (!first || !last) return [{ ms: 0, why: { kind: 'day_off' } }]
  return [
    { ms: 0, why: { kind: 'night' } },
    { ms: first.fromMs, why: { kind: 'break' } },
    { ms: last.untilMs, why: { kind: 'night' } },
  ]
}
