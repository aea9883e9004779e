// Many customers in one statement, with the words and numbers they are found by. Not: the single customer
// (customer.ts).
import { foldWords } from '../fold-words.ts'
import { cleaned, type Sql } from '../postgres/pool.ts'
import type { Customer } from './customer.ts'

/** The words a customer is found by: those of the name and of the address, and the address whole. */
export function customerWords({ name, email }: Pick<Customer, 'name' | 'email'>): string[] {
  const words = new Set(foldWords(`${name} ${email?.split('@')[0] ?? ''}`))
  if (email) words.add(email.toLowerCase())
  return [...words]
}

/** A number as the index holds it: its digits from the end. */
export const digitsBackwards = (phone: string): string => [...phone.replace(/\D/g, '')].reverse().join('')

/** The statement that takes in many customers; one that is there already (id or address) is left as it is. */
export function customerRows(
  customers: readonly (Pick<Customer, 'id' | 'name' | 'createdAt'> & Partial<Customer>)[],
): Sql {
  const rows = customers.map(one => ({
    i: one.id,
    n: cleaned(one.name),
    e: one.email ?? null,
    p: one.phones ?? [],
    o: one.organisation ?? null,
    l: one.language ?? 'en',
    v: one.verified ?? false,
    a: one.createdAt,
    w: customerWords({ name: one.name, email: one.email ?? null }),
    d: (one.phones ?? []).map(digitsBackwards),
  }))
  return { name: 'customer_rows', text, values: [JSON.stringify(rows)] }
}

const text = `with row as materialized (
    select * from jsonb_to_recordset($1::jsonb)
      as x(i text, n text, e text, p text[], o text, l text, v boolean, a bigint, w text[], d text[])),
  fresh as (
    insert into customer (id, name, email, phones, organisation_id, language, verified, created_at)
    select i, n, e, p, o, l, v, a from row on conflict do nothing returning id),
  words as (
    insert into customer_word select row.i, unnest(row.w) from row join fresh on fresh.id = row.i)
  insert into customer_phone select row.i, unnest(row.d) from row join fresh on fresh.id = row.i`
