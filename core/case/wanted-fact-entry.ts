// The entry of a wanted fact that was recorded. Part of timeline.ts. A newer one stands on its own.
import type { Recorded } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { WantedSource } from '#core/case/wanted-fact.ts'
import type { WantedFactId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type WantedFactEntry = At & {
  kind: 'wanted_fact'
  wantedFact: WantedFactId
  fact: string
  choice: string | null
  text: TextRef | null
  source: WantedSource
  seenAt: Instant | null
}

export const wantedFactBegins = {
  'wanted_fact.recorded': (e: Extract<Recorded, { type: 'wanted_fact.recorded' }>): WantedFactEntry => ({
    seq: e.seq,
    at: e.at,
    by: e.by,
    kind: 'wanted_fact',
    wantedFact: e.wantedFact,
    fact: e.fact,
    choice: e.choice ?? null,
    text: e.text ?? null,
    source: e.source,
    seenAt: e.seenAt ?? null,
  }),
}
