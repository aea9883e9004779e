// The facts of a customer's request for more help, and their closed lists. Part of event.ts: shapes are
// forever.
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { ContactId, HandOffId, HelpId, MessageId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export const helpReasons = [
  'getting_worse',
  'no_answer_in_time',
  'fix_did_not_hold',
  'done_all_this',
  'leads_nowhere',
  'want_manager',
] as const
export type HelpReason = (typeof helpReasons)[number]
/** Those that can be asked; a wish for somebody who leads was once one of them (core/escalation). */
export const askableReasons = helpReasons.filter(one => one !== 'want_manager')
/** What the customer says to the answer to his request. */
export const helpReplies = ['content', 'not_content'] as const
export type HelpReply = (typeof helpReplies)[number]

/** `pinned`: the policies of the house shown when it was explained, as they stood. */
export type HelpFacts = {
  'help.asked': {
    reason: HelpReason
    text?: TextRef
    answerBy: Instant
    help?: HelpId
    joins?: true
    from?: ContactId | MessageId
  }
  'help.taken_up': { help: HelpId }
  'help.answering': { help: HelpId; with: HandOffId | MessageId; pinned?: readonly PinnedPolicy[] }
  'help.passed_on': { help: HelpId; handOff: HandOffId }
  'help.explained': { help: HelpId; evidence: ContactId | MessageId; pinned?: readonly PinnedPolicy[] }
  'help.replied': { help: HelpId; reply: HelpReply; evidence?: ContactId | MessageId }
  'help.raised': { help: HelpId; answerBy: Instant }
  'help.withdrawn': { help: HelpId; evidence?: ContactId | MessageId }
  'help.late': { help: HelpId }
}
