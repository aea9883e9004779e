// The entry of a hand-off: the offer with its sheet, and what giver, receiver and clock did with it. Part of
// timeline.ts.
import type { NamedArticle } from '#core/article/article.ts'
import type { EventOf, Recorded } from '#core/case/event.ts'
import type { HandOffSummary, ReturnDetail, ReturnReason, WidenedBecause } from '#core/case/hand-off-facts.ts'
import type { LevelCheck } from '#core/case/level-check-fact.ts'
import type { Missing } from '#core/case/note-kind.ts'
import type { Place } from '#core/case/state.ts'
import type { Flaggable } from '#core/case/flag-entry.ts'
import type { At } from '#core/case/timeline.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { AgentId, HandOffId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'

type Done = { at: Instant; by: Actor; pinned?: readonly PinnedPolicy[] }
type SaidNo = Done & { reason: ReturnReason; nextAct: TextRef; detail?: ReturnDetail }

export type HandOffEntry = At &
  Flaggable & {
    kind: 'hand_off'
    handOff: HandOffId
    from: Place & { agent: AgentId }
    to: Place & { agent?: AgentId }
    question: TextRef
    summary: HandOffSummary
    acceptBy: Instant
    /** the policies of the house it rests on */
    pinned: readonly PinnedPolicy[]
    standing: 'offered' | 'accepted' | 'returned' | 'withdrawn' | 'answered'
    expiredAt: Instant | null
    widened: (Done & { because: WidenedBecause }) | null
    raised: (Done & { to: 'on_call' | 'lead'; agent: AgentId | null }) | null
    rerouted: (Done & { from: Place; nextAct: TextRef }) | null
    accepted: (Done & { readBack: TextRef | null }) | null
    corrected: readonly (Done & { text: TextRef })[]
    returned: SaidNo | null
    disputed: (SaidNo & { lead: AgentId | null }) | null
    /** how clear its receiver found it, as he said last; missing null: clear */
    rated: (Done & { missing: Missing | null; text: TextRef | null }) | null
    /** whether level 1 could have, as a lead said who checked it */
    checked: (Done & { says: LevelCheck; because: TextRef }) | null
    decided: (Done & { how: 'stays' | 'must_take'; text: TextRef }) | null
    answered:
      | (Done & {
          result: TextRef
          cause: TextRef
          verified: TextRef
          tell: TextRef
          article: TextRef | null
          named: NamedArticle | null
          level1Because: TextRef | null
        })
      | null
  }

type Of<T extends Recorded['type']> = Extract<Recorded, { type: T }>

/** The entry as it begins. */
export const handOffBegun = (e: Of<'hand_off.offered'>): HandOffEntry => ({
  seq: e.seq,
  at: e.at,
  by: e.by,
  kind: 'hand_off',
  handOff: e.handOff,
  from: e.from,
  to: e.to,
  question: e.question,
  summary: e.summary,
  acceptBy: e.acceptBy,
  pinned: e.pinned ?? [],
  standing: 'offered',
  expiredAt: null,
  widened: null,
  raised: null,
  rerouted: null,
  accepted: null,
  corrected: [],
  returned: null,
  disputed: null,
  decided: null,
  rated: null,
  checked: null,
  answered: null,
})

/** Without what says which fact it is. */
const said = <T extends { type: string; handOff: HandOffId }>(event: T): Omit<T, 'type' | 'handOff'> => {
  const { type: _type, handOff: _handOff, ...rest } = event
  return rest
}

/** What becomes of it. */
export const handOffChanges = {
  'hand_off.accepted': (e: EventOf<'hand_off.accepted'>) => [
    e.handOff,
    { standing: 'accepted', accepted: { at: e.at, by: e.by, readBack: e.readBack ?? null } },
  ],
  'hand_off.corrected': (e: EventOf<'hand_off.corrected'>) => [
    e.handOff,
    (one: HandOffEntry): Partial<HandOffEntry> => ({
      corrected: [...one.corrected, { at: e.at, by: e.by, text: e.text }],
    }),
  ],
  'hand_off.returned': (e: EventOf<'hand_off.returned'>) => [
    e.handOff,
    { standing: 'returned', returned: said(e) },
  ],
  'hand_off.rerouted': (e: EventOf<'hand_off.rerouted'>) => [
    e.handOff,
    (one: HandOffEntry): Partial<HandOffEntry> => ({
      to: e.to,
      rerouted: {
        at: e.at,
        by: e.by,
        ...(e.pinned && { pinned: e.pinned }),
        from: { level: one.to.level, team: one.to.team },
        nextAct: e.nextAct,
      },
    }),
  ],
  'hand_off.disputed': (e: EventOf<'hand_off.disputed'>) => [e.handOff, { disputed: said(e) }],
  'hand_off.rated': (e: EventOf<'hand_off.rated'>) => [
    e.handOff,
    { rated: { at: e.at, by: e.by, missing: e.missing ?? null, text: e.text ?? null } },
  ],
  'hand_off.checked': (e: EventOf<'hand_off.checked'>) => [
    e.handOff,
    { checked: { at: e.at, by: e.by, says: e.says, because: e.because } },
  ],
  'hand_off.decided': (e: EventOf<'hand_off.decided'>) => [
    e.handOff,
    { decided: said(e), ...(e.how === 'stays' && { standing: 'returned' }) },
  ],
  'hand_off.withdrawn': (e: EventOf<'hand_off.withdrawn'>) => [e.handOff, { standing: 'withdrawn' }],
  'hand_off.expired': (e: EventOf<'hand_off.expired'>) => [e.handOff, { expiredAt: e.at }],
  'hand_off.widened': (e: EventOf<'hand_off.widened'>) => [
    e.handOff,
    (one: HandOffEntry): Partial<HandOffEntry> => ({
      to: { level: one.to.level, team: one.to.team },
      widened: { at: e.at, by: e.by, because: e.because },
    }),
  ],
  'hand_off.raised': (e: EventOf<'hand_off.raised'>) => [e.handOff, { raised: said(e) }],
  'hand_off.answered': (e: EventOf<'hand_off.answered'>) => [
    e.handOff,
    {
      standing: 'answered',
      answered: {
        ...said(e),
        article: e.article ?? null,
        named: e.named ?? null,
        level1Because: e.level1Because ?? null,
      },
    },
  ],
} satisfies Record<string, (event: never) => [string, object]>
