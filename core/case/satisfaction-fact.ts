// The facts of asking a customer how we did: the question, his answer, and what followed where he was not
// content. Part of event.ts: shapes are forever. Not: what they leave of a case (deed/satisfaction.ts).
import type { MessageId, SatisfactionId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

/** From not at all content to very content. */
export const scores = [1, 2, 3, 4, 5] as const
export type Score = (typeof scores)[number]

/** Up to here somebody who leads follows it up. */
export const lowScore = 2
export const isLow = (score: Score): boolean => score <= lowScore

/** What came of speaking with somebody who was not content. */
export const followUpEnds = ['mended', 'explained', 'not_reached', 'nothing_to_do'] as const
export type FollowUpEnd = (typeof followUpEnds)[number]

export type SatisfactionFacts = {
  'satisfaction.asked': {
    satisfaction: SatisfactionId
    /** the letter that asks; without one only his page does */
    message?: MessageId
  }
  'satisfaction.answered': {
    satisfaction: SatisfactionId
    score: Score
    text?: TextRef
    /** by when somebody who leads follows it up, where that begins with this answer */
    followUpBy?: Instant
  }
  'satisfaction.followed_up': { satisfaction: SatisfactionId; how: FollowUpEnd; text: TextRef }
}
