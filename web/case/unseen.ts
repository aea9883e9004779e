// What a writer has seen of the ledger. While he writes, what arrives stays unseen until he looks at it, so
// that
// nothing goes out past it. Not: the rule what matters (core/case/timeline.ts unseenBy).
import type { Recorded } from '#core/case/event.ts'
import { unseenBy } from '#core/case/unseen.ts'
import type { Actor } from '#core/people/actor.ts'

/** Up to where the ledger has been seen, and whether a word to the customer has been begun. */
export type Seen = { readonly seq: number; readonly writing: boolean }

export const unread: Seen = { seq: 0, writing: false }

export type Look =
  /** the ledger reached this sequence on the screen */
  | { readonly type: 'shown'; readonly seq: number }
  /** the box for the customer holds words, or none any more */
  | { readonly type: 'writing'; readonly on: boolean; readonly seq: number }
  /** the writer looked at what is new */
  | { readonly type: 'looked'; readonly seq: number }

/** What has been seen after one more look. It never goes back. */
export function afterLook(seen: Seen, look: Look): Seen {
  if (look.type === 'looked') return { ...seen, seq: Math.max(seen.seq, look.seq) }
  if (look.type === 'writing') {
    if (look.on) return { ...seen, writing: true }
    return { seq: Math.max(seen.seq, look.seq), writing: false }
  }
  return seen.writing ? seen : { ...seen, seq: Math.max(seen.seq, look.seq) }
}

/** The entries of others which came since, as their numbers in the ledger. */
export const unseenEntries = (ledger: readonly Recorded[], me: Actor, seen: Seen): number[] =>
  unseenBy(ledger, me, seen.seq)

/** The entry numbers a refusal names (`"12,13"`). */
export const entriesNamed = (list: unknown): number[] =>
  String(list ?? '')
    .split(',')
    .map(Number)
    .filter(seq => Number.isInteger(seq) && seq > 0)
