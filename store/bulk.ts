// Takes in very many finished ledgers at once, for seeding: short transactions of some hundred cases, several
// under way.
// What the core decided goes through the same statement and chain as a single append.
import { noHash } from './chain.ts'
import { customerRows } from './desk/customer-rows.ts'
import type { Customer } from './desk/customer.ts'
import { appendSql, prepared } from './postgres/append-sql.ts'
import { commit, openPool, type Pool } from './postgres/pool.ts'
import type { Append } from './store.ts'

/** A whole case: all its facts as one append to a case that is not there yet. */
export type FinishedCase = Pick<Append, 'caseId' | 'events' | 'texts' | 'card' | 'search' | 'ring'>

export type Bulk = {
  /** Takes a case in; resolves when there is room for more, not when it is stored. */
  add(one: FinishedCase): Promise<void>
  addCustomers(
    customers: readonly Pick<Customer, 'id' | 'name' | 'email' | 'phones' | 'createdAt'>[],
  ): Promise<void>
  /**
   * Waits until all is stored and durable, counts what came in, and brings the planner's statistics up to
   * date.
   */
  end(): Promise<{ cases: number; events: number }>
}

export type BulkOptions = {
  readonly url: string
  readonly casesPerBatch?: number
  readonly underWay?: number
}

/**
 * Opens a bulk load into a migrated database. A reader of the ledger is held back no longer than one batch
 * takes.
 * A batch that fails ends the load at the next add() or end(), with its error; batches before it stay.
 */
export function bulkLoad({ url, casesPerBatch = 250, underWay = 3 }: BulkOptions): Bulk {
  // Each batch need not wait for the disk: end() makes all of them durable with one last commit that does.
  const pool = openPool({ url: withoutSyncedCommits(url), max: underWay })
  pool.on('connect', client => void client.query(withoutLookingBack).catch(() => {}))
  const writes = new Set<Promise<void>>()
  let batch: FinishedCase[] = []
  let failed: unknown
  const count = { cases: 0, events: 0 }

  const flush = async () => {
    if (failed !== undefined) throw failed
    if (batch.length === 0) return
    const full = batch
    batch = []
    while (writes.size >= underWay) await Promise.race(writes)
    const write = store(pool, full).then(
      () => {
        count.cases += full.length
        for (const one of full) count.events += one.events.length
      },
      error => {
        failed ??= error
      },
    )
    writes.add(write)
    void write.finally(() => writes.delete(write))
  }
  return {
    async add(one) {
      batch.push(one)
      if (batch.length >= casesPerBatch) await flush()
    },
    addCustomers: customers => storeCustomers(pool, customers),
    async end() {
      try {
        await flush()
        await Promise.all(writes)
        if (failed !== undefined) throw failed
        await settle(url)
        return count
      } finally {
        await pool.end()
      }
    },
  }
}

// That each fact stands on the one before it is checked by a third of the work. Here whole ledgers come in,
// numbered
// from one by the chain itself; an administrator of the database may leave that check out, others keep it.
const withoutLookingBack = `select set_config('session_replication_role', 'replica', false)
  where current_setting('is_superuser') = 'on'`

function withoutSyncedCommits(url: string): string {
  const own = new URL(url)
  own.searchParams.set('options', '-c synchronous_commit=off')
  return own.href
}

async function store(pool: Pool, cases: readonly FinishedCase[]): Promise<void> {
  const ready = cases.map(one => ({
    ...prepared({ ...one, expectedSeq: 0, erasures: 0, blobs: [], effects: [], cancelled: [] }),
    head: { seq: 0, h: noHash },
    blobs: [],
  }))
  await commit(pool, appendSql(ready, Date.now()).sql)
}

async function storeCustomers(pool: Pool, customers: Parameters<Bulk['addCustomers']>[0]): Promise<void> {
  const perBatch = 2_000
  for (let i = 0; i < customers.length; i += perBatch) {
    await commit(pool, customerRows(customers.slice(i, i + perBatch)))
  }
}

/**
 * One durable commit flushes all before it; then the planner learns what is there, and the word index is
 * tidied.
 */
async function settle(url: string): Promise<void> {
  const pool = openPool({ url, max: 1 })
  try {
    await pool.query('set statement_timeout = 0')
    await pool.query(`select pg_logical_emit_message(true, 'tierline', 'bulk load ended')`)
    await pool.query('vacuum (analyze) searchable')
    await pool.query('vacuum (analyze) case_card')
    await pool.query('vacuum (analyze) event')
    await pool.query('vacuum (analyze) text')
    await pool.query('vacuum (analyze) customer')
    await pool.query('vacuum (analyze) customer_word')
  } finally {
    await pool.end()
  }
}
