// Whose clock a customer reads: his own zone where he has said one, else the desk's. Not: how a time is said.
import { isSameClock } from '#words/zone-name.ts'
import type { MailShell } from '#server/shell.ts'
import type { Customer } from '#store/desk/customer.ts'

type Known = Pick<MailShell, 'settings' | 'now'>
export type CustomerZone = {
  readonly zone: string
  /** its clocks differ from those of the desk, so that a time needs its zone beside it */
  readonly isOther: boolean
}

/** The zone what he reads is written in; without a customer, the desk's. */
export function customerZone(
  { settings, now }: Known,
  customer: Pick<Customer, 'timeZone'> | null,
): CustomerZone {
  const own = settings().timeZone ?? 'UTC'
  const zone = customer?.timeZone ?? own
  return { zone, isOther: !isSameClock(zone, own, now()) }
}
