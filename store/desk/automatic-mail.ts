// How many mails the desk sent by itself, and whether one more may go: a loop must end, a stranger's inbox stay quiet.
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, hourMs, type Instant } from '#core/kit/time.ts'
import type { Pool } from '../postgres/pool.ts'

/** The limits; each counts what was sent in the time before. */
export const automaticLimits = {
  confirmationsPerAddressDay: 1,
  perCaseAndAddressDay: 3,
  perAddressDay: 10,
  perDeskHour: 500,
} as const

export type AutomaticMail = {
  readonly address: string
  readonly caseId: CaseId | null
  /** `confirmation` has a limit of its own */
  readonly kind: string
  readonly at: Instant
}

export type Allowed = 'yes' | 'confirmed_today' | 'case_limit' | 'address_limit' | 'desk_limit'

export type AutomaticMailTable = {
  /** Asks and books in one step; two at once cannot both take the last place. */
  take(mail: AutomaticMail): Promise<Allowed>
  sweep(at: Instant): Promise<number>
}

/** The book of automatic mails. */
export function automaticMailTable(
  pool: Pool,
  limits: typeof automaticLimits = automaticLimits,
): AutomaticMailTable {
  return {
    async take({ address, caseId, kind, at }) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        // One at a time per address; the desk's own limit may be passed by as many as ask at once, which is harmless.
        await client.query('select pg_advisory_xact_lock(hashtextextended(lower($1), 0))', [address])
        const { rows } = await client.query<
          Record<'confirmations' | 'ofCase' | 'ofAddress' | 'ofDesk', number>
        >(countText, [address, caseId, at - dayMs, at - hourMs, limits.perDeskHour])
        const allowed = verdict(rows[0]!, kind, limits)
        if (allowed === 'yes') {
          await client.query(
            'insert into automatic_mail (address, case_id, kind, at) values ($1, $2, $3, $4)',
            [address, caseId, kind, at],
          )
        }
        await client.query('commit')
        return allowed
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      } finally {
        client.release()
      }
    },
    async sweep(at) {
      return (await pool.query('delete from automatic_mail where at <= $1', [at - 2 * dayMs])).rowCount ?? 0
    },
  }
}

const countText = `select
  count(*) filter (where kind = 'confirmation')::int as confirmations,
  count(*) filter (where case_id = $2)::int as "ofCase",
  count(*)::int as "ofAddress",
  (select count(*)::int from (select from automatic_mail where at > $4 limit $5) booked) as "ofDesk"
  from automatic_mail where lower(address) = lower($1) and at > $3`

function verdict(
  sent: Record<'confirmations' | 'ofCase' | 'ofAddress' | 'ofDesk', number>,
  kind: string,
  limits: typeof automaticLimits,
): Allowed {
  if (kind === 'confirmation' && sent.confirmations >= limits.confirmationsPerAddressDay)
    return 'confirmed_today'
  if (sent.ofCase >= limits.perCaseAndAddressDay) return 'case_limit'
  if (sent.ofAddress >= limits.perAddressDay) return 'address_limit'
  return sent.ofDesk >= limits.perDeskHour ? 'desk_limit' : 'yes'
}
