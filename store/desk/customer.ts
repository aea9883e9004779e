// Customers and their organisations, found while somebody types. Not: what they may see (core/access).
import type { Card } from '#core/case/card.ts'
import type { AgentId, CaseId, CustomerId, OrganisationId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Language } from '#core/people/language.ts'
import { foldWords } from '../fold-words.ts'
import { type CardRow, cardOf } from '../postgres/card-row.ts'
import { gather } from '../postgres/gather.ts'
import { ask, cleaned, type Pool } from '../postgres/pool.ts'
import { orTaken } from './agent.ts'
import { customerWords, digitsBackwards } from './customer-rows.ts'
import { hasLetters } from './letters.ts'
import { type Changed, listOf, tableOf } from './row.ts'

export type Customer = {
  readonly id: CustomerId
  readonly name: string
  readonly email: string | null
  /** E.164, with the plus */
  readonly phones: readonly string[]
  readonly organisation: OrganisationId | null
  readonly language: Language
  /** whose clock he reads, as IANA names it; null: he has said nothing, and the desk's counts */
  readonly timeZone: string | null
  readonly verified: boolean
  readonly notes: string
  /** what he knows of such things himself, as agents recorded it; null: nothing is */
  readonly skill: string | null
  readonly skillBy: AgentId | null
  readonly skillAt: Instant | null
  readonly createdAt: Instant
  readonly erasedAt: Instant | null
  readonly version: number
}
export type NewCustomer = Pick<Customer, 'id' | 'name' | 'createdAt'> & Partial<Customer>

export type Organisation = {
  readonly id: OrganisationId
  readonly name: string
  /** mail domains in lower case */
  readonly domains: readonly string[]
  readonly version: number
}

/** Customers as the desk keeps them; the simulator may bring its own. */
export type CustomerTable = {
  /** `taken`: another customer has this address. */
  add(customer: NewCustomer): Promise<Customer | 'taken'>
  /** The customer with this address; made from `fresh` when nobody has it. Two at once get the same one. */
  byEmailOrNew(email: string, fresh: NewCustomer): Promise<Customer>
  change(
    id: CustomerId,
    version: number,
    changes: Partial<Omit<Customer, 'id'>>,
  ): Promise<Changed<Customer> | 'taken'>
  one(id: CustomerId): Promise<Customer | null>
  some(ids: readonly CustomerId[]): Promise<Customer[]>
  /** the people of an organisation, by name */
  ofOrganisation(organisation: OrganisationId, limit: number): Promise<Customer[]>
  byEmail(email: string): Promise<Customer | null>
  /**
   * By name, the beginning of an address, or digits of a number: what is typed so far, at least two letters.
   */
  find(typed: string, limit: number): Promise<Customer[]>
  /** Takes name, address, numbers and notes away for ever; the id stays. */
  erase(id: CustomerId, at: Instant): Promise<boolean>
}

export type OrganisationTable = {
  add(organisation: Pick<Organisation, 'id' | 'name'> & Partial<Organisation>): Promise<Organisation>
  change(
    id: OrganisationId,
    version: number,
    changes: Partial<Omit<Organisation, 'id'>>,
  ): Promise<Changed<Organisation>>
  one(id: OrganisationId): Promise<Organisation | null>
  byDomain(domain: string): Promise<Organisation | null>
  /** What two of three of its newest people speak; null when they do not, or there are none. */
  language(id: OrganisationId): Promise<Language | null>
  all(limit: number): Promise<Organisation[]>
  /** with these letters in its name, whatever capitals and blanks */
  find(typed: string, limit: number): Promise<Organisation[]>
}

/** Cases of a person or firm, for "is it about this?" and for whoever holds an open case. */
export type CaseHistory = {
  openOf(customer: CustomerId, limit: number): Promise<Card[]>
  /** ended cases of the customer, then of the organisation, the newest first; without `except` */
  earlier(of: {
    customer: CustomerId
    organisation: OrganisationId | null
    except?: CaseId
    limit: number
  }): Promise<Card[]>
}

const columns = {
  id: 'id',
  name: 'name',
  email: 'email',
  phones: 'phones',
  organisation: 'organisation_id',
  language: 'language',
  timeZone: 'time_zone',
  verified: 'verified',
  notes: 'notes',
  skill: 'skill',
  skillBy: 'skill_by',
  skillAt: 'skill_at',
  createdAt: 'created_at',
  erasedAt: 'erased_at',
  version: 'version',
} as const

