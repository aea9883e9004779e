// Announced outages as the portal tells of them: on the help page, and in the words of a script. Not: whom
// one concerns (core/outage).
import { isOutageFor, type Outage } from '#core/outage/outage.ts'
import { outageOn, type Walk } from '#core/script/walk.ts'
import type { Page } from '#portal/page.ts'
import { outageWords, type ToldOutage } from '#portal/pages/outage.ts'
import type { Visitor } from '#server/http/portal-visitor.ts'
import type { Shell } from '#server/shell.ts'

type Desk = Pick<Shell, 'desk' | 'now'>

/** Those on the help page: what is on, but for what only concerns organisations he is not known to be of. */
export async function outagesFor({ desk, now }: Desk, { customer }: Visitor): Promise<ToldOutage[]> {
  const at = now()
  const all = await desk.outages.on(at)
  return all
    .filter(one => isOutageFor(one, customer?.organisation ?? null))
    .map(({ what, since, expectedUntil }) => {
      // What was expected and did not come is no promise any more.
      const until = expectedUntil !== null && expectedUntil > at ? expectedUntil : null
      return { what, since, expectedUntil: until }
    })
}

/** The outage that a check on the way of a walk went by; null: none did. */
export async function outageIn({ desk }: Pick<Shell, 'desk'>, walk: Walk): Promise<Outage | null> {
  const id = outageOn(walk)
  return id && desk.outages.one(id)
}

/** A page whose script may name that outage. */
export const pageWithOutage = (page: Page, outage: Outage | null | undefined): Page =>
  outage ? { ...page, names: { ...page.names, outage: outageWords(page, outage) } } : page
