// What customers say they have, by its serial or subscription number. Whether a contract names the number
// is asked each time (agreement.ts): what is only claimed today may be known tomorrow. Not: who is covered.
import type { AgentId, CustomerId, RegistrationId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'
import { tableOf } from './row.ts'

export type Registration = {
  readonly id: RegistrationId
  readonly customer: CustomerId
  readonly number: string
  /** as numbers are compared: without capitals and blanks */
  readonly plain: string
  /** the agent who entered it; null: the customer himself */
  readonly agent: AgentId | null
  readonly createdAt: Instant
}

export type RegistrationTable = {
  /** The same number of the same customer is one registration; the one there was comes back. */
  add(one: Registration): Promise<Registration>
  of(customer: CustomerId): Promise<Registration[]>
  remove(customer: CustomerId, id: RegistrationId): Promise<boolean>
}

const columns = {
  id: 'id',
  customer: 'customer_id',
  number: 'number',
  plain: 'plain',
  agent: 'agent_id',
  createdAt: 'created_at',
} as const

/** Index: registration_customer_id_plain_key. */
export function registrationTable(pool: Pool): RegistrationTable {
  const table = tableOf<Registration>(pool, 'registration', columns, 'id')
  const { list } = table
  return {
    async add({ id, customer, number, plain, agent, createdAt }) {
      const [row] = await ask<Registration>(pool, {
        name: 'registration_add',
        text: `insert into registration (id, customer_id, number, plain, agent_id, created_at)
          values ($1, $2, $3, $4, $5, $6)
          on conflict (customer_id, plain) do update set plain = excluded.plain returning ${list}`,
        values: [id, customer, number, plain, agent, createdAt],
      })
      return row!
    },
    of: table.gathered('customer_id = wanted.k1 order by created_at, id limit 100', 1),
    async remove(customer, id) {
      const { rowCount } = await pool.query('delete from registration where customer_id = $1 and id = $2', [
        customer,
        id,
      ])
      return rowCount === 1
    },
  }
}
