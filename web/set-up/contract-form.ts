// A contract's lines as the set-up shows and changes them: from days to instants and back, in words, and
// what is wrong with them. Not: who is covered (core/entitlement/entitle.ts).
import { type Channel, channels } from '#core/case/event.ts'
import type { ContractLine, Coverage } from '#core/entitlement/contract.ts'
import type { LineId, PolicyId, ProductId } from '#core/kit/id.ts'
import type { Say } from '#words/say.ts'
import { dayEnd, dayOf, dayStart } from './days.ts'
import type { Fault } from './field-faults.ts'

export const coverKinds = ['account', 'product', 'site', 'serial'] as const satisfies Coverage['kind'][]
export const lineFlags = ['onSite', 'outOfHours', 'parts', 'thirdParty'] as const
export type LineFlag = (typeof lineFlags)[number]

/** A line as it is typed. `key` tells lines apart on the screen; a new one has no id yet. */
export type LineForm = Readonly<Record<LineFlag, boolean>> & {
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
  readonly units: string
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
  units: '',
  onSite: false,
  outOfHours: false,
  parts: false,
  thirdParty: false,
})

/** A line there is; its last day is the day before the first on which it no longer holds. */
export function lineForm(line: ContractLine, zone: string): LineForm {
  const { coverage } = line
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
    units: line.unitsLeft === null ? '' : String(line.unitsLeft),
    ...{ onSite: line.onSite, outOfHours: line.outOfHours, parts: line.parts, thirdParty: line.thirdParty },
  }
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
      unitsLeft: form.units.trim() === '' ? null : Number(form.units),
      policy: form.policy as PolicyId,
      from: same && same.from === form.from ? was.from : dayStart(form.from, zone),
      until: same && same.until === form.until ? was.until : form.until ? dayEnd(form.until, zone) : null,
      ...{ onSite: form.onSite, outOfHours: form.outOfHours, parts: form.parts, thirdParty: form.thirdParty },
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

/** What is wrong with the lines, at `lines.<n>.<field>`. */
export const lineFaults = (lines: readonly LineForm[]): Fault[] =>
  lines.flatMap((line, index) => {
    const units = Number(line.units)
    const isFine: Readonly<Record<string, readonly [boolean, string]>> = {
      [line.kind]: [line.kind === 'account' || line[line.kind].trim() !== '', 'cover_needed'],
      policy: [line.policy !== '', 'policy_needed'],
      from: [line.from !== '', 'day_needed'],
      until: [line.until === '' || line.until >= line.from, 'until_order'],
      channels: [line.isAnyChannel || line.channels.length > 0, 'channels_needed'],
      units: [Number.isInteger(units) && units >= 0 && units <= unitsMax, 'units_range'],
    }
    return Object.entries(isFine)
      .filter(([, [fine]]) => !fine)
      .map(([field, [, code]]) => ({ path: `lines.${index}.${field}`, code }))
  })

/** A fault of the server at the fields of the form; what overlaps names no field of its own. */
export const lineFault = ({ path, code, ...rest }: Fault): Fault => ({
  ...rest,
  path: path.replace(/\.coverage\.\w+$/, '.kind').replace(/\.unitsLeft$/, '.units'),
  code: code.startsWith('overlaps') ? 'overlaps' : code,
})

type Names = {
  readonly policies: Readonly<Record<string, string>>
  readonly products: Readonly<Record<string, string>>
  readonly day: (at: number) => string
}

/** A line in few words: what it covers, by which policy, when, and what else was agreed. */
export function lineText(line: ContractLine, { policies, products, day }: Names, say: Say): string {
  const { coverage, from, until, unitsLeft } = line
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
    unitsLeft === null ? '' : say('set_up.line_units_left', { n: unitsLeft }),
  ]
    .filter(Boolean)
    .join(' · ')
}
