// The lists of cards as the server gives them, page by page, and their counts. Not: their order on screen
// (rows.ts).
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Card } from '#core/case/card.ts'
import { get } from '#web/api/client.ts'
import { keys } from '#web/api/query.ts'
import { inFilters } from './rows.ts'
import { questionOf, type View } from './view.ts'

export type Page = { readonly cards: readonly Card[]; readonly next: string | null; readonly count?: number }
type Answer = { readonly items: readonly Card[]; readonly next?: string | null; readonly count?: number }

const pageSize = 100

const pageOf = (answer: Answer): Page => ({
  cards: answer.items,
  next: answer.next ?? null,
  ...(answer.count !== undefined && { count: answer.count }),
})

/** The key under which a view's pages are kept. */
export const queueKey = (view: View) => keys.queue(view.list, questionOf(view))

/** What is to be passed on has a time of its own, by which that list goes: an update for the customer. */
const byNews = (card: Card): Card =>
  card.untold
    ? { ...card, clock: { kind: 'periodic_update', fromAt: card.untold.at, dueAt: card.untold.dueAt } }
    : card

/** A view's cards, all pages read so far; `count` is what the server says there are in all, up to 1,001. */
export function useQueue(view: View) {
  const question = questionOf(view)
  const query = useInfiniteQuery({
    queryKey: queueKey(view),
    queryFn: async ({ pageParam, signal }) =>
      pageOf(
        await get<Answer>(
          '/cases',
          { ...question, limit: pageSize, count: 'true', cursor: pageParam },
          signal,
        ),
      ),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.next ?? undefined,
  })
  const pages = query.data?.pages
  const filters = view.filters
  const cards = useMemo(
    () =>
      pages
        ?.flatMap(page => page.cards)
        .map(view.list === 'news' ? byNews : card => card)
        .filter(card => inFilters(card, filters)),
    [pages, filters, view.list],
  )
  return { query, cards, count: pages?.[0]?.count }
}

export type Counts = {
  readonly mine: number
  readonly unassigned: number
  readonly offered: number
  readonly news: number
  readonly waiting: number
  readonly followed: number
  readonly stuck: number
  readonly all: number
  readonly level: Readonly<Record<string, number>>
}

/** How many cases each list holds; exact to 1,000. */
export const useCounts = () =>
  useQuery({
    queryKey: [...keys.queues, 'counts'],
    queryFn: ({ signal }) => get<Counts>('/cases/counts', undefined, signal),
  })

/**
 * Changes cards in every kept list at once, before the server has confirmed. Returns how to put them back.
 */
export function useForeseenCards() {
  const client = useQueryClient()
  return (change: (card: Card) => Card): (() => void) => {
    const before = client.getQueriesData<InfiniteData<Page>>({ queryKey: keys.queues })
    for (const [key, data] of before) {
      if (!data || !('pages' in data)) continue
      const pages = data.pages.map(page => ({ ...page, cards: page.cards.map(change) }))
      client.setQueryData(key, { ...data, pages })
    }
    return () => {
      for (const [key, data] of before) client.setQueryData(key, data)
    }
  }
}

/** A count as it is written: exact to 1,000, then "1 000+". */
export const countText = (n: number | undefined): string =>
  n === undefined ? '' : n > 1_000 ? '1000+' : String(n)
