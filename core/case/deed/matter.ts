// A case belongs to something beside it — a problem, a supplier case, a change request —, leaves it again
// when that was a mistake, and is told what comes of it. Not: what those are (core/matter).
import { checkBackPlanned } from '#core/case/deed/check-back.ts'
import type { Brought } from '#core/case/brought.ts'
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import {
  type NewsBrought,
  newsBrought,
  newsOf,
  withMissedNews,
  withoutMissed,
} from '#core/case/deed/missed-news.ts'
import { newsWithout } from '#core/case/deed/pass-on.ts'
import { supplierDelivered, supplierDone } from '#core/case/deed/wait.ts'
import type { Event, EventOf, EventType, Recorded } from '#core/case/event.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { Belonging, FixStage, OpenedCase } from '#core/case/state.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { AgentId, CaseId, MatterId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import { those, withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type MatterCommands = {
  /** `barred`: why nothing may join it, as the door found it */
  'matter.join': {
    matter: MatterId
    because?: TextRef | undefined
    barred?: 'matter.not_found' | 'problem.merged_away' | undefined
  }
  'matter.leave': { matter: MatterId; because: TextRef }
  /** what it belongs to became one with another; `fact`: of that, the last one it is not told any more */
  'matter.move': { matter: MatterId; into: MatterId }
  'matter.tell': {
    matter: MatterId
    fact: number
    news: MatterNews
    words?: TextRef | undefined
    from?: AgentId | undefined
    pinned?: readonly PinnedPolicy[] | undefined
    /** what its cases were told before it: a case that lacks it, having ended meanwhile, hears that first */
    before?: { readonly fact: number; readonly at: Instant } | undefined
  }
}

export const matterDeciders: Deciders<MatterCommands> = {
  'matter.join': (state, { matter, because, barred }, wish) =>
    barred
      ? refuse(barred)
      : belongs(state, matter)
        ? []
        : [fact(wish, 'matter.joined', present({ matter, because }))],
  'matter.leave': (state, { matter, because }, wish) =>
    belongs(state, matter) ? [fact(wish, 'matter.left', { matter, because })] : refuse('matter.not_joined'),
  'matter.move': (state, { matter, into }, wish) =>
    belongs(state, matter) ? [fact(wish, 'matter.moved', { matter, into })] : [],
  // Told once, however often the telling is tried; who left meanwhile is not told.
  'matter.tell': (state, { matter, fact: place, news, words, from, pinned, before }, wish) => {
    const one = state.matters?.[matter]
    if (!one || one.told >= place) return []
    if (before && before.fact > one.told && before.at >= one.since) return refuse('case.changed')
    const told = fact(wish, 'matter.told', present({ matter, fact: place, news, words, from, pinned }))
    if (news === 'released') return [told, ...supplierDelivered(state, wish)]
    // Whoever was helped past it is asked whether it holds now; in an open case its contact does.
    const isAsked = news === 'fixed' && state.phase === 'solved' && !state.checkBack
    return isAsked ? [told, ...checkBackPlanned(state, wish)] : [told]
  },
}

/** What a case that goes on elsewhere belonged to, and what of it its customer has not heard yet. */
export const mattersBrought = (
  state: OpenedCase,
  ledger: readonly Recorded[],
): NonNullable<Brought['matters']> =>
  (Object.entries(state.matters ?? {}) as [MatterId, Belonging][]).map(([matter, one]) => {
    const untold = newsBrought(state, ledger, [matter, one])
    return { matter, told: one.told, ...present({ fix: one.fix }), ...(untold.length > 0 && { untold }) }
  })

/** What a merged case belonged to goes on being told where it goes on: its customer waits for that fix. */
export const mattersJoined = (
  state: OpenedCase,
  matters: NonNullable<Brought['matters']>,
  from: CaseId,
  wish: Wish,
): Event[] =>
  matters
    .filter(({ matter }) => !belongs(state, matter))
    .flatMap(({ untold = [], ...one }) => [
      deskFact(wish, 'matter.joined', { ...one, from }),
      ...untold.flatMap(news => toldAlong(state, { ...news, matter: one.matter, via: from }, wish)),
    ])

