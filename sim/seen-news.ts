// News a contact has to pass on, as a bystander keeps it. Not: what is news (core/case/deed/pass-on.ts).
import type { Event } from '#core/case/event.ts'
import type { NewsId } from '#core/kit/id.ts'

/** What a case holds for its customer that he has not been told, by when he is to be. */
export type SeenNews = Map<NewsId, { readonly about: string; readonly dueAt: number; isLate: boolean }>

type HasNews = { readonly untold: SeenNews }
type NewsWriters = {
  readonly [T in Event['type']]?: (seen: HasNews, event: Extract<Event, { type: T }>) => void
}

const ended = ({ untold }: HasNews, { news }: { readonly news: readonly NewsId[] }): void => {
  for (const one of news) untold.delete(one)
}

export const newsWriters = {
  'news.arose': ({ untold }, { news, about, dueAt }) => {
    untold.set(news, { about, dueAt, isLate: false })
  },
  'news.late': ({ untold }, { news }) => {
    const one = untold.get(news)
    if (one) one.isLate = true
  },
  'news.passed_on': ended,
  'news.set_aside': ended,
  // What was struck is not told any more.
  'note.struck': ({ untold }, { note }) => {
    for (const [id, { about }] of untold) if (about === note) untold.delete(id)
  },
} satisfies NewsWriters
