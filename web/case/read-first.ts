// What to read before one acts: what others added since one's last look, what was tried, what the customer
// says and how he wants to be reached. Not: how it looks (read-first.tsx).
import { newestNote } from '#core/case/note-standing.ts'
import type { Recorded } from '#core/case/event.ts'
import type { ClaimEntry } from '#core/case/claim-entry.ts'
import type { Entry, NoteEntry, StepEntry } from '#core/case/timeline.ts'
import { unseenBy } from '#core/case/unseen.ts'
import type { Actor } from '#core/people/actor.ts'

export type ReadFirst = {
  /** entries of others since one's last look, in their order */
  readonly news: readonly Entry[]
  readonly tried: readonly StepEntry[]
  /** the newest */
  readonly claims: readonly ClaimEntry[]
  readonly notes: readonly NoteEntry[]
}

const claimsMax = 3

/** `seenSeq` is how far one had read when one came. */
export function readFirst(
  ledger: readonly Recorded[],
  entries: readonly Entry[],
  me: Actor,
  seenSeq: number,
): ReadFirst {
  const unseen = new Set(unseenBy(ledger, me, seenSeq))
  const ended = ledger.filter(one => unseen.has(one.seq))
  // What changed an entry that was seen, as a hand-off that came back, is news of that entry.
  const changed = new Set(ended.flatMap(one => ('handOff' in one ? [one.handOff as string] : [])))
  return {
    news: entries.filter(one => unseen.has(one.seq) || (one.kind === 'hand_off' && changed.has(one.handOff))),
    tried: entries.filter(one => one.kind === 'step'),
    claims: entries.filter(one => one.kind === 'claim').slice(-claimsMax),
    notes: (['contact_wish', 'environment'] as const).flatMap(what => newestNote(entries, what) ?? []),
  }
}

/** Since one has acted oneself, everything before is taken as read. */
export const readUpTo = (ledger: readonly Recorded[], me: Actor, cameSeq: number): number =>
  ledger.findLast(
    one => one.seq > cameSeq && one.by.kind === 'agent' && me.kind === 'agent' && one.by.id === me.id,
  )?.seq ?? 0
