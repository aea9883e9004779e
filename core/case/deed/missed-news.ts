// What came of something beside the case while it had ended, or before it went on in another one: once it
// goes on, its contact has it to decide on like any other news. Not: news that arises from what is recorded
// (pass-on.ts), nor how a case that had closed learns of it at all (server/react/caught-up.ts).
import { deskFact, type Wish } from '#core/case/deed/deed.ts'
import { isOnlyOurs } from '#core/case/deed/pass-on.ts'
import type { Event, EventOf, Recorded } from '#core/case/event.ts'
import type { MissedNews } from '#core/case/matter-fact.ts'
import type { Belonging, OpenedCase } from '#core/case/state.ts'
import type { MatterId } from '#core/kit/id.ts'
import { after, type Instant, minuteMs } from '#core/kit/time.ts'
import { minutesFor } from '#core/people/desk-facts.ts'

/** News as it goes along with a case that goes on in another one; `dueAt`: when it was to be passed on. */
export type NewsBrought = MissedNews & { readonly dueAt?: Instant }

/** Behind what was decided: what a case that goes on was told meanwhile waits for its contact. */
export function withMissed(before: OpenedCase, outcome: readonly Event[], wish: Wish): readonly Event[] {
  const isBack = outcome.some(({ type }) => type === 'case.reopened')
  if (!isBack || before.contact === null) return outcome
  const missed = Object.entries(before.matters ?? {}).flatMap(([matter, one]) =>
    missedOf(one).map(news => newsOf(before, wish, { matter: matter as MatterId, ...news })),
  )
  return [...outcome, ...missed]
}

/** What of it the customer has not heard: whoever was asked whether it holds knows that it is fixed. */
export const missedOf = ({ missed = [], fix }: Belonging): readonly MissedNews[] =>
  missed.filter(({ news }) => news !== 'fixed' || fix?.stage === 'told')

/** A piece of it, as it waits for the contact. */
export function newsOf(
  { severity }: OpenedCase,
  wish: Wish,
  { matter, fact: place, words, dueAt }: NewsBrought & { readonly matter: MatterId },
): Event {
  const minutes = minutesFor(wish.setting.desk.newsMinutes, severity)
  return deskFact(wish, 'news.arose', {
    ...{ news: wish.setting.newId('nws'), what: 'matter', about: matter, fact: place },
    dueAt: dueAt ?? after(wish.at, minutes * minuteMs),
    ...(words && { tell: words }),
  })
}

/** A belonging after it was told something, where its case has ended. */
export function withMissedNews(
  { phase }: OpenedCase,
  one: Belonging,
  { fact: place, news, words }: EventOf<'matter.told'>,
): Belonging {
  if (phase === 'open' || isOnlyOurs(news)) return one
  return { ...one, missed: [...(one.missed ?? []), { fact: place, news, words: words ?? null }] }
}

/** A case that goes on: what it missed waits among its news, or was nobody's to pass on. */
export function withoutMissed(state: OpenedCase): OpenedCase {
  if (!state.matters) return state
  const matters = Object.entries(state.matters).map(([id, { missed: _missed, ...one }]) => [id, one])
  return { ...state, matters: Object.fromEntries(matters) }
}

/** What of something beside it a case has not passed on yet, with the words in which it was told. */
export function newsBrought(
  { untold }: OpenedCase,
  ledger: readonly Recorded[],
  [matter, one]: readonly [MatterId, Belonging],
): readonly NewsBrought[] {
  const told = ledger.filter(event => event.type === 'matter.told').filter(event => event.matter === matter)
  const waiting = Object.values(untold).filter(news => news.what === 'matter' && news.about === matter)
  const brought = waiting.flatMap(({ fact: place, at, dueAt, tell }) => {
    const event = told.find(each => (place === undefined ? each.at === at : each.fact === place))
    return event ? [{ fact: event.fact, news: event.news, words: tell, dueAt }] : []
  })
  return [...brought, ...missedOf(one)]
}
