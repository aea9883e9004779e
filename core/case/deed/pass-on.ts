// News to pass on: what somebody other than the contact recorded and the customer should hear. It waits for
// the contact until a word to the customer names it, or until he says why there is nothing to tell.
// Not: how much news the customer heard in all (news.ts).
import { type Deciders, deskFact, type Evolver, fact, present, type Wish } from '#core/case/deed/deed.ts'
import type { Event, EventOf, EventType } from '#core/case/event.ts'
import type { MatterNews } from '#core/case/matter-fact.ts'
import type { NewsKind } from '#core/case/roles-fact.ts'
import type { OpenedCase, Untold } from '#core/case/state.ts'
import type { ContactId, MessageId, NewsId } from '#core/kit/id.ts'
import { type Refusal, refuse } from '#core/kit/refusal.ts'
import { remembering, those, withOne } from '#core/kit/table.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import { after, type Instant, minuteMs } from '#core/kit/time.ts'
import type { Actor } from '#core/people/actor.ts'
import { minutesFor } from '#core/people/desk-facts.ts'

export type PassOnCommands = {
  'news.set_aside': { news: readonly NewsId[]; because: TextRef }
}

/** What a fact is to the customer: its kind, which entry tells of it, and words for him, if any. */
type Arisen = {
  readonly what: NewsKind
  readonly about: string
  readonly tell?: TextRef
  readonly fact?: number
}

/** Whether something may be told is settled among us; what may not be told is no news to the customer. */
export const isOnlyOurs = (news: MatterNews): boolean =>
  news === 'may_tell_asked' || news === 'may_tell_late' || news === 'may_not_tell'

/** The facts a customer should hear of; null: not this one. */
const arises: { readonly [T in EventType]?: (event: EventOf<T>, state: OpenedCase) => Arisen | null } = {
  'hand_off.answered': ({ handOff, tell }) => ({ what: 'answered', about: handOff, tell }),
  'hand_off.accepted': ({ handOff }, state) =>
    state.handOffs[handOff]?.to.level === 3 ? { what: 'expert', about: handOff } : null,
  'step.tried': ({ step, outcome, what }) =>
    outcome === 'worked' ? { what: 'worked', about: step, tell: what } : null,
  'note.added': ({ note, text, tell }) => (tell ? { what: 'note', about: note, tell: text } : null),
  'question.answered': ({ question, text }) => ({ what: 'question', about: question, tell: text }),
  'matter.told': ({ matter, fact: place, words, news, via }) =>
    // What came along from another case arises with it (missed-news.ts).
    isOnlyOurs(news) || via
      ? null
      : { what: 'matter', about: matter, fact: place, ...present({ tell: words }) },
  'promise.moved': ({ promise, because }, state) =>
    state.promises[promise]?.topic ? { what: 'moved', about: promise, tell: because } : null,
}

/** Behind what was decided: the news that arises from it for the contact. */
export function withNews(
  before: OpenedCase,
  outcome: readonly Event[],
  wish: Wish,
  evolved: (events: readonly Event[]) => OpenedCase,
): readonly Event[] {
  const { by } = wish
  const found = outcome.filter(event => Object.hasOwn(arises, event.type))
  if (found.length === 0 || !isTeller(by, found) || before.contact === null) return outcome
  const state = evolved(outcome)
  if (state.phase !== 'open' || (by.kind === 'agent' && state.contact === by.id)) return outcome
  const minutes = minutesFor(wish.setting.desk.newsMinutes, state.severity)
  const dueAt = after(wish.at, minutes * minuteMs)
  const arisen = found.flatMap(event => {
    const one = (arises[event.type] as (event: Event, state: OpenedCase) => Arisen | null)(event, state)
    return one ? [fact(wish, 'news.arose', { news: wish.setting.newId('nws'), ...one, dueAt })] : []
  })
  return [...outcome, ...arisen]
}

/** One of ours; the desk itself only of what stands beside the case, whoever said it there. */
const isTeller = (by: Actor, found: readonly Event[]): boolean =>
  by.kind === 'agent' || found.every(({ type }) => type === 'matter.told')

/** What waits to be passed on, the soonest due first; an ended case passes nothing on. */
export const untoldNews = (state: OpenedCase): readonly [NewsId, Untold][] =>
  state.phase === 'open' ? soonestFirst(state.untold) : []
const soonestFirst = remembering((untold: OpenedCase['untold']) =>
  those<NewsId, Untold>(untold, () => true).sort(([, a], [, b]) => a.dueAt - b.dueAt),
)

/** Whether all of these still wait. */
export const unknownNews = (state: OpenedCase, news: readonly NewsId[]): Refusal | null =>
  news.every(one => state.untold[one]) ? null : refuse('news.not_found')

export const passOnDeciders: Deciders<PassOnCommands> = {
  'news.set_aside': (state, { news, because }, wish) =>
    unknownNews(state, news) ?? (news.length === 0 ? [] : [fact(wish, 'news.set_aside', { news, because })]),
}

/** The mark on a word that passes news on. */
export const tellsOf = (tells: readonly NewsId[] | undefined): { tells?: readonly NewsId[] } =>
  present({ tells: tells && tells.length > 0 ? tells : undefined })

/** A word has reached the customer: what it names of the news that still waits is passed on. */
export function newsPassedOn(
  state: OpenedCase,
  wish: Wish,
  { tells = [], evidence }: { tells: readonly NewsId[] | undefined; evidence: MessageId | ContactId },
): Event[] {
  const news = tells.filter(one => state.untold[one])
  return news.length > 0 ? [deskFact(wish, 'news.passed_on', { news, evidence })] : []
}

/** News nobody passed on in time: marked once. */
export const newsVerdicts = (state: OpenedCase, wish: Wish): Event[] =>
  untoldNews(state)
    .filter(([, one]) => !one.late && wish.setting.now >= one.dueAt)
    .map(([news]) => fact(wish, 'news.late', { news }))

/** When news turns late. */
export const newsRing = (state: OpenedCase): Instant | null =>
  untoldNews(state).find(([, one]) => !one.late)?.[1].dueAt ?? null

export const newsArose: Evolver<'news.arose'> = (
  state,
  { news, what, about, tell = null, dueAt, at, by, fact: place, from },
) => ({
  ...state,
  untold: withOne(state.untold, news, {
    ...{ what, about, tell, at, by, dueAt, late: false },
    ...present({ fact: place, from }),
  }),
})
export const newsLate: Evolver<'news.late'> = (state, { news }) => {
  const one = state.untold[news]
  return one ? { ...state, untold: withOne(state.untold, news, { ...one, late: true }) } : state
}
/** However it ended, it waits no longer. */
export const newsEnds: Evolver<'news.passed_on' | 'news.set_aside'> = (state, { news }) => ({
  ...state,
  untold: Object.fromEntries(Object.entries(state.untold).filter(([id]) => !news.includes(id as NewsId))),
})
/** What was struck is not told any more. */
export const newsWithout = (untold: OpenedCase['untold'], about: string): OpenedCase['untold'] =>
  Object.fromEntries(Object.entries(untold).filter(([, one]) => one.about !== about))
