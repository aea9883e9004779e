// What the desk owes under a contract: which targets, within which time, counted on which calendar.
// Settings, not events: a published version is never changed; a case keeps the version it was judged by.
import type { CalendarId, PolicyId } from '#core/kit/id.ts'
import type { Severity } from '#core/case/event.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { dueOf } from '#core/clock/due.ts'
import { after, dayMs, type Instant, minuteMs } from '#core/kit/time.ts'

export const targetKinds = [
  'first_response',
  'next_response',
  'periodic_update',
  'workaround',
  'resolution',
  'on_site_arrival',
  'hand_off_acceptance',
  'level_time',
  'supplier_response',
] as const
export type TargetKind = (typeof targetKinds)[number]

/** What we owe each other, or somebody owes us: no customer reads of it. */
export const innerKinds: readonly TargetKind[] = ['hand_off_acceptance', 'level_time', 'supplier_response']

/** What is owed from the first second of a case; the others begin when something happens. */
export const kindsFromOpening: readonly TargetKind[] = [
  'first_response',
  'periodic_update',
  'workaround',
  'resolution',
  'level_time',
]

/** Minutes of working time, or business days: a business day is its own unit, not 24 hours. */
export type Length = { readonly count: number; readonly unit: 'minutes' | 'days' }

/** By severity 1–4; null: nothing is owed at that severity. */
export type BySeverity = readonly [Length | null, Length | null, Length | null, Length | null]

export type TargetRule = {
  readonly kind: TargetKind
  readonly within: BySeverity
  /** in the calendar's hours, or around the clock */
  readonly counts: 'working' | 'always'
  /** warn when so much of the time has gone, 1–99 */
  readonly warnPercent?: number
  /** warn when so many minutes of it are left */
  readonly warnMinutes?: number
}

export type PolicyVersion = {
  readonly version: number
  readonly calendar: CalendarId
  readonly targets: readonly TargetRule[]
}

export type Policy = {
  readonly id: PolicyId
  readonly name: string
  /** the newest last */
  readonly versions: readonly PolicyVersion[]
}

/** The version in force for what begins now. */
export const newestVersion = (policy: Policy): PolicyVersion | null => policy.versions.at(-1) ?? null

/** One version of a policy; null: it was never published. */
export const versionOf = (policy: Policy | undefined, version: number): PolicyVersion | null =>
  policy?.versions.find(one => one.version === version) ?? null

/** What a version owes of one kind at a severity; null: nothing. */
export function owed(
  version: PolicyVersion,
  kind: TargetKind,
  severity: Severity,
): { readonly rule: TargetRule; readonly length: Length } | null {
  const rule = version.targets.find(one => one.kind === kind)
  const length = rule?.within[severity - 1]
  return rule && length ? { rule, length } : null
}

export const policyFaults = [
  'targets.none',
  'targets.twice',
  'within.none',
  'within.range',
  'within.order',
  'within.never',
  'warn.range',
  'warn.longer',
] as const
export type PolicyFault = {
  /** where: `targets.1.within.0` */
  readonly path: string
  readonly code: PolicyFaultCode
  /** what would be right there */
  readonly example: string
}
type PolicyFaultCode = (typeof policyFaults)[number]

const examples: Readonly<Record<PolicyFaultCode, string>> = {
  'targets.none': 'first_response within 4 hours',
  'targets.twice': 'each kind once',
  'within.none': '240 minutes at severity 1',
  'within.range': '240 minutes, or 2 days',
  'within.order': '60 minutes at severity 1, 240 at 2',
  'within.never': '2 days, or a calendar with more hours',
  'warn.range': '75 percent, or 30 minutes',
  'warn.longer': 'at most 119 minutes of 120',
}
const faultOf = (path: string, code: PolicyFaultCode): PolicyFault => ({
  path,
  code,
  example: examples[code],
})

const minutesMax = 60 * 24 * 366
const daysMax = 366

type Range = { readonly least: number; readonly most: number }

/**
 * Between how many minutes a length is: around the clock a day has its 24 hours; a business day has those of
 * its calendar, which may differ from day to day.
 */
