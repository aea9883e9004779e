// What the demo company owes to whom: one calendar, three policies, and contracts of some of its customers.
// Data and the few writes that keep it.
import type { BySeverity, Length, TargetRule } from '#core/clock/policy.ts'
import type { ContractLine } from '#core/entitlement/contract.ts'
import type { CalendarId, OrganisationId, PolicyId, ProductId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import type { World } from '#server/handle.ts'
import type { Desk } from '#store/desk/desk.ts'

const weekday = [['08:00', '17:00']] as const
const hours = {
  zone: 'Europe/Stockholm',
  versions: [
    {
      week: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: [['08:00', '16:00']] },
      holidays: [
        { on: '*-01-01', name: 'Nyårsdagen' },
        { on: 'easter-2', name: 'Långfredagen' },
        { on: 'easter+1', name: 'Annandag påsk' },
        { on: '*-05-01', name: 'Första maj' },
        { on: 'easter+39', name: 'Kristi himmelsfärdsdag' },
        { on: '*-06-06', name: 'Sveriges nationaldag' },
        { on: '*-12-24', name: 'Julafton' },
        { on: '*-12-25', name: 'Juldagen' },
        { on: '*-12-26', name: 'Annandag jul' },
        { on: '*-12-31', name: 'Nyårsafton', hours: [['08:00', '12:00']] },
      ],
    },
  ],
}

const minutes = (...counts: readonly (number | null)[]) => lengths('minutes', counts)
const days = (...counts: readonly (number | null)[]) => lengths('days', counts)
const lengths = (unit: Length['unit'], counts: readonly (number | null)[]) =>
  counts.map(count => (count === null ? null : { count, unit })) as unknown as BySeverity

/** Minutes while it burns, two hours of working time for what hurts, a business day for the rest. */
const accepted: BySeverity = [
  { count: 5, unit: 'minutes' },
  { count: 15, unit: 'minutes' },
  { count: 120, unit: 'minutes' },
  { count: 1, unit: 'days' },
]

const policies: readonly {
  readonly key: string
  readonly name: string
  readonly targets: readonly TargetRule[]
}[] = [
  {
    key: 'house',
    name: 'Everybody',
    targets: [
      { kind: 'first_response', within: minutes(60, 240, 480, 960), counts: 'working', warnPercent: 75 },
      { kind: 'periodic_update', within: minutes(240, 1440, 2880, null), counts: 'always' },
    ],
  },
  {
    key: 'business',
    name: 'Business',
    targets: [
      { kind: 'first_response', within: minutes(30, 60, 240, 480), counts: 'working', warnPercent: 75 },
      { kind: 'next_response', within: minutes(60, 120, 480, 960), counts: 'working', warnPercent: 75 },
      { kind: 'periodic_update', within: minutes(120, 480, 1440, 2880), counts: 'always' },
      { kind: 'resolution', within: days(1, 2, 5, 10), counts: 'working', warnPercent: 80 },
      { kind: 'hand_off_acceptance', within: accepted, counts: 'working', warnPercent: 75 },
    ],
  },
  {
    key: 'gold',
    name: 'Gold, around the clock',
    targets: [
      { kind: 'first_response', within: minutes(15, 30, 120, 240), counts: 'always', warnMinutes: 10 },
      { kind: 'next_response', within: minutes(30, 60, 240, 480), counts: 'always', warnPercent: 75 },
      { kind: 'periodic_update', within: minutes(60, 240, 1440, 2880), counts: 'always' },
      { kind: 'workaround', within: minutes(120, 480, null, null), counts: 'always', warnPercent: 75 },
      { kind: 'resolution', within: minutes(480, 1440, 4320, 10_080), counts: 'always', warnPercent: 80 },
      { kind: 'hand_off_acceptance', within: minutes(5, 15, 120, 480), counts: 'always', warnPercent: 75 },
    ],
  },
]

const supplied = { kind: 'third_party', supplier: 'Kustnät' } as const

/** Contracts by the keys of people.ts; a line without a product covers the whole account. */
const contracts: readonly {
  readonly organisation: string
  readonly name: string
  readonly number?: string
  readonly lines: readonly {
    readonly policy: string
    readonly product?: string
    readonly units?: ContractLine['units']
    readonly origin?: ContractLine['origin']
  }[]
}[] = [
  {
    organisation: 'ek',
    name: 'Frame agreement 2026',
    number: 'EK 2026-017',
    lines: [
      { policy: 'business', units: { of: 'minutes', total: 40 * 60 } },
      { policy: 'gold', product: 'r7' },
    ],
  },
  {
    organisation: 'brandt',
    name: 'Rahmenvertrag',
    number: 'RV-4711/26',
    lines: [{ policy: 'business', units: { of: 'cases', total: 20 } }],
  },
  { organisation: 'volna', name: 'Brev for teams', lines: [{ policy: 'business', product: 'brev' }] },
  {
    organisation: 'harbour',
    name: 'Lines and routers',
    lines: [{ policy: 'gold', product: 'dsl', origin: supplied }],
  },
]

type Into = {
  readonly desk: Desk
  readonly world: World
  readonly organisations: ReadonlyMap<string, { readonly id: OrganisationId }>
  readonly products: ReadonlyMap<string, ProductId>
}

/** Keeps them; answers the policy that everybody gets. */
export async function addAgreements({ desk, world, organisations, products }: Into): Promise<PolicyId> {
  const { agreements } = desk
  const calendar: CalendarId = world.newId('cal')
  await agreements.calendars.add({ id: calendar, name: 'Weekdays, Stockholm', hours })
  const kept = new Map<string, PolicyId>()
  for (const { key, name, targets } of policies) {
    const versions = [{ version: 1, calendar, targets }]
    kept.set(key, (await agreements.policies.add({ id: world.newId('pol'), name, versions })).id)
  }
  for (const { organisation, name, number = null, lines } of contracts)
    await agreements.contracts.add({
      id: world.newId('ctr'),
      name,
      number,
      organisation: organisations.get(organisation)!.id,
      state: 'active',
      lines: lines.map(({ policy, product, ...more }) => ({
        ...plainLine(world),
        ...more,
        coverage: product ? { kind: 'product', product: products.get(product)! } : { kind: 'account' },
        policy: kept.get(policy)!,
      })),
    })
  return kept.get('house')!
}

const plainLine = (world: World): Omit<ContractLine, 'coverage' | 'policy'> => ({
  id: world.newId('lin'),
  origin: { kind: 'own' },
  callers: null,
  channels: null,
  onSite: false,
  outOfHours: false,
  parts: false,
  units: null,
  from: instant(world.now() - 365 * dayMs),
  until: null,
})
