// What is recorded when a wanted fact becomes known. Part of event.ts: shapes are forever. Not: what is
// wanted (core/wanted).
import type { WantedFactId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

/** Who or what says so. */
export const wantedSources = ['customer', 'machine', 'seen', 'records', 'supplier'] as const
export type WantedSource = (typeof wantedSources)[number]

export type WantedFacts = {
  'wanted_fact.recorded': {
    wantedFact: WantedFactId
    /** its name on the list */
    fact: string
    /** one of its answers, by name */
    choice?: string
    /** or words */
    text?: TextRef
    source: WantedSource
    /** when it was so, where that is not when it was recorded */
    seenAt?: Instant
  }
}
