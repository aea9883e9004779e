// A contract's lines as the set-up shows and changes them: from days to instants and back, in words, and
// what is wrong with them. Not: who is covered (core/entitlement/entitle.ts).
import { type Channel, channels } from '#core/case/event.ts'
import type { ContractLine, Coverage, Origin } from '#core/entitlement/contract.ts'
import { includable, type Included } from '#core/entitlement/entitle.ts'
import type { Units, Used } from '#core/entitlement/units.ts'
import type { CustomerId, LineId, PolicyId, ProductId } from '#core/kit/id.ts'
import { unitsText } from '../case/clocks-data.ts'
import type { Words } from '../kit/times.ts'
import { dayEnd, dayOf, dayStart } from './days.ts'
import type { Fault } from './field-faults.ts'

export const coverKinds = ['account', 'product', 'site', 'serial'] as const satisfies Coverage['kind'][]
export const lineFlags = includable
export type LineFlag = Included

/** What is counted, as people say it: hours are kept in minutes. */
export const countings = ['none', 'cases', 'hours'] as const
export type Counting = (typeof countings)[number]

/** A line as the server gives it: with what is used of it, where it is counted. */
export type ShownLine = ContractLine & { readonly used?: Used | undefined }

/** Who may file, as it is typed; names stay while everybody may. */
export type CallersForm = { readonly isAnyCaller: boolean; readonly callers: readonly CustomerId[] }
export const callersForm = (callers: readonly CustomerId[] | null): CallersForm => ({
  isAnyCaller: callers === null,
  callers: callers ?? [],
})
export const callersOf = ({ isAnyCaller, callers }: CallersForm) => (isAnyCaller ? null : callers)

/** A line as it is typed. `key` tells lines apart on the screen; a new one has no id yet. */
export type LineForm = Readonly<Record<LineFlag, boolean>> &
  CallersForm & {
    readonly key: string
    readonly id?: LineId
    readonly kind: Coverage['kind']
    readonly serial: string
    readonly site: string
    readonly product: string
    readonly policy: string
    readonly from: string
    readonly until: string
    readonly isAnyChannel: boolean
    readonly channels: readonly Channel[]
    readonly counting: Counting
    readonly units: string
    readonly origin: Origin['kind']
    readonly supplier: string
  }

/** A line that begins today and covers everything, by the policy named first. */
export const newLine = (key: string, policy: string, today: string): LineForm => ({
  key,
  policy,
  kind: 'account',
  serial: '',
  site: '',
  product: '',
  from: today,
  until: '',
  isAnyChannel: true,
  channels: [...channels],
  counting: 'none',
  units: '',
  ...callersForm(null),
  origin: 'own',
  supplier: '',
  onSite: false,
  outOfHours: false,
  parts: false,
})

/** A line there is; its last day is the day before the first on which it no longer holds. */
export function lineForm(line: ContractLine, zone: string): LineForm {
  const { coverage, origin } = line
  return {
    key: line.id,
    id: line.id,
    kind: coverage.kind,
    serial: coverage.kind === 'serial' ? coverage.serial : '',
    site: coverage.kind === 'site' ? coverage.site : '',
    product: coverage.kind === 'product' ? coverage.product : '',
    policy: line.policy,
    from: dayOf(line.from, zone),
    until: line.until === null ? '' : dayOf(line.until - 1, zone),
    isAnyChannel: line.channels === null,
    channels: line.channels ?? [...channels],
    ...unitsForm(line.units),
    ...callersForm(line.callers),
    origin: origin.kind,
    supplier: origin.kind === 'third_party' ? origin.supplier : '',
    ...{ onSite: line.onSite, outOfHours: line.outOfHours, parts: line.parts },
  }
}

/** Units as they are typed; hours with what is over as a decimal. */
export function unitsForm(units: Units | null): Pick<LineForm, 'counting' | 'units'> {
  if (units === null) return { counting: 'none', units: '' }
  return units.of === 'cases'
    ? { counting: 'cases', units: String(units.total) }
    : { counting: 'hours', units: String(Math.round((units.total / 60) * 100) / 100) }
}

/** Units as they are sent; a number nobody can mean comes out as one the check refuses. */
export function unitsOf({ counting, units }: Pick<LineForm, 'counting' | 'units'>): Units | null {
  const typed = Number(units.trim().replace(',', '.') || Number.NaN)
  if (counting === 'none') return null
  return counting === 'cases'
    ? { of: 'cases', total: typed }
    : { of: 'minutes', total: Math.round(typed * 60) }
}

