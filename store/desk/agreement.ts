// What the desk owes to whom: calendars, policies, contracts and approved waivers, as they are kept.
// Not: how a case is judged by them (core/entitlement), nor what is used of them (units.ts).
import type { Policy, PolicyVersion } from '#core/clock/policy.ts'
import type { Contract, Waiver } from '#core/entitlement/contract.ts'
import type {
  CalendarId,
  CaseId,
  ContractId,
  CustomerId,
  WaiverId,
  OrganisationId,
  PolicyId,
} from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { type UnitTable, unitTable } from './units.ts'
import { type RegistrationTable, registrationTable } from './registration.ts'
import type { Pool } from '../postgres/pool.ts'
import { orTaken } from './agent.ts'
import { hasLetters } from './letters.ts'
import { type Changed, tableOf } from './row.ts'

export type KeptCalendar = {
  readonly id: CalendarId
  readonly name: string
  /** as it came in and was found sound by core's parseCalendar */
  readonly hours: unknown
  readonly version: number
}
export type KeptPolicy = Policy & { readonly version: number }
export type KeptContract = Contract & { readonly version: number }
/** Money in the smallest coin of its currency. */
export type Cost = { readonly amountMinor: number; readonly currency: string }
export type KeptWaiver = Waiver & {
  /** what the help cost us; null: not said */
  readonly cost: Cost | null
  /** the customer is to bear it */
  readonly recoverCost: boolean
  /** when he had paid it back */
  readonly recoveredAt: Instant | null
  readonly because: string
  readonly createdAt: Instant
  readonly version: number
}

type NewOf<T, K extends keyof T> = Pick<T, K> & Partial<T>

export type CalendarTable = {
  add(calendar: NewOf<KeptCalendar, 'id' | 'name' | 'hours'>): Promise<KeptCalendar>
  change(
    id: CalendarId,
    version: number,
    changes: Partial<Omit<KeptCalendar, 'id'>>,
  ): Promise<Changed<KeptCalendar>>
  all(): Promise<KeptCalendar[]>
}
export type PolicyTable = {
  add(policy: NewOf<KeptPolicy, 'id' | 'name'>): Promise<KeptPolicy>
  rename(id: PolicyId, version: number, name: string): Promise<Changed<KeptPolicy>>
  /** Adds a version; those before it stay as they are. */
  publish(id: PolicyId, version: number, next: PolicyVersion): Promise<Changed<KeptPolicy>>
  all(): Promise<KeptPolicy[]>
}
export type ContractTable = {
  /** `taken`: another contract has this number. */
  add(
    contract: NewOf<KeptContract, 'id' | 'name' | 'organisation' | 'state'>,
  ): Promise<KeptContract | 'taken'>
  change(
    id: ContractId,
    version: number,
    changes: Partial<Omit<KeptContract, 'id'>>,
  ): Promise<Changed<KeptContract> | 'taken'>
  one(id: ContractId): Promise<KeptContract | null>
  of(organisation: OrganisationId): Promise<KeptContract[]>
  /** contracts whose lines name one of these numbers, whoever they are with; numbers as plain() has them */
  naming(numbers: readonly string[]): Promise<KeptContract[]>
  /** contracts with one of these numbers of their own; numbers as plain() has them */
  numbered(numbers: readonly string[]): Promise<KeptContract[]>
  all(limit: number): Promise<KeptContract[]>
  /** with these letters in its name or number or in its organisation's name, whatever capitals and blanks */
  find(typed: string, limit: number): Promise<KeptContract[]>
}
export type WaiverTable = {
  add(waiver: Omit<KeptWaiver, 'version'>): Promise<KeptWaiver>
  change(
    id: WaiverId,
    version: number,
    changes: Partial<
      Pick<KeptWaiver, 'expiresAt' | 'units' | 'cost' | 'recoverCost' | 'recoveredAt' | 'pinned'>
    >,
  ): Promise<Changed<KeptWaiver>>
  /** whatever could be for this need; whether it holds is core's to say */
  for(need: {
    customer: CustomerId
    organisation: OrganisationId | null
    caseId: CaseId | null
  }): Promise<KeptWaiver[]>
  one(id: WaiverId): Promise<KeptWaiver | null>
  all(limit: number): Promise<KeptWaiver[]>
}

export type Agreements = {
  readonly calendars: CalendarTable
  readonly policies: PolicyTable
  readonly contracts: ContractTable
  readonly waivers: WaiverTable
  readonly units: UnitTable
  readonly registrations: RegistrationTable
}

