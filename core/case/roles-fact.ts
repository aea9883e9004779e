// The facts of the three roles: another contact, news the contact passes on, and who speaks with the customer
// beside him; with their closed lists. Part of event.ts: shapes are forever.
import type {
  AgentId,
  CaseId,
  ContactChangeId,
  ContactId,
  MessageId,
  NewsId,
  SkillId,
  SpeechId,
} from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

/** Why a customer gets another contact. */
export const contactReasons = [
  'shift_end',
  'absence',
  'language',
  'customer_wish',
  'better_served',
  'account_plan',
  'left',
  'moved',
  'other',
] as const
export type ContactReason = (typeof contactReasons)[number]

/** Why work is taken from whoever has it without a question that goes along. */
export const workReasons = ['shift_end', 'absence', 'left', 'moved'] as const
export type WorkReason = (typeof workReasons)[number]

/** What a customer should hear of what somebody other than his contact recorded. */
export const newsKinds = ['answered', 'expert', 'worked', 'note', 'question', 'moved', 'matter'] as const
export type NewsKind = (typeof newsKinds)[number]

export type RolesFacts = {
  'skill.needed': { skill: SkillId; because: TextRef }
  'skill.released': { skill: SkillId; because: TextRef }
  'contact.assigned': {
    agent: AgentId
    because?: TextRef
    change?: ContactChangeId
    from?: AgentId
    reason?: ContactReason
    note?: TextRef
    untold?: TextRef
  }
  'news.arose': {
    news: NewsId
    what: NewsKind
    about: string
    tell?: TextRef
    dueAt: Instant
    /** the place in the ledger of what stands beside the case */
    fact?: number
    /** the merged case that brought it along */
    from?: CaseId
  }
  'news.late': { news: NewsId }
  'news.passed_on': { news: readonly NewsId[]; evidence: ContactId | MessageId }
  'news.set_aside': { news: readonly NewsId[]; because: TextRef }
  'speech.asked': { speech: SpeechId; agent: AgentId; about: TextRef }
  'speech.agreed': { speech: SpeechId; agent: AgentId; about: TextRef; text?: TextRef; until?: Instant }
  'speech.declined': { speech: SpeechId; because: TextRef }
  'speech.withdrawn': { speech: SpeechId }
  'speech.ended': { speech: SpeechId; how: 'used' | 'over'; evidence?: ContactId | MessageId }
}
