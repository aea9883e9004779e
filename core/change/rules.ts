// A change request as a matter: how it is listed, what its cases are told, and what its tracker has to learn.
// Not: how it goes (decide.ts, state.ts).
import { writerOf } from '#core/case/deed/deed.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { ChangeFact, ChangeFactOf, ChangeFactType, ChangeKind } from '#core/change/change-fact.ts'
import { type ChangeCommand, decideChange, mayChange, verifyBy } from '#core/change/decide.ts'
import { type Change, type ChangeState, evolveChange, openChanges, type Outside } from '#core/change/state.ts'
import type { TrackerId } from '#core/kit/id.ts'
import type { ReadText, TextRef } from '#core/kit/text-ref.ts'
import type { MatterCard, MatterRules, MatterWant, ToldNews } from '#core/matter/matter.ts'

/** What only changes list. `entry`: what the tracker calls its entry. */
export type ChangeMore = {
  readonly kind: ChangeKind
  readonly version: string | null
  readonly entry: string | null
  readonly url: string | null
  readonly lost: Outside['lost']
}

function cardOf(state: ChangeState, text: ReadText): MatterCard {
  if (!state) throw new Error('a change without a beginning has no card')
  const { standing, title, owner, product, outside, kind, version, openedAt } = state
  const more: ChangeMore = {
    ...{ kind, version, entry: outside?.entry ?? null, url: outside?.url ?? null },
    lost: outside?.lost ?? null,
  }
  return {
    ...{ kind: 'change', standing, isOpen: openChanges.includes(standing), title: text(title) ?? '', owner },
    ...{ team: null, product, subject: outside?.tracker ?? null, dueAt: verifyBy(state), openedAt, more },
  }
}

type Said = { readonly news: MatterNews; readonly words?: TextRef | undefined }
/**
 * What its cases hear of which fact. That it is done they hear only when somebody of ours has seen it
 * hold.
 */
const says: { readonly [T in ChangeFactType]?: (fact: ChangeFactOf<T>) => Said } = {
  'change.answered': ({ words }) => ({ news: 'change_answered', words }),
  'change.accepted': ({ words }) => ({ news: 'change_decided', words }),
  'change.planned': ({ words }) => ({ news: 'change_decided', words }),
  'change.rejected': ({ because }) => ({ news: 'change_decided', words: because }),
  'change.verified': ({ words }) => ({ news: 'change_done', words }),
  'change.withdrawn': ({ because }) => ({ news: 'change_withdrawn', words: because }),
}

const heard = ({ by }: ChangeFact): MatterWant | null =>
  writerOf(by) ? null : { cause: 'matter.heard', hears: 'owner' }
/** Which fact wants one of ours: of what engineering decided only what its tracker says, not he himself. */
const wants: { readonly [T in ChangeFactType]?: (fact: ChangeFactOf<T>) => MatterWant | null } = {
  'change.owner_named': ({ by }) => ({
    cause: writerOf(by) ? 'matter.given' : 'matter.left',
    hears: 'owner',
  }),
  'change.answered': heard,
  'change.accepted': heard,
  'change.planned': heard,
  'change.done': heard,
  'change.rejected': heard,
  'change.reopened': heard,
  'change.entry_lost': () => ({ cause: 'matter.lost', hears: 'owner' }),
}

/** What its tracker learns when one of ours did it. */
const goesOut: ReadonlySet<ChangeFactType> = new Set<ChangeFactType>([
  'change.sent',
  'change.written',
  'change.evidence_added',
  'change.reopened',
  'change.verified',
  'change.withdrawn',
])

export const changeRules: MatterRules<ChangeState, ChangeCommand, ChangeFact> & {
  readonly calls: (state: ChangeState, fact: ChangeFact) => TrackerId | null
} = {
  kind: 'change',
  start: null,
  may: mayChange,
  decide: decideChange,
  evolve: evolveChange,
  card: cardOf,
  ring: () => null,
  tells(_state, fact): ToldNews | null {
    const said = (says[fact.type] as ((fact: ChangeFact) => Said) | undefined)?.(fact)
    return said ? { news: said.news, words: said.words ?? null, from: writerOf(fact.by) } : null
  },
  wants: fact => (wants[fact.type] as ((fact: ChangeFact) => MatterWant | null) | undefined)?.(fact) ?? null,
  calls: (state, fact) => (writerOf(fact.by) && goesOut.has(fact.type) ? trackerOf(state as Change) : null),
}

const trackerOf = ({ outside }: Change): TrackerId | null =>
  outside && outside.lost === null ? outside.tracker : null
