// The entry of an abusive contact: what was said, whether he was warned, and what became of ending it. Part
// of timeline.ts.
import type { AbuseKind } from '#core/case/abuse-fact.ts'
import type { EndStanding } from '#core/case/abuses.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { At, Entry } from '#core/case/timeline.ts'
import type { AbuseId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

type Done = { readonly by: Actor; readonly at: Instant; readonly words: TextRef | null }
export type AbuseEntry = At & {
  kind: 'abuse'
  abuse: AbuseId
  what: AbuseKind
  said: TextRef
  warned: { by: Actor; at: Instant } | null
  /** the newest last */
  ends: readonly (Done & { standing: EndStanding })[]
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** The entry as it begins. */
export const abuseBegun = (e: Of<'abuse.marked'>): AbuseEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'abuse', abuse: e.abuse, what: e.kind, said: e.said },
  ...{ warned: null, ends: [] },
})

type Ending = { abuse: AbuseId; by: Actor; at: Instant; because?: TextRef }
const ended =
  (standing: EndStanding) =>
  ({ abuse, by, at, because }: Ending): [string, (entry: Entry) => object] => [
    abuse,
    entry => ({ ends: [...(entry as AbuseEntry).ends, { standing, by, at, words: because ?? null }] }),
  ]

/** What becomes of it. */
export const abuseChanges = {
  'abuse.warned': ({ abuse, by, at }: EventOf<'abuse.warned'>) => [abuse, { warned: { by, at } }],
  'contact_end.asked': ended('asked'),
  'contact_end.granted': ended('granted'),
  'contact_end.refused': ended('refused'),
  'contact_end.lifted': ended('lifted'),
} satisfies Record<string, (event: never) => [string, object]>
