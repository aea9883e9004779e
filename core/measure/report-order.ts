// In which order a report shows measures, under which heads, and what stands beside what: a measure that can
// be driven up at the cost of another is never shown without it. What is not named here comes last. Not: what
// a measure is (of-period.ts).
import { readMeasureName } from '#core/measure/measure-name.ts'

export const reportGroups = [
  'came',
  'solved',
  'times',
  'owed',
  'targets',
  'cost',
  'why',
  'content',
  'other',
] as const
export type ReportGroup = (typeof reportGroups)[number]

/** One measure, and the one that keeps it honest. */
export type Pairing<T> = readonly [T] | readonly [T, T]

const order: readonly (readonly [group: ReportGroup, measure: string, beside?: string])[] = [
  ['came', 'cases_opened', 'contacts'],
  ['came', 'calls_handled', 'repeat_contact_7d'],
  ['came', 'backlog', 'backlog_age_median_s'],
  ['came', 'backlog_age_p90_s'],
  ['solved', 'level_0_1_share', 'level_1_share'],
  ['solved', 'level_0_share', 'level_1_share'],
  ['solved', 'level_1_share'],
  ['solved', 'level_1_could_have'],
  ['solved', 'level_1_could_have_checked', 'level_1_flag_agreed'],
  ['solved', 'referred'],
  ['solved', 'first_contact_resolution_7d', 'repeat_contact_7d'],
  ['solved', 'first_contact_resolution_30d', 'repeat_contact_30d'],
  ['solved', 'time_to_solve_median_s', 'reopened_7d'],
  ['solved', 'time_to_solve_p90_s', 'reopened_30d'],
  ['solved', 'time_to_solve_working_median_s', 'time_to_solve_median_s'],
  ['solved', 'time_to_solve_working_p90_s', 'time_to_solve_p90_s'],
  ['times', 'first_reply_median_s', 'first_reply_working_median_s'],
  ['times', 'first_reply_p90_s', 'first_reply_working_p90_s'],
  ['times', 'next_reply_median_s', 'next_reply_working_median_s'],
  ['times', 'next_reply_p90_s', 'next_reply_working_p90_s'],
  ['times', 'handle_time_median_s', 'reopened_7d'],
  ['times', 'handle_time_p90_s', 'reopened_7d'],
  ['owed', 'promises_kept', 'promises_late'],
  ['owed', 'promises_missed', 'hand_offs_returned'],
  ['owed', 'hand_off_accepted_median_s', 'hand_off_accepted_p90_s'],
  ['targets', 'targets_met'],
  ['cost', 'occupancy', 'next_reply_median_s'],
  ['cost', 'cost_per_contact', 'reopened_7d'],
  ['cost', 'cost_by_kind'],
  ['cost', 'cost_per_solved_7d', 'reopened_7d'],
  ['cost', 'cost_per_solved_30d', 'reopened_30d'],
  ['why', 'solved_kind'],
  ['why', 'cause_found'],
  ['why', 'cause_how'],
  ['why', 'article_named'],
  ['why', 'solved_with', 'solved_with_reopened_30d'],
  ['why', 'solved_without_reopened_30d', 'solved_with_reopened_30d'],
  ['why', 'solved_with_reopened_7d', 'solved_without_reopened_7d'],
  ['content', 'satisfaction_median', 'satisfaction_response_7d'],
  ['content', 'satisfaction_low', 'satisfaction_response_7d'],
  ['content', 'satisfaction_asked', 'satisfaction_answered'],
  ['content', 'satisfaction_p25', 'satisfaction_p75'],
]

type Shown = {
  readonly measure: string
  readonly scope?: string
  readonly beside?: string | null | undefined
}

/**
 * Measures under their heads, each with what stands beside it; heads without any are left out. What keeps two
 * of them honest stands beside both.
 */
export function inReport<T extends Shown>(
  all: readonly T[],
): readonly { readonly group: ReportGroup; readonly pairs: readonly Pairing<T>[] }[] {
  const left = new Set(all)
  const take = (one: T, beside: string | null | undefined): Pairing<T>[] => {
    if (!left.delete(one)) return []
    const named = all.filter(each => each.measure === beside && each !== one)
    // Of groups each has its own beside it.
    const second = named.find(each => each.scope === one.scope) ?? named[0]
    if (second === undefined) return [[one]]
    left.delete(second)
    return [[one, second]]
  }
  const taken = order.flatMap(([group, measure, beside]): Taken<T>[] =>
    all
      .filter(one => one.measure === measure)
      .flatMap(one => take(one, beside ?? one.beside))
      .map(pair => ({ group, pair })),
  )
  const ordered = helpTogether(taken)
  const rest = all.flatMap(one => take(one, one.beside)).map(pair => ({ group: 'other' as const, pair }))
  const byGroup = Map.groupBy([...ordered, ...rest], one => one.group)
  return reportGroups.flatMap(group => {
    const pairs = byGroup.get(group)?.map(({ pair }) => pair)
    return pairs ? [{ group, pairs }] : []
  })
}

type Taken<T> = { readonly group: ReportGroup; readonly pair: Pairing<T> }

/** All that is told of one script or article stands together, not one measure of each after another. */
function helpTogether<T extends Shown>(taken: readonly Taken<T>[]): readonly Taken<T>[] {
  const isHelp = ({ pair: [one] }: Taken<T>) => /^solved_with(out)?(_|$)/.test(one.measure)
  const [before, rest] = [taken.filter(one => !isHelp(one)), taken.filter(isHelp)]
  const byScope = Map.groupBy(rest, ({ pair: [one] }) => one.scope)
  return [...before, ...[...byScope.values()].flat()]
}

/** What stands beside a measure in the report. */
export function besideIn<T extends Shown>(all: readonly T[], one: T): T | null {
  const pairs = inReport(all).flatMap(group => group.pairs)
  const own = pairs.find(([first]) => first === one)
  return own ? (own[1] ?? null) : (pairs.find(([, second]) => second === one)?.[0] ?? null)
}

/** Which measures a sentence about a period speaks of first: what customers feel comes before what we do. */
const telling = [
  'promises_kept',
  'first_contact_resolution',
  'repeat_contact',
  'reopened',
  'first_reply',
  'cases_opened',
  'backlog',
  'time_to_solve',
  'level_0_1_share',
  'level_1_share',
  'next_reply',
]

/** The place of a measure among what is told; what is never told has none. */
export function tellingPlace(measure: string): number | null {
  const { base, part, days } = readMeasureName(measure)
  const at = telling.indexOf(base)
  // One of each kind is enough: the middle and not the worst tenth, a week and not a month.
  return at < 0 || part === 'p90' || days === 30 ? null : at
}
