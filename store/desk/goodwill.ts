// What was given beyond what is owed, one row for each: listed by it, and counted against caps and budgets
// before its fact is recorded, so that two at once cannot pass them. Not: what a case says of it, which is
// the truth (core/case/goodwills.ts); a row that was left under way is read from there again
// (server/goodwill.ts).
import type { GoodwillKind, GoodwillOrigin } from '#core/case/goodwill-fact.ts'
import type { GoodwillStanding } from '#core/case/goodwills.ts'
import type { GoodwillRules, PublishedGoodwill } from '#core/goodwill/rules.ts'
import type { AgentId, CaseId, CustomerId, GoodwillId, OrganisationId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Pool } from '../postgres/pool.ts'
import { type GoodwillFigures, goodwillFigures, spentBy } from './goodwill-figure.ts'
import { listOf } from './row.ts'

export type KeptGoodwill = {
  readonly id: GoodwillId
  readonly caseId: CaseId
  readonly customer: CustomerId
  readonly organisation: OrganisationId | null
  readonly team: TeamId
  readonly kind: GoodwillKind
  readonly origin: GoodwillOrigin
  readonly standing: GoodwillStanding | 'asking' | 'giving'
  readonly amountMinor: number
  readonly currency: string
  readonly rules: number
  readonly askedAt: Instant
  readonly askedBy: AgentId | null
  readonly dueAt: Instant | null
  readonly decidedAt: Instant | null
  readonly decidedBy: AgentId | null
  readonly until: Instant | null
  readonly endedAt: Instant | null
}
/** What a customer and a team may have been given, and since when that is counted. */
export type GoodwillLimits = {
  readonly capMinor: number
  readonly capSince: Instant
  readonly budget: { readonly limitMinor: number; readonly since: Instant } | null
}
export type Spent = { readonly customerMinor: number; readonly teamMinor: number }
export type Held =
  | { readonly outcome: 'held' }
  | { readonly outcome: 'over_cap' | 'over_budget'; readonly spentMinor: number }

export type GoodwillQuery = {
  readonly limit: number
  readonly standing?: KeptGoodwill['standing'] | undefined
  readonly team?: TeamId | undefined
  readonly customer?: CustomerId | undefined
  readonly organisation?: OrganisationId | undefined
  /** only older ones than this */
  readonly before?: Instant | undefined
}

export type GoodwillTable = GoodwillFigures & {
  /** Publishes the version after the one that was read; null: another was published since. */
  publish(
    read: number,
    rules: GoodwillRules,
    by: { agent: AgentId; at: Instant },
  ): Promise<PublishedGoodwill | null>
  versions(): Promise<(PublishedGoodwill & { readonly at: Instant; readonly by: AgentId })[]>
  /** Notes that one is asked for, before its fact is. */
  begin(row: KeptGoodwill, at: Instant): Promise<void>
  /** Sets its worth aside for the customer and the team, unless that passes a limit; before its fact. */
  hold(row: KeptGoodwill, more: { digest: string | null; at: Instant; limits: GoodwillLimits }): Promise<Held>
  /** Notes that something is done with it, before the fact. */
  touch(id: GoodwillId, at: Instant): Promise<void>
  /** As its case says it is. */
  keep(row: KeptGoodwill, digest: string | null): Promise<void>
  /** It never came to a fact. */
  drop(id: GoodwillId): Promise<void>
  one(id: GoodwillId): Promise<KeptGoodwill | null>
  byCode(digest: string): Promise<KeptGoodwill | null>
  /** those left under way since before an instant */
  left(before: Instant, limit: number): Promise<KeptGoodwill[]>
  /** the newest first */
  list(query: GoodwillQuery): Promise<KeptGoodwill[]>
}

const columns = {
  id: 'id',
  caseId: 'case_id',
  customer: 'customer_id',
  organisation: 'organisation_id',
  team: 'team_id',
  kind: 'kind',
  origin: 'origin',
  standing: 'standing',
  amountMinor: 'amount_minor',
  currency: 'currency',
  rules: 'rules',
  askedAt: 'asked_at',
  askedBy: 'asked_by',
  dueAt: 'due_at',
  decidedAt: 'decided_at',
  decidedBy: 'decided_by',
  until: 'until',
  endedAt: 'ended_at',
} as const
const fields = Object.keys(columns) as (keyof typeof columns)[]
const names = Object.values(columns)
const list = listOf<KeptGoodwill>('goodwill', columns)
const upsert = `insert into goodwill (${names.join(', ')}, held_at, code_digest)
  values (${names.map((_, i) => `$${i + 1}`).join(', ')}, $${names.length + 1}, $${names.length + 2})
  on conflict (id) do update set ${names
    .slice(1)
    .map(name => `${name} = excluded.${name}`)
    .join(', ')},
    held_at = excluded.held_at, code_digest = coalesce(excluded.code_digest, goodwill.code_digest)`
