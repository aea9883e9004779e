// The entry of an abusive contact: what was said, whether he was warned, and what became of ending it. Part
// of timeline.ts.
import type { AbuseKind } from '#core/case/abuse-fact.ts'
import type { EndStanding } from '#core/case/abuses.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { At, Entry } from '#core/case/timeline.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { AbuseId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

type By = {
  readonly by: Actor
  readonly at: Instant
  readonly pinned?: readonly PinnedPolicy[]
}
type Done = By & { readonly words: TextRef | null }
export type AbuseEntry = At & {
  kind: 'abuse'
  abuse: AbuseId
  what: AbuseKind
  said: TextRef
  warned: By | null
  /** the newest last */
  ends: readonly (Done & { standing: EndStanding })[]
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** The entry as it begins. */
export const abuseBegun = (e: Of<'abuse.marked'>): AbuseEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'abuse', abuse: e.abuse, what: e.kind, said: e.said },
  ...{ warned: null, ends: [] },
})

type Ending = By & { readonly abuse: AbuseId; readonly because?: TextRef }
const by = ({ by, at, pinned }: By): By => ({ by, at, ...(pinned && { pinned }) })
const ended =
  (standing: EndStanding) =>
  ({ abuse, because, ...done }: Ending): [string, (entry: Entry) => object] => [
    abuse,
    entry => ({ ends: [...(entry as AbuseEntry).ends, { standing, ...by(done), words: because ?? null }] }),
  ]

/** What becomes of it. */
export const abuseChanges = {
  'abuse.warned': (e: EventOf<'abuse.warned'>) => [e.abuse, { warned: by(e) }],
  'contact_end.asked': ended('asked'),
  'contact_end.granted': ended('granted'),
  'contact_end.refused': ended('refused'),
  'contact_end.lifted': ended('lifted'),
} satisfies Record<string, (event: never) => [string, object]>