/** The tables over the store's own connections. */
export const agreementsOf = (pool: Pool): Agreements => ({
  calendars: calendarTable(pool),
  policies: policyTable(pool),
  contracts: contractTable(pool),
  waivers: waiverTable(pool),
  units: unitTable(pool),
  registrations: registrationTable(pool),
})

function calendarTable(pool: Pool): CalendarTable {
  const own = {
    id: 'id',
    name: 'name',
    hours: { column: 'hours', as: 'jsonb' },
    version: 'version',
  } as const
  const table = tableOf<KeptCalendar>(pool, 'calendar', own, 'id')
  return {
    add: calendar => table.insert(calendar),
    change: (id, version, changes) => table.change(id, version, changes),
    all: () => table.where('true order by lower(name), id'),
  }
}

function policyTable(pool: Pool): PolicyTable {
  const own = {
    id: 'id',
    name: 'name',
    versions: { column: 'versions', as: 'jsonb' },
    version: 'version',
  } as const
  const table = tableOf<KeptPolicy>(pool, 'policy', own, 'id')
  return {
    add: policy => table.insert(policy),
    rename: (id, version, name) => table.change(id, version, { name }),
    async publish(id, version, next) {
      const [before] = await table.where('id = $1', [id])
      if (!before) return 'not_there'
      return table.change(id, version, { versions: [...before.versions, next] })
    },
    all: () => table.where('true order by lower(name), id'),
  }
}

/** The ids of those with letters ($1). Index: contract_letters, organisation_letters and its sisters. */
export const contractsFoundSql = `
  select id from contract where ${hasLetters("name || ' ' || coalesce(number, '')")}
  union all
  select contract.id from organisation join contract on organisation_id = organisation.id
  where ${hasLetters('organisation.name')}`

/** Contracts with their lines. */
export function contractTable(pool: Pool): ContractTable {
  const own = {
    id: 'id',
    organisation: 'organisation_id',
    name: 'name',
    number: 'number',
    state: 'state',
    callers: 'callers',
    lines: { column: 'lines', as: 'jsonb' },
    version: 'version',
  } as const
  const table = tableOf<KeptContract>(pool, 'contract', own, 'id')
  return {
    add: contract => orTaken(table.insert(contract)),
    change: (id, version, changes) => orTaken(table.change(id, version, changes)),
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    of: table.gathered('organisation_id = wanted.k1 order by id', 1),
    // Contracts are some thousands, asked for so only where somebody said a number: they are read through.
    naming: async numbers =>
      numbers.length === 0
        ? []
        : table.where(
            `exists (select from jsonb_array_elements(lines) line where line #>> '{coverage,kind}' = 'serial'
              and regexp_replace(lower(line #>> '{coverage,serial}'), '\\s+', '', 'g') = any($1)) order by id`,
            [numbers],
          ),
    // Index: contract_own_number.
    numbered: async numbers =>
      numbers.length === 0 ? [] : table.where('bare_letters(number) = any($1) order by id', [numbers]),
    all: limit => table.where('true order by lower(name), id limit $1', [limit]),
    find: (typed, limit) =>
      table.where(`id in (${contractsFoundSql}) order by lower(name), id limit $2`, [typed, limit]),
  }
}

function waiverTable(pool: Pool): WaiverTable {
  const own = {
    id: 'id',
    kind: 'kind',
    approver: 'approver_id',
    customer: 'customer_id',
    organisation: 'organisation_id',
    forCase: 'case_id',
    policy: 'policy_id',
    units: { column: 'units', as: 'jsonb' },
    cost: { column: 'cost', as: 'jsonb' },
    expiresAt: 'expires_at',
    recoverCost: 'recover_cost',
    recoveredAt: 'recovered_at',
    because: 'because',
    createdAt: 'created_at',
    pinned: { column: 'pinned', as: 'jsonb' },
    version: 'version',
  } as const
  const table = tableOf<KeptWaiver>(pool, 'waiver', own, 'id')
  const forNeed = table.gathered(
    `customer_id = wanted.k1 or organisation_id = wanted.k2 or case_id = wanted.k3
      order by (case_id is null), (customer_id is null), id`,
    3,
  )
  return {
    add: waiver => table.insert(waiver),
    change: (id, version, changes) => table.change(id, version, changes),
    for: ({ customer, organisation, caseId }) => forNeed(customer, organisation, caseId),
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    all: limit => table.where('true order by expires_at desc, id limit $1', [limit]),
  }
}