export function minutesOf({ count, unit }: Length, counts: TargetRule['counts'], on?: Calendar): Range {
  if (unit === 'minutes') return { least: count, most: count }
  const { least, most } = counts === 'always' ? wholeDay : businessDay(on)
  return { least: count * least, most: count * most }
}
const dayMinutes = 24 * 60
const wholeDay: Range = { least: dayMinutes, most: dayMinutes }

/** The shortest and the longest of a week's days; of none that is known it is only sure that it is a day. */
function businessDay(on: Calendar | undefined): Range {
  if (!on) return { least: 1, most: dayMinutes }
  const minutes = on.versions
    .flatMap(({ week }) => week)
    .map(hours => hours.reduce((sum, { fromMs, untilMs }) => sum + (untilMs - fromMs), 0) / minuteMs)
    .filter(one => one > 0)
  return { least: Math.min(...minutes), most: Math.max(...minutes) }
}

/** The calendar a version is to count on, and from when on it is to hold. */
export type CountedOn = { readonly calendar: Calendar; readonly at: Instant }

/**
 * What is wrong with a version somebody wants to publish; none: it can be published.
 * @param on absent: its calendar is not known here, and only what is wrong on any is said
 */
export function faultsOf(version: Pick<PolicyVersion, 'targets'>, on?: CountedOn): PolicyFault[] {
  const { targets } = version
  if (targets.length === 0) return [faultOf('targets', 'targets.none')]
  const seen = new Set<TargetKind>()
  return targets.flatMap((rule, i) => {
    const faults = ruleFaults(rule, `targets.${i}`, on)
    if (seen.has(rule.kind)) faults.push(faultOf(`targets.${i}.kind`, 'targets.twice'))
    seen.add(rule.kind)
    return faults
  })
}

function ruleFaults(rule: TargetRule, path: string, on: CountedOn | undefined): PolicyFault[] {
  const { within, counts, warnPercent, warnMinutes } = rule
  const faults: PolicyFault[] = []
  const lengths = within.filter(one => one !== null)
  if (lengths.length === 0) faults.push(faultOf(`${path}.within`, 'within.none'))
  let before: Length = { count: 0, unit: 'minutes' }
  within.forEach((length, i) => {
    if (length === null) return
    const place = `${path}.within.${i}`
    const most = length.unit === 'minutes' ? minutesMax : daysMax
    if (!Number.isSafeInteger(length.count) || length.count < 1 || length.count > most)
      faults.push(faultOf(place, 'within.range'))
    // Less severe must not be served faster: a mistake in typing, whatever the contract says.
    else if (isShorter(length, before, counts, on?.calendar)) faults.push(faultOf(place, 'within.order'))
    else if (on && counts === 'working' && !isReached(length, on)) faults.push(faultOf(place, 'within.never'))
    else before = length
    if (warnMinutes !== undefined && warnMinutes >= minutesOf(length, counts, on?.calendar).most)
      faults.push(faultOf(`${path}.warnMinutes`, 'warn.longer'))
  })
  if (warnPercent !== undefined && !(warnPercent >= 1 && warnPercent <= 99))
    faults.push(faultOf(`${path}.warnPercent`, 'warn.range'))
  if (warnMinutes !== undefined && !(warnMinutes >= 1 && warnMinutes <= minutesMax))
    faults.push(faultOf(`${path}.warnMinutes`, 'warn.range'))
  return faults
}

/** Whether one is shorter than another for sure, whatever days they fall on. */
function isShorter(one: Length, other: Length, counts: TargetRule['counts'], on?: Calendar): boolean {
  if (one.unit === other.unit) return one.count < other.count
  return minutesOf(one, counts, on).most < minutesOf(other, counts, on).least
}

const reachMs = 10 * 366 * dayMs
/** Whether it falls due while anybody remembers what was agreed: some calendars have a minute a week. */
function isReached(length: Length, { calendar, at }: CountedOn): boolean {
  try {
    return dueOf(calendar, length, at, 0) <= after(at, reachMs)
  } catch {
    // No calendar reaches further than its last year.
    return false
  }
}
