// Waits in a benchmark: for something to come true, and for a desk that was just filled to have rung, sent
// and told what lay behind it. Not: what is measured then.
import { minuteMs, secondMs } from '#core/kit/time.ts'
import { openPool } from '#store/postgres/pool.ts'

const restMaxMs = 20 * minuteMs
const lookMs = 250

/** Without a word of complaint the wait just ends: the figure shows what is missing. */
export async function until(isThere: () => Promise<boolean>, ms: number, otherwise?: string): Promise<void> {
  const end = Date.now() + ms
  while (!(await isThere())) {
    if (Date.now() > end) {
      if (otherwise === undefined) return
      throw new Error(otherwise)
    }
    await new Promise(done => setTimeout(done, lookMs))
  }
}

/**
 * Resolves when no clock is overdue, nothing lies in the outbox that should have left, and the database has
 * looked through what it was given: a desk filled with weeks of cases has much of all this at once, which no
 * desk has that lived through those weeks.
 */
export async function rested(databaseUrl: string): Promise<void> {
  const pool = openPool({ url: databaseUrl, max: 1 })
  const behind = async () => {
    const { rows } = await pool.query<{ isBehind: boolean }>(
      `select exists (select from case_card where ring_at <= $1)
        or exists (select from effect where status = 'waiting' and due_at <= $1) as "isBehind"`,
      [Date.now() - secondMs],
    )
    return rows[0]!.isBehind
  }
  try {
    // By itself the database does so within some minutes, on a processor of its own, beside what is measured.
    await pool.query('set statement_timeout = 0')
    await pool.query('vacuum (analyze)')
    await pool.query('checkpoint')
    await until(async () => !(await behind()), restMaxMs, 'what was overdue is not rung, told or sent')
  } finally {
    await pool.end()
  }
}