/** Reads a customer as he is in TypeScript. */
export const customerList = listOf('customer', columns)

/** The customers' table. */
export function customerTable(pool: Pool): CustomerTable {
  const table = tableOf<Customer>(pool, 'customer', columns, 'id')
  const byId = table.gathered('id = wanted.k1', 1)

  const index = async ({ id, name, email, phones }: Customer) => {
    await pool.query({
      name: 'customer_index',
      text: `with old_words as (delete from customer_word where customer_id = $1 and word <> all($2::text[])),
        old_phones as (delete from customer_phone where customer_id = $1 and digits_backwards <> all($3::text[])),
        words as (insert into customer_word select $1, unnest($2::text[]) on conflict do nothing)
        insert into customer_phone select $1, unnest($3::text[]) on conflict do nothing`,
      values: [id, customerWords({ name, email }), phones.map(digitsBackwards)],
    })
  }
  const byEmail = gather<string, Customer>(async emails => {
    const rows = await ask<Customer & { place: number }>(pool, {
      name: 'customers_by_email',
      text: `select wanted.place::int as place, ${table.list}
        from unnest($1::text[]) with ordinality as wanted(email, place)
        -- each along the index of addresses: a young table without statistics would be read whole
        cross join lateral (
          select * from customer where lower(customer.email) = lower(wanted.email) limit 1) customer`,
      values: [emails],
    })
    const found = new Map(rows.map(({ place, ...customer }) => [place, customer as Customer]))
    return emails.map((_, i) => found.get(i + 1) ?? null)
  })
  const add = async (customer: NewCustomer): Promise<Customer | 'taken'> => {
    const [added] = await ask<Customer>(pool, addSql(table.list, customer))
    return added ?? 'taken'
  }
  return {
    add,
    byEmail,
    async byEmailOrNew(email, fresh) {
      const known = await byEmail(email)
      if (known) return known
      const added = await add({ ...fresh, email })
      return added === 'taken' ? (await byEmail(email))! : added
    },
    async change(id, version, changes) {
      const changed = await orTaken(table.change(id, version, changes))
      if (typeof changed === 'object') await index(changed)
      return changed
    },
    one: async id => (await byId(id))[0] ?? null,
    some: ids => table.where('id = any($1)', [ids]),
    ofOrganisation: (organisation, limit) =>
      table.where('organisation_id = $1 and erased_at is null order by lower(name), id limit $2', [
        organisation,
        limit,
      ]),
    find: (typed, limit) => find(pool, table.list, typed, limit),
    async erase(id, at) {
      const { rowCount } = await pool.query(
        `with words as (delete from customer_word where customer_id = $1),
          phones as (delete from customer_phone where customer_id = $1),
          numbers as (delete from registration where customer_id = $1)
        update customer set name = '', email = null, phones = '{}', notes = '', time_zone = null,
          skill = null, skill_by = null, skill_at = null,
          verified = false, erased_at = $2, version = version + 1 where id = $1 and erased_at is null`,
        [id, at],
      )
      return rowCount === 1
    },
  }
}

/**
 * A customer with the words and numbers he is found by, in one statement; no row: his address is another's.
 */
function addSql(list: string, customer: NewCustomer) {
  const { id, organisation, language, timeZone, verified, notes, createdAt } = customer
  const [name, email, phones] = [cleaned(customer.name), customer.email ?? null, customer.phones ?? []]
  return {
    name: 'customer_add',
    text: `with customer as (
        insert into customer (id, name, email, phones, organisation_id, language, verified, notes, created_at,
          time_zone, skill, skill_by, skill_at)
        values ($1, $2, $3, $4, $5, coalesce($6, 'en'), coalesce($7, false), coalesce($8, ''), $9, $12, $13, $14, $15)
        on conflict (lower(email)) do nothing returning *),
      words as (insert into customer_word select customer.id, unnest($10::text[]) from customer),
      numbers as (insert into customer_phone select customer.id, unnest($11::text[]) from customer)
      select ${list} from customer`,
    values: [
      id,
      name,
      email,
      phones,
      organisation ?? null,
      language ?? null,
      verified ?? null,
      notes ?? null,
      createdAt,
      customerWords({ name, email }),
      [...new Set(phones.map(digitsBackwards))],
      timeZone ?? null,
      customer.skill ?? null,
      customer.skillBy ?? null,
      customer.skillAt ?? null,
    ],
  }
}

// At most so many hits of one word are looked at; whoever types two letters wants few names, not all.
const hitsMax = 400

