// A case belongs to something beside it — a problem, a supplier case, a change request —, leaves it again
// when that was a mistake, and is told what comes of it. Not: what those are (core/matter).
import { type Deciders, type Evolver, fact, present } from '#core/case/deed/deed.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { AgentId, MatterId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type MatterCommands = {
  'matter.join': { matter: MatterId; because?: TextRef | undefined }
  'matter.leave': { matter: MatterId; because: TextRef }
  'matter.tell': {
    matter: MatterId
    fact: number
    news: MatterNews
    words?: TextRef | undefined
    from?: AgentId | undefined
  }
}

export const matterDeciders: Deciders<MatterCommands> = {
  'matter.join': (state, { matter, because }, wish) =>
    belongs(state, matter) ? [] : [fact(wish, 'matter.joined', present({ matter, because }))],
  'matter.leave': (state, { matter, because }, wish) =>
    belongs(state, matter) ? [fact(wish, 'matter.left', { matter, because })] : refuse('matter.not_joined'),
  // Told once, however often the telling is tried; who left meanwhile is not told.
  'matter.tell': (state, { matter, fact: place, news, words, from }, wish) => {
    const one = state.matters?.[matter]
    if (!one || one.told >= place) return []
    return [fact(wish, 'matter.told', present({ matter, fact: place, news, words, from }))]
  },
}

/** Whether a case belongs to it now. */
export const belongs = ({ matters }: OpenedCase, matter: MatterId): boolean => matters?.[matter] !== undefined

export const matterJoined: Evolver<'matter.joined'> = (state, { matter, at, by }) => ({
  ...state,
  matters: withOne(state.matters ?? {}, matter, { since: at, by, told: 0 }),
})
export const matterLeft: Evolver<'matter.left'> = (state, { matter }) => ({
  ...state,
  matters: Object.fromEntries(Object.entries(state.matters ?? {}).filter(([id]) => id !== matter)),
})
export const matterTold: Evolver<'matter.told'> = (state, { matter, fact: place }) => {
  const one = state.matters?.[matter]
  return one ? { ...state, matters: withOne(state.matters ?? {}, matter, { ...one, told: place }) } : state
}
