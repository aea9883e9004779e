// The entry of asking how we did: one line from the question to what followed. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { FollowUpEnd, Score } from '#core/case/satisfaction-fact.ts'
import { isLow } from '#core/case/satisfaction-fact.ts'
import type { At, Entry } from '#core/case/timeline.ts'
import type { SatisfactionId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type SatisfactionEntry = At & {
  kind: 'satisfaction'
  satisfaction: SatisfactionId
  score: Score | null
  text: TextRef | null
  answeredAt: Instant | null
  /** by when a low answer is followed up */
  followUpBy: Instant | null
  followedUp: { how: FollowUpEnd; text: TextRef; at: Instant; by: Actor } | null
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** The entry as it begins. */
export const satisfactionBegun = (event: Of<'satisfaction.asked'>): SatisfactionEntry => ({
  seq: event.seq,
  at: event.at,
  by: event.by,
  kind: 'satisfaction',
  satisfaction: event.satisfaction,
  score: null,
  text: null,
  answeredAt: null,
  followUpBy: null,
  followedUp: null,
})

/** What becomes of it. */
export const satisfactionChanges = {
  'satisfaction.answered': (e: EventOf<'satisfaction.answered'>) => [
    e.satisfaction,
    (entry: Entry) => ({
      score: e.score,
      text: e.text ?? null,
      answeredAt: e.at,
      followUpBy: isLow(e.score) ? (e.followUpBy ?? (entry as SatisfactionEntry).followUpBy) : null,
    }),
  ],
  'satisfaction.followed_up': ({ how, text, at, by, ...e }: EventOf<'satisfaction.followed_up'>) => [
    e.satisfaction,
    { followedUp: { how, text, at, by } },
  ],
} satisfies Record<string, (event: never) => [string, object]>
