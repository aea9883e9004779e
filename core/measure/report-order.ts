// In which order a report shows measures, under which heads, and what stands beside what: a measure that can
// be driven up at the cost of another is never shown without it. What is not named here comes last. Not: what
// a measure is (of-period.ts).
import { readMeasureName } from '#core/measure/measure-name.ts'

export const reportGroups = ['came', 'solved', 'times', 'owed', 'targets', 'content', 'other'] as const
export type ReportGroup = (typeof reportGroups)[number]

/** One measure, and the one that keeps it honest. */
export type Pairing<T> = readonly [T] | readonly [T, T]

type Row = readonly [measure: string, beside?: string]
const order: Readonly<Record<Exclude<ReportGroup, 'targets' | 'other'>, readonly Row[]>> = {
  came: [['cases_opened', 'contacts'], ['backlog', 'backlog_age_median_s'], ['backlog_age_p90_s']],
  solved: [
    ['level_1_share', 'level_0_share'],
    ['first_contact_resolution_7d', 'repeat_contact_7d'],
    ['first_contact_resolution_30d', 'repeat_contact_30d'],
    ['time_to_solve_median_s', 'reopened_7d'],
    ['time_to_solve_p90_s', 'reopened_30d'],
  ],
  times: [
    ['first_reply_median_s', 'first_reply_p90_s'],
    ['next_reply_median_s', 'next_reply_p90_s'],
  ],
  owed: [
    ['promises_kept', 'promises_late'],
    ['promises_missed', 'hand_offs_returned'],
    ['hand_off_accepted_median_s', 'hand_off_accepted_p90_s'],
  ],
  content: [
    ['satisfaction_asked', 'satisfaction_answered'],
    ['satisfaction_median', 'satisfaction_low'],
    ['satisfaction_p25', 'satisfaction_p75'],
  ],
}

type Shown = { readonly measure: string; readonly pair?: string | null | undefined }

/** Measures under their heads, each with what stands beside it; heads without any are left out. */
export function inReport<T extends Shown>(
  all: readonly T[],
): readonly { readonly group: ReportGroup; readonly pairs: readonly Pairing<T>[] }[] {
  const left = new Set(all)
  const take = (measure: string | null | undefined): T[] => {
    const found = [...left].filter(one => one.measure === measure)
    for (const one of found) left.delete(one)
    return found
  }
  const named = Object.entries(order).map(([group, rows]) => {
    const pairs = rows.flatMap(([measure, beside]) => paired([...take(measure), ...take(beside)]))
    return [group, pairs] as const
  })
  const targets = take('targets_met').map((one): Pairing<T> => [one])
  const other = all.flatMap(one => (left.delete(one) ? paired([one, ...take(one.pair)]) : []))
  const byGroup = new Map<string, readonly Pairing<T>[]>([...named, ['targets', targets], ['other', other]])
  return reportGroups
    .map(group => ({ group, pairs: byGroup.get(group)! }))
    .filter(({ pairs }) => pairs.length > 0)
}

function paired<T>([first, second, ...rest]: readonly T[]): readonly Pairing<T>[] {
  if (first === undefined) return []
  return [second === undefined ? [first] : [first, second], ...paired(rest)]
}

/** What stands beside a measure in the report. */
export const besideIn = <T extends Shown>(all: readonly T[], one: T): T | null => {
  const pairs = inReport(all).flatMap(group => group.pairs)
  const [first, second] = pairs.find(pair => pair.some(each => each === one)) ?? []
  return (first === one ? second : first) ?? null
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
