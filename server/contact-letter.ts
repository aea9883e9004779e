// The usual letter to a customer who has another contact, in his language. Not: when it is sent (core).
import type { AgentId, CustomerId } from '#core/kit/id.ts'
import type { Shell } from '#server/shell.ts'
import { letterWords } from '#server/letter-words.ts'

/** What the customer reads when this agent becomes his contact. */
export async function contactLetter(
  shell: Pick<Shell, 'desk' | 'facts' | 'settings' | 'mailTemplates'>,
  customer: CustomerId,
  agent: AgentId,
): Promise<string> {
  const language = (await shell.desk.customers.one(customer))?.language ?? 'en'
  return letterWords(shell, { kind: 'contact', language }, { agent: shell.facts().agents[agent]?.name ?? '' })
}
