// The facts of an abusive contact: what was said, the warning, and the end of the contact that a lead
// decides. Part of event.ts: shapes are forever. Not: what they leave of a case (deed/abuse.ts).
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { AbuseId, MessageId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** What was done to one of ours. */
export const abuseKinds = ['insult', 'threat', 'harassment', 'discrimination'] as const
export type AbuseKind = (typeof abuseKinds)[number]

/** `pinned`: the policies of the house shown at this moment, as they stood. */
export type AbuseFacts = {
  'abuse.marked': { abuse: AbuseId; kind: AbuseKind; said: TextRef }
  'abuse.warned': { abuse: AbuseId; message: MessageId; pinned?: readonly PinnedPolicy[] }
  'contact_end.asked': { abuse: AbuseId; because: TextRef; pinned?: readonly PinnedPolicy[] }
  'contact_end.granted': { abuse: AbuseId; message: MessageId; pinned?: readonly PinnedPolicy[] }
  'contact_end.refused': { abuse: AbuseId; because: TextRef; pinned?: readonly PinnedPolicy[] }
  'contact_end.lifted': { abuse: AbuseId; because: TextRef; pinned?: readonly PinnedPolicy[] }
}