/** The lines as they are sent. Days that did not change keep their instants, whatever hour those have. */
export function linesOf(forms: readonly LineForm[], kept: readonly ContractLine[], zone: string) {
  return forms.map(form => {
    const was = kept.find(one => one.id === form.id)
    const same = was && lineForm(was, zone)
    return {
      ...(form.id && { id: form.id }),
      coverage: coverageOf(form),
      channels: form.isAnyChannel ? null : channels.filter(one => form.channels.includes(one)),
      units: unitsOf(form),
      callers: callersOf(form),
      origin:
        form.origin === 'own' ? { kind: form.origin } : { kind: form.origin, supplier: form.supplier.trim() },
      policy: form.policy as PolicyId,
      from: same && same.from === form.from ? was.from : dayStart(form.from, zone),
      until: same && same.until === form.until ? was.until : form.until ? dayEnd(form.until, zone) : null,
      ...{ onSite: form.onSite, outOfHours: form.outOfHours, parts: form.parts },
    }
  })
}

function coverageOf({ kind, serial, site, product }: LineForm): Coverage {
  const of: Readonly<Record<Coverage['kind'], Coverage>> = {
    serial: { kind: 'serial', serial: serial.trim() },
    site: { kind: 'site', site: site.trim() },
    product: { kind: 'product', product: product as ProductId },
    account: { kind: 'account' },
  }
  return of[kind]
}

const unitsMax = 1_000_000

/** Whether what is typed can be counted. */
export function areSound(form: Pick<LineForm, 'counting' | 'units'>): boolean {
  const units = unitsOf(form)
  return units === null || (Number.isInteger(units.total) && units.total >= 1 && units.total <= unitsMax)
}

/** Whether somebody at least may file. */
export const areNamed = ({ isAnyCaller, callers }: CallersForm): boolean => isAnyCaller || callers.length > 0

/** What is wrong with the lines, at `lines.<n>.<field>`. */
export const lineFaults = (lines: readonly LineForm[]): Fault[] =>
  lines.flatMap((line, index) => {
    const isFine: Readonly<Record<string, readonly [boolean, string]>> = {
      [line.kind]: [line.kind === 'account' || line[line.kind].trim() !== '', 'cover_needed'],
      policy: [line.policy !== '', 'policy_needed'],
      from: [line.from !== '', 'day_needed'],
      until: [line.until === '' || line.until >= line.from, 'until_order'],
      channels: [line.isAnyChannel || line.channels.length > 0, 'channels_needed'],
      units: [areSound(line), 'units_range'],
      callers: [areNamed(line), 'callers_needed'],
      supplier: [line.origin === 'own' || line.supplier.trim() !== '', 'supplier_needed'],
    }
    return Object.entries(isFine)
      .filter(([, [fine]]) => !fine)
      .map(([field, [, code]]) => ({ path: `lines.${index}.${field}`, code }))
  })

/** A fault of the server at the fields of the form; what overlaps names no field of its own. */
export const lineFault = ({ path, code, ...rest }: Fault): Fault => ({
  ...rest,
  path: path
    .replace(/\.coverage\.\w+$/, '.kind')
    .replace(/\.units\.\w+$/, '.units')
    .replace(/\.origin\.\w+$/, '.supplier')
    .replace(/(^|\.)callers\.\d+$/, '$1callers')
    .replace(/\.id$/, ''),
  code: code.startsWith('overlaps') ? 'overlaps' : code,
})

type Names = {
  readonly policies: Readonly<Record<string, string>>
  readonly products: Readonly<Record<string, string>>
  readonly day: (at: number) => string
}

/** A line in few words: what it covers, by which policy, when, and what else was agreed. */
export function lineText(line: ShownLine, { policies, products, day }: Names, words: Words): string {
  const { say } = words
  const { coverage, from, until, origin } = line
  const what = { serial: '', site: '', product: '', ...coverage }
  const name = what.serial || what.site || (products[what.product] ?? '–')
  const when =
    until === null
      ? say('set_up.line_since', { from: day(from) })
      : say('set_up.line_span', { from: day(from), until: day(until - 1) })
  return [
    say(`set_up.covers_${coverage.kind}`, { what: name }),
    policies[line.policy] ?? '–',
    when,
    line.channels?.map(one => say(`kinds.channel_${one}`)).join(', '),
    line.callers && say('set_up.line_callers_n', { n: line.callers.length }),
    origin.kind === 'third_party' && say('clocks.supplier', { supplier: origin.supplier }),
    ...lineFlags.map(flag => line[flag] && say(`clocks.includes_${flag}`)),
    line.units && unitsText(line.units, line.used?.[line.units.of] ?? 0, words),
  ]
    .filter(Boolean)
    .join(' · ')
}
