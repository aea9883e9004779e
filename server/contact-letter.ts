// The usual letter to a customer who has another contact, in his language. Not: when it is sent (core).
import type { AgentId, CustomerId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import { sayIn } from '#words/say-in.ts'

/** What the customer reads when this agent becomes his contact. */
export async function contactLetter(
  { desk, facts }: Pick<Shell, 'desk' | 'facts'>,
  customer: CustomerId,
  agent: AgentId,
): Promise<string> {
  const language = (await desk.customers.one(customer))?.language ?? 'en'
  return sayIn(language)('desk.contact_now', { agent: facts().agents[agent]?.name ?? '' })
}
