// Who knows which product: what is said of a person, and what the ledger shows he solved and handed up.
// Not: who may read it (core/people/knowing.ts).
import type { Kind } from '#core/case/event.ts'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { KnowingHow, SaidKnowing } from '#core/people/knowing.ts'
import { ask, type Pool, type Sql } from '../postgres/pool.ts'

export type Solved = { readonly product: ProductId; readonly cases: number; readonly lastAt: Instant }
export type HandedUp = {
  readonly product: ProductId | null
  readonly kind: Kind
  readonly cases: number
}
type Of = { readonly agent: AgentId; readonly since: Instant }

export type KnowingTable = {
  /** What is said of one person. */
  of(agent: AgentId): Promise<SaidKnowing[]>
  /** What is said of one product. Index: agent_knowing_product. */
  about(product: ProductId): Promise<SaidKnowing[]>
  say(said: SaidKnowing): Promise<void>
  takeBack(said: Pick<SaidKnowing, 'agent' | 'product' | 'how'>): Promise<void>
  /** Cases he solved since then that are still solved, by product. */
  solved(of: Of): Promise<Solved[]>
  /** Products and kinds of the cases he handed to a higher level since then, what came most often first. */
  handedUp(of: Of, limit: number): Promise<HandedUp[]>
  /** Who solved the newest cases of a product; each once. */
  solvers(product: ProductId): Promise<AgentId[]>
}

/** So many of the newest solved cases of a product are looked at. */
const solvedMax = 500

const columns = `agent_id as agent, product_id as product, how, since, said_by as "saidBy", said_at as "saidAt"`

/** Index: event_solved_by, then each card by its key. A case solved twice counts once. */
export const solvedSql = ({ agent, since }: Of): Sql => ({
  name: 'knowing_solved',
  text: `select c.card ->> 'product' as product, count(*)::int as cases, max(s.at) as "lastAt"
    from (select case_id, max(at) as at from event
      where type = 'case.solved' and data::jsonb #>> '{by,id}' = $1 and at >= $2 group by case_id) s
    join case_card c using (case_id)
    where c.phase in ('solved', 'closed') and c.solved_at is not null and c.card ->> 'product' is not null
    group by 1 order by 1`,
  values: [agent, since],
})

/** Index: event_offered_by, then each card by its key. */
export const handedUpSql = ({ agent, since }: Of, limit: number): Sql => ({
  name: 'knowing_handed_up',
  text: `select c.card ->> 'product' as product, c.card ->> 'kind' as kind, count(*)::int as cases
    from (select distinct case_id from event
      where type = 'hand_off.offered' and data::jsonb #>> '{from,agent}' = $1 and at >= $2
        and (data::jsonb #>> '{to,level}')::int > (data::jsonb #>> '{from,level}')::int) o
    join case_card c using (case_id)
    group by 1, 2 order by 3 desc, 1, 2 limit $3`,
  values: [agent, since, limit],
})

/** Index: case_card_solved_product, then the facts of each case by their key. */
export const solversSql = (product: ProductId): Sql => ({
  name: 'knowing_solvers',
  text: `select distinct s.agent from (
      select case_id from case_card where card ->> 'product' = $1 and solved_at is not null
      order by solved_at desc limit ${solvedMax}) c
    cross join lateral (
      select data::jsonb #>> '{by,id}' as agent from event
      where event.case_id = c.case_id and type = 'case.solved' order by seq desc limit 1) s
    where s.agent is not null`,
  values: [product],
})

/** The table of what is said, and the ledger's facts beside it. */
export const knowingTable = (pool: Pool): KnowingTable => ({
  of: agent =>
    ask<SaidKnowing>(pool, {
      name: 'knowing_of',
      text: `select ${columns} from agent_knowing where agent_id = $1 order by product_id, how`,
      values: [agent],
    }),
  about: product =>
    ask<SaidKnowing>(pool, {
      name: 'knowing_about',
      text: `select ${columns} from agent_knowing where product_id = $1 order by agent_id, how`,
      values: [product],
    }),
  async say({ agent, product, how, since, saidBy, saidAt }) {
    await ask(pool, {
      name: 'knowing_say',
      text: `insert into agent_knowing (agent_id, product_id, how, since, said_by, said_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (agent_id, product_id, how) do update
          set since = excluded.since, said_by = excluded.said_by, said_at = excluded.said_at`,
      values: [agent, product, how satisfies KnowingHow, since, saidBy, saidAt],
    })
  },
  async takeBack({ agent, product, how }) {
    await ask(pool, {
      name: 'knowing_take_back',
      text: 'delete from agent_knowing where agent_id = $1 and product_id = $2 and how = $3',
      values: [agent, product, how],
    })
  },
  solved: of => ask<Solved>(pool, solvedSql(of)),
  handedUp: (of, limit) => ask<HandedUp>(pool, handedUpSql(of, limit)),
  async solvers(product) {
    return (await ask<{ agent: AgentId }>(pool, solversSql(product))).map(({ agent }) => agent)
  },
})
