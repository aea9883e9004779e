// What a case that is there already is judged by again: how it came, and the device and place it was judged
// by last. Not: a case that opens (server/entitlement.ts), nor the rule (core/entitlement).
import type { Card } from '#core/case/card.ts'
import { present } from '#core/case/deed/deed.ts'
import type { EntitlementDecision } from '#core/case/deed/target.ts'
import type { Recorded } from '#core/case/event.ts'
import type { Need } from '#core/entitlement/entitle.ts'
import type { Shell } from '#server/shell.ts'

/** What is said of the device and the place now; null: what was said of it holds no longer. */
export type AboutNow = {
  readonly serial?: string | null | undefined
  readonly site?: string | null | undefined
}

/** What it is entitled to by what is agreed now. */
export type JudgeAgain = (about: AboutNow) => Promise<EntitlementDecision>

/**
 * The case with the organisation its customer is in by now: what was learnt since it opened, or corrected,
 * counts for a case that is judged again.
 */
export async function withOrganisation({ desk }: Shell, card: Card): Promise<Card> {
  const customer = await desk.customers.one(card.customer)
  return customer && customer.erasedAt === null ? { ...card, organisation: customer.organisation } : card
}

/** The need of a case. Who names no other device or place judges by the ones that were named before. */
export function needOfCase(card: Card, events: readonly Recorded[], now: AboutNow = {}): Need {
  const last = events.findLast(event => event.type === 'entitlement.decided')
  const { serial, site }: AboutNow = { ...(last?.type === 'entitlement.decided' && last), ...present(now) }
  return {
    at: card.openedAt,
    channel: card.channel,
    caseId: card.id,
    customer: card.customer,
    organisation: card.organisation,
    product: card.product,
    ...(serial && { serial }),
    ...(site && { site }),
  }
}
