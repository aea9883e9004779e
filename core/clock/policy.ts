// What the desk owes under a contract: which targets, within which time, counted on which calendar.
// Settings, not events: a published version is never changed; a case keeps the version it was judged by.
import type { CalendarId, PolicyId } from '#core/kit/id.ts'
import type { Severity } from '#core/case/event.ts'

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
const roughMinutes = ({ count, unit }: Length): number => (unit === 'minutes' ? count : count * 8 * 60)

/** What is wrong with a version somebody wants to publish; none: it can be published. */
export function faultsOf(version: Pick<PolicyVersion, 'targets'>): PolicyFault[] {
  const { targets } = version
  if (targets.length === 0) return [faultOf('targets', 'targets.none')]
  const seen = new Set<TargetKind>()
  return targets.flatMap((rule, i) => {
    const faults = ruleFaults(rule, `targets.${i}`)
    if (seen.has(rule.kind)) faults.push(faultOf(`targets.${i}.kind`, 'targets.twice'))
    seen.add(rule.kind)
    return faults
  })
}

function ruleFaults({ within, warnPercent, warnMinutes }: TargetRule, path: string): PolicyFault[] {
  const faults: PolicyFault[] = []
  const lengths = within.filter(one => one !== null)
  if (lengths.length === 0) faults.push(faultOf(`${path}.within`, 'within.none'))
  let before = 0
  within.forEach((length, i) => {
    if (length === null) return
    const place = `${path}.within.${i}`
    const most = length.unit === 'minutes' ? minutesMax : daysMax
    if (!Number.isSafeInteger(length.count) || length.count < 1 || length.count > most)
      faults.push(faultOf(place, 'within.range'))
    // Less severe must not be served faster: a mistake in typing, whatever the contract says.
    else if (roughMinutes(length) < before) faults.push(faultOf(place, 'within.order'))
    else before = roughMinutes(length)
    if (warnMinutes !== undefined && length.unit === 'minutes' && warnMinutes >= length.count)
      faults.push(faultOf(`${path}.warnMinutes`, 'warn.longer'))
  })
  if (warnPercent !== undefined && !(warnPercent >= 1 && warnPercent <= 99))
    faults.push(faultOf(`${path}.warnPercent`, 'warn.range'))
  if (warnMinutes !== undefined && !(warnMinutes >= 1 && warnMinutes <= minutesMax))
    faults.push(faultOf(`${path}.warnMinutes`, 'warn.range'))
  return faults
}