const valuesOf = (row: KeptGoodwill, heldAt: Instant | null, digest: string | null) => [
  ...fields.map(field => row[field]),
  heldAt,
  digest,
]

/** What was given beyond what is owed. */
export function goodwillTable(pool: Pool): GoodwillTable {
  const read = async (condition: string, values: unknown[]) =>
    (await pool.query<KeptGoodwill>(`select ${list} from goodwill ${condition}`, values)).rows
  const put = async (row: KeptGoodwill, heldAt: Instant | null, digest: string | null = null) => {
    await pool.query(upsert, valuesOf(row, heldAt, digest))
  }
  return {
    ...goodwillFigures(pool),
    async publish(before, rules, { agent, at }) {
      const { rows } = await pool.query<PublishedGoodwill>(
        `insert into goodwill_rules (version, rules, at, by_agent)
        select $1::int + 1, $2, $3, $4 where coalesce((select max(version) from goodwill_rules), 0) = $1
        on conflict do nothing returning version, rules`,
        [before, JSON.stringify(rules), at, agent],
      )
      return rows[0] ?? null
    },
    async versions() {
      const text = 'select version, rules, at, by_agent as by from goodwill_rules order by version desc'
      return (await pool.query(text)).rows
    },
    begin: put,
    hold: (row, more) => held(pool, row, more),
    async touch(id, at) {
      await pool.query('update goodwill set held_at = $2 where id = $1', [id, at])
    },
    keep: (row, digest) => put(row, null, digest),
    async drop(id) {
      await pool.query('delete from goodwill where id = $1', [id])
    },
    one: async id => (await read('where id = $1', [id]))[0] ?? null,
    byCode: async digest => (await read('where code_digest = $1', [digest]))[0] ?? null,
    /** Index: goodwill_held. */
    left: (before, limit) => read('where held_at < $1 order by held_at limit $2', [before, limit]),
    /** Index: goodwill_asked, or that of the customer or organisation. */
    list: ({ limit, standing, team, customer, organisation, before }) =>
      read(
        `where ($2::text is null or standing = $2) and ($3::text is null or team_id = $3)
        and ($4::text is null or customer_id = $4) and ($5::text is null or organisation_id = $5)
        and ($6::bigint is null or asked_at < $6) and standing not in ('asking', 'giving')
        order by asked_at desc, id limit $1`,
        [limit, standing ?? null, team ?? null, customer ?? null, organisation ?? null, before ?? null],
      ),
  }
}

/**
 * Counted under a lock of the customer and one of the team, taken in this order by everybody, and ended
 * with the transaction: whoever comes second counts the first.
 */
async function held(
  pool: Pool,
  row: KeptGoodwill,
  { digest, at, limits }: Parameters<GoodwillTable['hold']>[1],
): Promise<Held> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const lock = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'
    await client.query(lock, [`goodwill/${row.customer}`])
    await client.query(lock, [`goodwill/${row.team}`])
    const spent = await spentBy(client, row, limits)
    const over = passed(spent, row, limits)
    if (!over) await client.query(upsert, valuesOf(row, at, digest))
    await client.query('commit')
    return over ?? { outcome: 'held' }
  } catch (error) {
    // Back to the pool only without its locks.
    await client.query('rollback').catch(fault => {
      broken = fault as Error
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function passed(
  { customerMinor, teamMinor }: Spent,
  { amountMinor }: KeptGoodwill,
  { capMinor, budget }: GoodwillLimits,
): Held | null {
  if (customerMinor + amountMinor > capMinor) return { outcome: 'over_cap', spentMinor: customerMinor }
  const isOver = budget !== null && teamMinor + amountMinor > budget.limitMinor
  return isOver ? { outcome: 'over_budget', spentMinor: teamMinor } : null
}
