// What is recorded of machines that write to us: their answers to a message of ours, and floods. Shapes are
// forever, as of every fact (event.ts).
import type { MessageId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/**
 * What a machine says of a message of ours; `own`: the mail itself came back to us; `reaction`: a sign
 * somebody pressed in his mail program.
 */
export type EchoKind =
  | 'auto-reply'
  | 'receipt'
  | 'delayed'
  | 'delivered'
  | 'feedback-report'
  | 'own'
  | 'reaction'

export type EchoFacts = {
  'message.echoed': { message: MessageId; what: EchoKind; text?: TextRef; mail?: string; status?: string }
  'customer.unreachable': { message: MessageId; status: string }
  'case.flooded': { mails: number }
}
