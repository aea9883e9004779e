// The fact of thanking a colleague. Part of event.ts: shapes are forever. Not: thanks of a customer, which is
// a message of his (thank-you.ts).
import type { AgentId, ThanksId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type ThanksFacts = {
  'thanks.given': { thanks: ThanksId; to: AgentId; text: TextRef }
}
