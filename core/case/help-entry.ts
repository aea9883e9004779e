// The entry of a request for more help: what the customer asked, and what became of it. Part of timeline.ts.
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { HelpReason, HelpReply } from '#core/case/help-fact.ts'
import type { At } from '#core/case/timeline.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { ContactId, HandOffId, HelpId, MessageId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

export type HelpEnd = 'passed_on' | 'explained' | 'withdrawn'
export type HelpEntry = At & {
  kind: 'help'
  /** null: recorded before requests had names */
  help: HelpId | null
  /** asked again while the request before was open: a word more to that one */
  joins: boolean
  reason: HelpReason
  text: TextRef | null
  /** the mail or call in which he asked */
  from: ContactId | MessageId | null
  answerBy: Instant
  takenUpBy: Actor | null
  late: boolean
  /** he was not content: since when a lead is to answer */
  raisedAt: Instant | null
  ended: { how: HelpEnd; at: Instant; by: Actor; with: HandOffId | ContactId | MessageId | null } | null
  reply: HelpReply | null
  /** what the explanation rests on, decided before its words left */
  pinned: readonly PinnedPolicy[]
}

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** The entry as it begins. */
export const helpBegun = (e: Of<'help.asked'>): HelpEntry => ({
  seq: e.seq,
  at: e.at,
  by: e.by,
  kind: 'help',
  help: e.help ?? null,
  joins: e.joins === true,
  reason: e.reason,
  text: e.text ?? null,
  from: e.from ?? null,
  answerBy: e.answerBy,
  takenUpBy: null,
  late: false,
  raisedAt: null,
  ended: null,
  reply: null,
  pinned: [],
})

const ended = (
  e: { at: Instant; by: Actor },
  how: HelpEnd,
  by: HandOffId | ContactId | MessageId | null,
) => ({
  ended: { how, at: e.at, by: e.by, with: by },
})

/** What becomes of it. */
export const helpChanges = {
  'help.taken_up': (e: EventOf<'help.taken_up'>) => [e.help, { takenUpBy: e.by }],
  // What will end it stands there by itself: an offer, a message.
  'help.answering': (e: EventOf<'help.answering'>) => [e.help, { pinned: e.pinned ?? [] }],
  'help.passed_on': (e: EventOf<'help.passed_on'>) => [
    e.help,
    { ...ended(e, 'passed_on', e.handOff), pinned: [] },
  ],
  'help.explained': (e: EventOf<'help.explained'>) => [
    e.help,
    { ...ended(e, 'explained', e.evidence), ...(e.pinned && { pinned: e.pinned }) },
  ],
  'help.replied': (e: EventOf<'help.replied'>) => [e.help, { reply: e.reply }],
  'help.raised': (e: EventOf<'help.raised'>) => [
    e.help,
    { ended: null, raisedAt: e.at, answerBy: e.answerBy, late: false },
  ],
  'help.withdrawn': (e: EventOf<'help.withdrawn'>) => [e.help, ended(e, 'withdrawn', e.evidence ?? null)],
  'help.late': (e: EventOf<'help.late'>) => [e.help, { late: true }],
} satisfies Record<string, (event: never) => [string, object]>
