// What a manager keeps in lists: products, skills, wanted facts, ready-made replies, the desk's own
// addresses.
import type { AgentId, ProductId, SkillId, TeamId, WantedListId } from '#core/kit/id.ts'
import type { Skill } from '#core/people/desk-facts.ts'
import type { Language } from '#core/people/language.ts'
import type { WantedList } from '#core/wanted/wanted-list.ts'
import type { Pool } from '../postgres/pool.ts'
import { orTaken } from './agent.ts'
import { type Changed, tableOf } from './row.ts'

export type Product = {
  readonly id: ProductId
  readonly name: string
  readonly line: string
  readonly active: boolean
  /** who hears of referrals; null: nobody is named */
  readonly owner: AgentId | TeamId | null
  readonly version: number
}

export type KeptSkill = Skill & { readonly version: number }
export type KeptWantedList = WantedList & { readonly version: number }

export type ReadyReply = {
  readonly id: string
  /** whose own it is; null: of the team, or of the whole desk */
  readonly owner: AgentId | null
  readonly team: TeamId | null
  readonly title: string
  readonly bodies: Readonly<Partial<Record<Language, string>>>
  readonly version: number
}

export type Address = {
  readonly id: string
  readonly address: string
  readonly team: TeamId
  readonly isDefault: boolean
  readonly language: Language | null
  readonly version: number
}

export type ProductTable = {
  add(product: Pick<Product, 'id' | 'name'> & Partial<Product>): Promise<Product>
  change(id: ProductId, version: number, changes: Partial<Omit<Product, 'id'>>): Promise<Changed<Product>>
  all(): Promise<Product[]>
}

export type SkillTable = {
  add(skill: Pick<KeptSkill, 'id' | 'name'> & Partial<KeptSkill>): Promise<KeptSkill>
  change(id: SkillId, version: number, changes: Partial<Omit<Skill, 'id'>>): Promise<Changed<KeptSkill>>
  all(): Promise<KeptSkill[]>
}

export type WantedListTable = {
  add(list: Pick<KeptWantedList, 'id' | 'facts'> & Partial<KeptWantedList>): Promise<KeptWantedList>
  change(
    id: WantedListId,
    version: number,
    changes: Partial<Omit<WantedList, 'id'>>,
  ): Promise<Changed<KeptWantedList>>
  all(): Promise<KeptWantedList[]>
}

export type ReadyReplyTable = {
  add(reply: Pick<ReadyReply, 'id' | 'title' | 'bodies'> & Partial<ReadyReply>): Promise<ReadyReply>
  change(id: string, version: number, changes: Partial<Omit<ReadyReply, 'id'>>): Promise<Changed<ReadyReply>>
  remove(id: string, version: number): Promise<boolean>
  one(id: string): Promise<ReadyReply | null>
  /** the agent's own, those of these teams and those of the whole desk */
  for(agent: AgentId, teams: readonly TeamId[]): Promise<ReadyReply[]>
  all(): Promise<ReadyReply[]>
}

export type AddressTable = {
  /** A new default takes that place from the old one. */
  add(address: Pick<Address, 'id' | 'address' | 'team'> & Partial<Address>): Promise<Address | 'taken'>
  change(
    id: string,
    version: number,
    changes: Partial<Omit<Address, 'id'>>,
  ): Promise<Changed<Address> | 'taken'>
  remove(id: string, version: number): Promise<boolean>
  all(): Promise<Address[]>
}

/** The products' table. */
export function productTable(pool: Pool): ProductTable {
  const own = {
    ...{ id: 'id', name: 'name', line: 'line', active: 'active', owner: 'owner', version: 'version' },
  } as const
  const table = tableOf<Product>(pool, 'product', own, 'id')
  return {
    add: product => table.insert(product),
    change: (id, version, changes) => table.change(id, version, changes),
    all: () => table.where('true order by lower(line), lower(name), id'),
  }
}

/** The closed list of skills. */
export function skillTable(pool: Pool): SkillTable {
  const own = {
    id: 'id',
    name: 'name',
    products: 'products',
    kinds: 'kinds',
    active: 'active',
    version: 'version',
  } as const
  const table = tableOf<KeptSkill>(pool, 'skill', own, 'id')
  return {
    add: skill => table.insert(skill),
    change: (id, version, changes) => table.change(id, version, changes),
    all: () => table.where('true order by lower(name), id'),
  }
}

/** What has to be known of cases, per kind and product. */
export function wantedListTable(pool: Pool): WantedListTable {
  const own = {
    id: 'id',
    kinds: 'kinds',
    products: 'products',
    facts: { column: 'facts', as: 'jsonb' },
    active: 'active',
    version: 'version',
  } as const
  const table = tableOf<KeptWantedList>(pool, 'wanted_list', own, 'id')
  return {
    add: list => table.insert(list),
    change: (id, version, changes) => table.change(id, version, changes),
    all: () => table.where('true order by id'),
  }
}

/** The ready-made replies' table. */
export function readyReplyTable(pool: Pool): ReadyReplyTable {
  const own = {
    id: 'id',
    owner: 'owner_id',
    team: 'team_id',
    title: 'title',
    bodies: { column: 'bodies', as: 'jsonb' },
    version: 'version',
  } as const
  const table = tableOf<ReadyReply>(pool, 'ready_reply', own, 'id')
  return {
    add: reply => table.insert(reply),
    change: (id, version, changes) => table.change(id, version, changes),
    remove: (id, version) => remove(pool, 'ready_reply', id, version),
    one: async id => (await table.where('id = $1', [id]))[0] ?? null,
    for: (agent, teams) =>
      table.where(
        `owner_id = $1 or team_id = any($2) or (owner_id is null and team_id is null) order by lower(title), id`,
        [agent, teams],
      ),
    all: () => table.where('true order by lower(title), id'),
  }
}

/** The table of the addresses the desk is written to. */
export function addressTable(pool: Pool): AddressTable {
  const own = {
    id: 'id',
    address: 'address',
    team: 'team_id',
    isDefault: 'is_default',
    language: 'language',
    version: 'version',
  } as const
  const table = tableOf<Address>(pool, 'address', own, 'id')
  const stepDown = () => pool.query('update address set is_default = false where is_default')
  return {
    async add(address) {
      if (address.isDefault) await stepDown()
      return orTaken(table.insert(address))
    },
    async change(id, version, changes) {
      if (changes.isDefault) await stepDown()
      return orTaken(table.change(id, version, changes))
    },
    remove: (id, version) => remove(pool, 'address', id, version),
    all: () => table.where('true order by is_default desc, lower(address)'),
  }
}

async function remove(pool: Pool, table: string, id: string, version: number): Promise<boolean> {
  const { rowCount } = await pool.query(`delete from ${table} where id = $1 and version = $2`, [id, version])
  return rowCount === 1
}
