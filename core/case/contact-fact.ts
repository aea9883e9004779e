// The facts of a contact held with a customer. Part of event.ts: shapes are forever.
import type { CallOpening } from '#core/case/call-opening.ts'
import type { AgentId, CalendarId, ContactId, CustomerId, MessageId, NewsId, SpeechId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export const contactMeans = ['phone', 'chat', 'visit', 'desk'] as const
export type ContactMeans = (typeof contactMeans)[number]
export const reaches = ['reached', 'no_answer', 'voicemail'] as const
export type Reach = (typeof reaches)[number]

export type ContactFacts = {
  /** `workingMs`, `awaitedSince`: how long he had waited for a word of ours, as `message.sent` says it */
  'contact.held': {
    contact: ContactId
    means: ContactMeans
    direction: 'in' | 'out'
    with: CustomerId
    reach: Reach
    startedAt: Instant
    minutes: number
    text?: TextRef
    news?: false
    opening?: CallOpening
    tells?: readonly NewsId[]
    joined?: AgentId
    agreed?: SpeechId
    workingMs?: number
    calendar?: CalendarId
    awaitedSince?: Instant
  }
  'news.missing': { times: number; evidence: ContactId | MessageId }
}
