// Of which notices to a lead the customer may know, and in which words of ours. Not: that it is recorded
// (case/deed/lead-alert.ts).
import type { LeadAlertCause } from '#core/case/inner-fact.ts'
import type { NoticeCause } from '#core/notice/notice.ts'

/**
 * What colleagues settle among themselves is none of his business and absent: who speaks to whom, what was
 * unclear, which of two decides. That his request was raised has a line of its own.
 */
const causes: Partial<Readonly<Record<NoticeCause, LeadAlertCause>>> = {
  'target.breached': 'late',
  'promise.late': 'late',
  'promise.missed': 'late',
  'news.late': 'late',
  'news.missing': 'stuck',
  'stuck.noticed': 'stuck',
  'help.late': 'help',
  'hand_off.expired': 'offer',
  'hand_off.raised': 'offer',
  'queue.unattended': 'waits',
}

/** Why the customer may know that a lead was told; null: he may not. */
export const leadAlertCause = (cause: NoticeCause): LeadAlertCause | null => causes[cause] ?? null
