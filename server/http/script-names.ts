// Who speaks with whom, of what, on a case: the names that sentences of scripts leave open. Not: filling them
// in (core/script/filled.ts).
import type { Card } from '#core/case/card.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { OpenNames } from '#core/script/filled.ts'
import { deskName } from '#server/http/portal-ground.ts'
import type { Shell } from '#server/shell.ts'

/** The names of a case, as said by this agent of ours; null: nobody of ours speaks. */
export async function namesOn(
  shell: Pick<Shell, 'desk' | 'facts' | 'settings'>,
  { customerName, product }: Pick<Card, 'customerName' | 'product'>,
  speaker: AgentId | null,
): Promise<OpenNames> {
  const products = product ? await shell.desk.products.all() : []
  return {
    agent: speaker && shell.facts().agents[speaker]?.name,
    // Who wrote by mail without a name is known by his address, which nobody is greeted by.
    customer: customerName.includes('@') ? null : customerName,
    product: products.find(one => one.id === product)?.name,
    desk: deskName(shell),
  }
}