async function find(pool: Pool, list: string, typed: string, limit: number): Promise<Customer[]> {
  const digits = typed.replace(/^\s*(\+|00)/, '').replace(/\D/g, '')
  const isNumber = /^[\s+()/.\d-]+$/.test(typed) && digits.length >= 3
  const joined = `select ${list} from hit join customer on customer.id = hit.customer_id
    order by lower(customer.name), customer.id limit $1`
  if (isNumber)
    return ask(pool, { name: 'find_phone', text: `${phoneHits} ${joined}`, values: [limit, ...ends(digits)] })
  // An address is one word of the index; names are several.
  const words = typed.includes('@') ? [typed.trim().toLowerCase()] : foldWords(typed)
  // The longest word has the fewest hits: it drives, the others are looked up.
  words.sort((a, b) => b.length - a.length)
  const [driver, ...others] = words
  if (driver === undefined || driver.length < 2) return []
  const values = [limit, driver, `${driver}\u{10ffff}`, others.map(word => `${word.replaceAll('\\', '')}%`)]
  return ask(pool, { name: 'find_name', text: `${wordHits} ${joined}`, values })
}

const wordHits = `with hit as (
  select distinct w.customer_id from (
    select customer_id from customer_word w
    where word >= $2 and word < $3 and not exists (
      select from unnest($4::text[]) as other(beginning) where not exists (
        select from customer_word o where o.customer_id = w.customer_id and o.word like other.beginning))
    limit ${hitsMax}) w)`

// The number typed is the end of a number kept, or, without the national zero, its beginning after the
// country.
const phoneHits = `with hit as (
  select distinct customer_id from (
    select customer_id from customer_phone where digits_backwards >= $2 and digits_backwards < $3
    limit ${hitsMax}) p)`

function ends(digits: string): [string, string] {
  const end = [...digits.replace(/^0+/, '')].reverse().join('')
  return [end, `${end}~`]
}

/** So many of its people say what an organisation speaks. */
const peopleAsked = 20

/** The organisations' table. */
export function organisationTable(pool: Pool): OrganisationTable {
  const own = { id: 'id', name: 'name', domains: 'domains', version: 'version' } as const
  const table = tableOf<Organisation>(pool, 'organisation', own, 'id')
  const byId = table.gathered('id = wanted.k1', 1)
  return {
    add: organisation => table.insert(organisation),
    change: (id, version, changes) => table.change(id, version, changes),
    one: async id => (await byId(id))[0] ?? null,
    byDomain: async domain => (await table.where('domains @> array[lower($1)] limit 1', [domain]))[0] ?? null,
    async language(id) {
      const rows = await ask<{ language: Language }>(pool, {
        name: 'language_of_organisation',
        // Index: customer_organisation.
        text: `with known as (
            select language from customer where organisation_id = $1 and erased_at is null
            order by created_at desc, id limit $2)
          select language from known group by language having 3 * count(*) >= 2 * (select count(*) from known)`,
        values: [id, peopleAsked],
      })
      return rows[0]?.language ?? null
    },
    all: limit => table.where('true order by lower(name), id limit $1', [limit]),
    // Index: organisation_letters.
    find: (typed, limit) =>
      table.where(`${hasLetters('name')} order by lower(name), id limit $2`, [typed, limit]),
  }
}

/** Reads cases by who has them. Index: case_card_customer, case_card_organisation. */
export function caseHistory(pool: Pool): CaseHistory {
  return {
    async openOf(customer, limit) {
      const rows = await ask<CardRow>(pool, {
        name: 'open_of_customer',
        text: `select number, seq, card from case_card where customer = $1 and phase = 'open'
          order by opened_at desc, case_id desc limit $2`,
        values: [customer, limit],
      })
      return rows.map(cardOf)
    },
    async earlier({ customer, organisation, except, limit }) {
      const rows = await ask<CardRow>(pool, {
        name: 'earlier_cases',
        text: `select number, seq, card from (
            (select 0 as far, opened_at, case_id, number, seq, card from case_card
              where customer = $1 and phase <> 'open' and case_id <> $3 order by opened_at desc, case_id desc limit $4)
            union all
            (select 1, opened_at, case_id, number, seq, card from case_card
              where organisation = $2 and customer <> $1 and phase <> 'open' and case_id <> $3
              order by opened_at desc, case_id desc limit $4)) found
          order by far, opened_at desc, case_id desc limit $4`,
        values: [customer, organisation, except ?? '', limit],
      })
      return rows.map(cardOf)
    },
  }
}
