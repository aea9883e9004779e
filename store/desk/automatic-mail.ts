// How many mails the desk sent by itself, and whether one more may go: a loop must end, a stranger's inbox
// stay quiet.
import type { CaseId } from '#core/kit/id.ts'
import { after, dayMs, type Instant, minuteMs } from '#core/kit/time.ts'
import { ask, type Pool } from '../postgres/pool.ts'

/** The limits; each counts what was sent in the time before. */
export const automaticLimits = {
  confirmationsPerAddressDay: 1,
  perCaseAndAddressDay: 3,
  perAddressDay: 10,
  perDeskHour: 500,
} as const

const rememberedMax = 10_000

/**
 * The address a mail is counted under: without what follows a plus, by which a machine has an address of its
 * own for each of its tickets, and a person none that others could not have.
 */
export function countedAs(address: string): string {
  const name = address.toLowerCase()
  const at = name.lastIndexOf('@')
  const plus = name.indexOf('+')
  return plus > 0 && plus < at ? name.slice(0, plus) + name.slice(at) : name
}

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
  limits: Readonly<Record<keyof typeof automaticLimits, number>> = automaticLimits,
): AutomaticMailTable {
  // Who was confirmed is not confirmed again for a day, whatever else happens: no need to ask.
  const confirmed = new Map<string, number>()
  const remember = (address: string, until: number) => {
    if (confirmed.size >= rememberedMax) confirmed.clear()
    confirmed.set(address, until)
  }
  return {
    async take({ address, caseId, kind, at }) {
      const name = countedAs(address)
      const isConfirmation = kind === 'confirmation'
      if (isConfirmation && (confirmed.get(name) ?? 0) > at) return 'confirmed_today'
      const { confirmationsPerAddressDay, perCaseAndAddressDay, perAddressDay, perDeskHour } = limits
      const [row] = await ask<{ allowed: Allowed }>(pool, {
        name: 'take_automatic_mail',
        text: 'select take_automatic_mail($1, $2, $3, $4, $5, $6, $7, $8) as allowed',
        values: [
          name,
          caseId,
          kind,
          at,
          confirmationsPerAddressDay,
          perCaseAndAddressDay,
          perAddressDay,
          perDeskHour,
        ],
      })
      const { allowed } = row!
      if (isConfirmation && allowed === 'yes' && confirmationsPerAddressDay === 1)
        remember(name, after(at, dayMs))
      if (allowed === 'confirmed_today') remember(name, after(at, minuteMs))
      return allowed
    },
    async sweep(at) {
      return (await pool.query('delete from automatic_mail where at <= $1', [at - 2 * dayMs])).rowCount ?? 0
    },
  }
}
