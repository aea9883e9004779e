// How fast mails may go to each domain, and which domains rest because they said "later": known to all
// nodes alike. Not: the sending (server/react/deliver.ts).
import { dayMs, type Instant, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { ask, cleaned, type Pool } from '../postgres/pool.ts'

/** So many a minute for whom we have not written to for a day; each good minute doubles it. */
export const firstRate = 120
export const mostRate = 1_920
/** So many after a rest: whether it goes again is seen by few. */
export const rateAfterRest = 10
/**
 * A word "later" that closes the line (421) counts at once, another only when it comes so often in a row.
 */
export const laterMax = 3
/** Whom "later" was the last word of is tried by one mail at a time, which has so long. */
const trialMs = 2 * minuteMs
/** So soon the others ask again whether that one was taken. */
const askAgainMs = 15 * secondMs
/** How long it rests, each time longer. */
export const restsMs = [minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs] as const

export type Resting = {
  readonly domain: string
  readonly until: Instant
  readonly since: Instant
  /** in the far server's words */
  readonly says: string
  readonly failures: number
}
export type Later = { readonly at: Instant; readonly says: string; readonly isClosed: boolean }

export type MailDestinationTable = {
  /** Counts one more mail; null: it may go, else from when it may. */
  take(domain: string, at: Instant): Promise<Instant | null>
  /** A mail was taken: the domain is well. */
  good(domain: string): Promise<void>
  /** It said "later". */
  later(domain: string, later: Later): Promise<void>
  /** The last "later" of one that has taken none since, in its own words; null: none. */
  said(domain: string): Promise<string | null>
  /** A mail that was let go is not on its way any more, whatever came of it. */
  tried(domain: string): Promise<void>
  /** Which rest now, the longest first. */
  resting(at: Instant): Promise<Resting[]>
  /** Lets it try again now, with what waits for it. `reason` is theirs. False: it does not rest. */
  wake(domain: string, at: Instant, reason: string): Promise<boolean>
}

/** The table of destinations. */
export const mailDestinationTable = (pool: Pool): MailDestinationTable => ({
  async take(domain, at) {
    const [row] = await ask<{ from: number }>(pool, {
      name: 'take_destination',
      text: 'select take_destination($1, $2, $3, $4, $5, $6, $7) as "from"',
      values: [domain, at, firstRate, mostRate, dayMs, trialMs, askAgainMs],
    })
    return row!.from === 0 ? null : instant(row!.from)
  },
  async good(domain) {
    await pool.query(
      `update mail_destination set failures = 0, rests_until = 0, says = ''
      where domain = $1 and failures > 0`,
      [domain],
    )
  },
  async later(domain, { at, says, isClosed }) {
    await pool.query(
      `update mail_destination set failures = failures + 1, says = $3,
        since = case when failures = 0 then $2 else since end,
        per_minute = case when $4 or failures + 1 >= $5 then least(per_minute, $6) else per_minute end,
        rests_until = case when $4 or failures + 1 >= $5
          then greatest(rests_until, $2 + ($7::bigint[])[least(
            greatest(failures + 1 - case when $4 then 0 else $5 - 1 end, 1), array_length($7::bigint[], 1))])
          else rests_until end
      where domain = $1`,
      [domain, at, cleaned(says).slice(0, 300), isClosed, laterMax, rateAfterRest, restsMs],
    )
  },
  async said(domain) {
    const [row] = await ask<{ says: string }>(pool, {
      name: 'destination_said',
      text: 'select says from mail_destination where domain = $1 and failures > 0',
      values: [domain],
    })
    return row?.says || null
  },
  async tried(domain) {
    await pool.query('update mail_destination set tried_until = 0 where domain = $1 and tried_until > 0', [
      domain,
    ])
  },
  resting: at =>
    ask<Resting>(pool, {
      name: 'destinations_resting',
      text: `select domain, rests_until as until, since, says, failures from mail_destination
        where rests_until > $1 order by rests_until desc, domain limit 200`,
      values: [at],
    }),
  async wake(domain, at, reason) {
    const { rows } = await pool.query<{ woken: boolean }>(
      `with woken as (update mail_destination set rests_until = 0 where domain = $1 and rests_until > $2
          returning domain),
        due as (update effect set due_at = least(due_at, $2) from woken
          where status = 'waiting' and reason = $3 and leased_until <= $2)
        select exists (select from woken) as woken`,
      [domain, at, reason],
    )
    return rows[0]!.woken
  },
})
