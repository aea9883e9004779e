// What a bystander keeps of news: words without any, and what the contact has not passed on.
// Part of seen-case.ts.
import type { EventOf } from '#core/case/event.ts'
import type { NewsId } from '#core/kit/id.ts'

export type SeenNews = Map<NewsId, { readonly about: string; readonly dueAt: number; isLate: boolean }>
type Seen = { readonly untold: SeenNews }

export const noNewsYet = () => ({ noneInARow: 0, isNewsAsked: false, untold: new Map() as SeenNews })

const ends = (seen: Seen, { news }: { readonly news: readonly NewsId[] }): void => {
  for (const one of news) seen.untold.delete(one)
}
export const newsWriters = {
  'note.struck': (seen: Seen, { note }: EventOf<'note.struck'>): void => {
    for (const [news, { about }] of seen.untold) if (about === note) seen.untold.delete(news)
  },
  'news.arose': (seen: Seen, { news, about, dueAt }: EventOf<'news.arose'>): void => {
    seen.untold.set(news, { about, dueAt, isLate: false })
  },
  'news.late': (seen: Seen, { news }: EventOf<'news.late'>): void => {
    const one = seen.untold.get(news)
    if (one) one.isLate = true
  },
  'news.passed_on': ends,
  'news.set_aside': ends,
}