type Along = NewsBrought & { readonly matter: MatterId; readonly via: CaseId }
/** What the customer of the case before has not heard is said here, and waits for its contact. */
function toldAlong(state: OpenedCase, along: Along, wish: Wish): Event[] {
  const { matter, fact: place, news, words, via } = along
  const said = { matter, fact: place, news, via, ...(words && { words }) }
  const told = deskFact(wish, 'matter.told', said)
  return state.phase === 'open' && state.contact !== null ? [told, newsOf(state, wish, along)] : [told]
}

/** Whether a case belongs to it now. */
export const belongs = ({ matters }: OpenedCase, matter: MatterId): boolean => matters?.[matter] !== undefined

const matterJoined: Evolver<'matter.joined'> = (state, { matter, at, by, told = 0, fix }) => ({
  ...state,
  matters: withOne(state.matters ?? {}, matter, { since: at, by, told, ...present({ fix }) }),
})
/** What was joined by mistake is nothing its customer has to hear of any more. */
const matterLeft: Evolver<'matter.left'> = (state, { matter }) => ({
  ...state,
  untold: newsWithout(state.untold, matter),
  matters: Object.fromEntries(Object.entries(state.matters ?? {}).filter(([id]) => id !== matter)),
})
/** Where it belonged to both already, that one stays as it is. */
const matterMoved: Evolver<'matter.moved'> = (state, { matter, into, at, by }) => {
  const { [matter]: _before, ...others } = state.matters ?? {}
  return { ...state, matters: { [into]: { since: at, by, told: 0 }, ...others } }
}
const matterTold: Evolver<'matter.told'> = (state, event) => {
  const { matter, fact: place, news, at } = event
  const { matters = {} } = state
  const before = matters[matter]
  if (!before) return state
  const { fix: _fix, ...one } = before
  const fix =
    news === 'fixed' ? { stage: 'told' as const, at } : news === 'not_fixed' ? undefined : before.fix
  // What came along from another case is older than what was told there last.
  const told = { ...one, told: Math.max(one.told, place), ...(fix && { fix }) }
  const setAside = news === 'released' ? supplierDone(state) : state.setAside
  return { ...state, setAside, matters: withOne(matters, matter, withMissedNews(state, told, event)) }
}

export const matterEvolvers = {
  'matter.joined': matterJoined,
  'matter.left': matterLeft,
  'matter.told': matterTold,
  'matter.moved': matterMoved,
}

type Fixed = Belonging & { readonly fix: NonNullable<Belonging['fix']> }
/** How far the telling has come, by a fact, that something is fixed; null: as far as before. */
type Says<T extends EventType> = (
  event: EventOf<T>,
  told: { readonly before: OpenedCase; readonly id: MatterId; readonly one: Fixed },
) => FixStage | null

/** The facts that say something of it. */
const saysOfFix: { readonly [T in EventType]?: Says<T> } = {
  'news.passed_on': ({ news }, { before, id, one: { fix } }) => {
    // A word about an earlier workaround is no question whether the fix holds.
    const isOfFix = news.some(each => {
      const { about, at = 0 } = before.untold[each] ?? {}
      return about === id && at >= fix.at
    })
    return isOfFix && fix.stage === 'told' ? 'asked' : null
  },
  'check_back.tried': (_event, { one }) => (one.fix.stage === 'told' ? 'asked' : null),
  'check_back.ended': ({ how }) => (how === 'holds' || how === 'came_back' ? how : null),
  'case.closed': ({ reason }) => (reason === 'confirmed' ? 'holds' : null),
  'case.reopened': ({ reason }) => (reason === 'not_fixed' ? 'came_back' : null),
}

/**
 * A case after a fact that its customer was asked whether it is gone, or that he said so.
 * @param before the case as it was
 */
export function withFixStages(before: OpenedCase, after: OpenedCase, event: Event): OpenedCase {
  const says = saysOfFix[event.type] as Says<EventType> | undefined
  if (!says) return after
  const state = event.type === 'case.reopened' ? withoutMissed(after) : after
  const { matters } = state
  if (!matters) return state
  const changed = those<MatterId, Belonging>(matters, one => one.fix !== undefined).flatMap(([id, one]) => {
    const { fix } = one as Fixed
    const stage = says(event, { before, id, one: one as Fixed })
    return stage && stage !== fix.stage ? [[id, { ...one, fix: { ...fix, stage } }]] : []
  })
  return changed.length === 0 ? state : { ...state, matters: { ...matters, ...Object.fromEntries(changed) } }
}
