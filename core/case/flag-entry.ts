// What became of an entry somebody could not work with: what he missed, and how its author mended it.
// Part of timeline.ts.
import type { EventOf } from '#core/case/event.ts'
import type { Missing } from '#core/case/note-kind.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type FlagShown = {
  readonly missing: Missing
  readonly words: TextRef | null
  readonly at: Instant
  readonly by: Actor
  /** clearer words, by its author; null: it still stands as it was */
  readonly mended: { readonly text: TextRef; readonly at: Instant; readonly by: Actor } | null
}
/** An entry that can be said to be unclear; absent: nobody did. */
export type Flaggable = { flags?: readonly FlagShown[] }

/** What stands now: the words of whoever mended it last; null: nobody had to. */
export const mendedText = ({ flags = [] }: Flaggable): TextRef | null =>
  flags.findLast(one => one.mended !== null)?.mended?.text ?? null

/** What is still unclear about an entry; null: nothing. */
export const standingFlag = ({ flags = [] }: Flaggable): FlagShown | null =>
  flags.findLast(one => one.mended === null) ?? null

export const flagChanges = {
  'note.flagged': (e: EventOf<'note.flagged'>): [string, (entry: object) => Flaggable] => [
    e.about,
    entry => {
      const flag = { missing: e.missing, words: e.words ?? null, at: e.at, by: e.by, mended: null }
      return { flags: [...flagsOf(entry), flag] }
    },
  ],
  'note.mended': (e: EventOf<'note.mended'>): [string, (entry: object) => Flaggable] => [
    e.about,
    entry => {
      const mended = { text: e.text, at: e.at, by: e.by }
      const flags = flagsOf(entry).map(one => (one.mended === null ? { ...one, mended } : one))
      return { flags }
    },
  ],
}

const flagsOf = (entry: Flaggable): readonly FlagShown[] => entry.flags ?? []
