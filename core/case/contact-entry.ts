// The entry of a contact held, with how the call began. Part of timeline.ts.
import type { CallOpening } from '#core/case/call-opening.ts'
import type { ContactMeans, Reach, Recorded } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { AgentId, ContactId, CustomerId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type ContactEntry = At & {
  kind: 'contact'
  contact: ContactId
  means: ContactMeans
  direction: 'in' | 'out'
  reach: Reach
  with: CustomerId
  startedAt: Instant
  minutes: number
  text: TextRef | null
  news: boolean
  opening: CallOpening | null
  /** the contact, who was on the line as well */
  joined: AgentId | null
}

/** The entry; nothing changes it later. */
export const contactEntry = (e: Extract<Recorded, { type: 'contact.held' }>): ContactEntry => ({
  seq: e.seq,
  at: e.at,
  by: e.by,
  kind: 'contact',
  contact: e.contact,
  means: e.means,
  direction: e.direction,
  reach: e.reach,
  with: e.with,
  startedAt: e.startedAt,
  minutes: e.minutes,
  text: e.text ?? null,
  news: e.news ?? true,
  opening: e.opening ?? null,
  joined: e.joined ?? null,
})
