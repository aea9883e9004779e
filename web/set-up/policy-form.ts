// What is owed as the set-up shows and changes it: a version as sentences and as a form. Not: what a version
// may be (core/clock/policy.ts).
import {
  faultsOf,
  type Length,
  type PolicyVersion,
  type TargetKind,
  type TargetRule,
  targetKinds,
} from '#core/clock/policy.ts'
import type { Words } from '../kit/times.ts'
import type { Fault } from './field-faults.ts'

export const units = ['minutes', 'hours', 'days'] as const
export type Unit = (typeof units)[number]
/** As it is typed; empty: nothing is owed. */
export type LengthField = { readonly count: string; readonly unit: Unit }
export type RuleField = {
  readonly kind: TargetKind
  readonly within: readonly LengthField[]
  readonly counts: TargetRule['counts']
  readonly warnPercent: string
  readonly warnMinutes: string
}
type Content = Pick<PolicyVersion, 'calendar' | 'targets'>
export type PolicyForm = { readonly calendar: string; readonly rules: readonly RuleField[] }

const severities = [0, 1, 2, 3] as const
const usualUnit: Readonly<Record<TargetKind, Unit>> = {
  first_response: 'minutes',
  next_response: 'hours',
  periodic_update: 'hours',
  workaround: 'hours',
  resolution: 'days',
  on_site_arrival: 'hours',
  hand_off_acceptance: 'minutes',
  level_time: 'hours',
  supplier_response: 'hours',
}

/** A form with each kind of target in its place; what is not owed is empty. */
export function policyForm(version: Content | null, calendar: string): PolicyForm {
  return {
    calendar: version?.calendar ?? calendar,
    rules: targetKinds.map(kind => {
      const rule = version?.targets.find(one => one.kind === kind)
      return {
        kind,
        within: severities.map(at => lengthField(rule?.within[at] ?? null, usualUnit[kind])),
        counts: rule?.counts ?? 'working',
        warnPercent: String(rule?.warnPercent ?? (rule ? '' : 75)),
        warnMinutes: String(rule?.warnMinutes ?? ''),
      }
    }),
  }
}

function lengthField(length: Length | null, usual: Unit): LengthField {
  if (!length) return { count: '', unit: usual }
  const { count, unit } = length
  if (unit === 'minutes' && count % 60 === 0) return { count: String(count / 60), unit: 'hours' }
  return { count: String(count), unit }
}

/** The rules somebody owes by; a kind whose four lengths are empty is none. */
export function targetsOf({ rules }: PolicyForm): TargetRule[] {
  return rules
    .filter(rule => rule.within.some(one => one.count.trim() !== ''))
    .map(({ kind, within, counts, warnPercent, warnMinutes }) => ({
      kind,
      within: severities.map(at => lengthOf(within[at])) as unknown as TargetRule['within'],
      counts,
      ...(warnPercent.trim() && { warnPercent: numberOf(warnPercent) }),
      ...(warnMinutes.trim() && { warnMinutes: numberOf(warnMinutes) }),
    }))
}

function lengthOf(field: LengthField | undefined): Length | null {
  if (!field || field.count.trim() === '') return null
  const count = numberOf(field.count)
  return field.unit === 'hours' ? { count: count * 60, unit: 'minutes' } : { count, unit: field.unit }
}

/** `1,5` and `1.5`; what is no number becomes none. */
const numberOf = (typed: string): number => Number(typed.trim().replace(',', '.'))

/** What is wrong with it, at the fields: `resolution.within.0`, `resolution.warnPercent`, `targets`. */
export function policyFaults(form: PolicyForm): Fault[] {
  const targets = targetsOf(form)
  const whole = targets.flatMap(({ kind, warnPercent, warnMinutes }): Fault[] =>
    [
      { path: `${kind}.warnPercent`, is: warnPercent },
      { path: `${kind}.warnMinutes`, is: warnMinutes },
    ]
      .filter(({ is }) => is !== undefined && !Number.isInteger(is))
      .map(({ path }) => ({ path, code: 'warn_range' })),
  )
  const found = faultsOf({ targets }).map(
    ({ path, code }): Fault => ({ path: fieldOf(path, targets), code: code.replaceAll('.', '_') }),
  )
  const isNeeded = form.calendar === '' ? [{ path: 'calendar', code: 'calendar_needed' }] : []
  return [...isNeeded, ...whole, ...found]
}

/** `targets.1.within.0` of what is sent, as the form names the field. */
export function fieldOf(path: string, targets: readonly Pick<TargetRule, 'kind'>[]): string {
  const [, index, rest] = /^targets\.(\d+)\.(.+)$/.exec(path) ?? []
  const kind = targets[Number(index)]?.kind
  return kind ? `${kind}.${rest}` : path
}

/** Whether a form says what a version says already: then there is nothing to publish. */
export const isSameVersion = (form: PolicyForm, version: Content): boolean =>
  form.calendar === version.calendar &&
  JSON.stringify(targetsOf(form)) === JSON.stringify(targetsOf(policyForm(version, '')))

/** A rule as a sentence: `First answer: within 15 minutes at severity 1 and 1 hour at 2, in working time.` */
export function ruleSentence(rule: TargetRule, { say, language }: Words): string {
  const owed = rule.within.flatMap((length, at) => (length ? [{ length, n: at + 1 }] : []))
  const parts = owed.map(({ length, n }, index) =>
    say(index === 0 ? 'set_up.owed_at' : 'set_up.owed_next', { length: spoken(length, rule.counts, say), n }),
  )
  const lengths = new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
  return say(`set_up.owed_${rule.counts}`, { what: say(`kit.clock_what_${rule.kind}`), lengths })
}

/** When a rule warns, as sentences; empty: it does not. */
export function warnSentences({ warnPercent, warnMinutes }: TargetRule, { say }: Pick<Words, 'say'>): string {
  return [
    warnPercent === undefined ? '' : say('set_up.owed_warn_percent', { n: warnPercent }),
    warnMinutes === undefined ? '' : say('set_up.owed_warn_minutes', { n: warnMinutes }),
  ]
    .filter(Boolean)
    .join(' ')
}

/** A length in words. A day of working time is a business day; around the clock it is 24 hours. */
function spoken({ count, unit }: Length, counts: TargetRule['counts'], say: Words['say']): string {
  if (unit === 'days')
    return say(counts === 'working' ? 'set_up.owed_business_days' : 'set_up.days', { n: count })
  return count % 60 === 0 ? say('set_up.hours', { n: count / 60 }) : say('set_up.minutes', { n: count })
}
