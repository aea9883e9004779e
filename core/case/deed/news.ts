// Real news and "no news yet": both are a word the customer was owed, and they are counted apart. After two
// words in a row without news a lead is asked, once, until there is some. Not: who is owed a word by when.
import { deskFact, type Evolver, type Wish } from '#core/case/deed/deed.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { ContactId, MessageId } from '#core/kit/id.ts'
import { type Instant, instant } from '#core/kit/time.ts'

/** So many words in a row without news, and a lead is asked. */
export const noneInARowMax = 2

/** The mark of a word without news; of real news nothing is written. */
export const noNews = (is: boolean): { news?: false } => (is ? { news: false } : {})

/** Only an open case is waited for: what is said after solving is no update. */
const isUpdate = (state: OpenedCase, news: boolean | null): boolean =>
  state.phase === 'open' && news === false

/** What follows from one more word to the customer: the lead is asked when it is the second without news. */
export const newsAsked = (
  state: OpenedCase,
  wish: Wish,
  { news, evidence }: { readonly news: boolean | null; readonly evidence: ContactId | MessageId },
): Event[] =>
  isUpdate(state, news) && state.news.missingSince === null && state.news.noneInARow + 1 >= noneInARowMax
    ? [deskFact(wish, 'news.missing', { times: noneInARowMax, evidence })]
    : []

/** The case after one more word that reached the customer. */
export function told(state: OpenedCase, news: boolean | null): OpenedCase {
  if (news === null) return state
  const { real, none, noneInARow } = state.news
  return {
    ...state,
    news: news
      ? { real: real + 1, none, noneInARow: 0, missingSince: null }
      : { ...state.news, none: none + 1, noneInARow: noneInARow + (isUpdate(state, news) ? 1 : 0) },
  }
}

/** When the last word of ours reached the customer, after one more. */
export const lastWordAt = (state: OpenedCase, at: Instant): Instant =>
  instant(Math.max(state.lastWordAt ?? at, at))

export const newsMissing: Evolver<'news.missing'> = (state, event) => ({
  ...state,
  news: { ...state.news, missingSince: event.at },
})
