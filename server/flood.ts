// Whether an address writes more than a person could: what would open more cases than these in an hour goes
// into one case together, which says so. No word is lost, nobody is confirmed to, and a lead sees one case
// instead of a thousand. Cases are counted for the whole desk, by its ledger; what is still on its way into
// it, by each node.
import { hourMs } from '#core/kit/time.ts'
import type { MailShell } from '#server/shell.ts'

/** New cases of one address within an hour; a person with a bad day writes fewer. */
export const casesPerHourMax = 20
const addressesMax = 10_000

type Counted = { since: number; mails: number }
const counts = new WeakMap<MailShell['desk'], Map<string, Counted>>()

/**
 * Counts a mail that would open a case; how many came within the hour, where that is a flood, else null.
 * @param opened cases of this address within the hour, on all nodes
 */
export function floodOf(
  { desk, now }: Pick<MailShell, 'desk' | 'now'>,
  address: string,
  opened: number,
): number | null {
  const own = counts.get(desk) ?? new Map<string, Counted>()
  counts.set(desk, own)
  const at = now()
  const before = own.get(address)
  const one = before && before.since > at - hourMs ? before : { since: at, mails: 0 }
  one.mails += 1
  if (own.size >= addressesMax && !own.has(address)) own.clear()
  own.set(address, one)
  const mails = Math.max(one.mails, opened + 1)
  return mails > casesPerHourMax ? mails : null
}
