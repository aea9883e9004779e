// What follows from a live event on this page: kept cards renewed, lists asked again, presence shown.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Card } from '#core/case/card.ts'
import { keys } from '../api/query.ts'
import type { Here } from '../kit/presence.tsx'
import { connection, type Line, listen } from './connection.ts'
import { type LiveEvent, type Position, withCard, withoutCard } from './stream.ts'

const presence = new Map<string, readonly Here[]>()
const presenceWatchers = new Set<() => void>()
const caseHearers = new Set<(event: LiveEvent & { type: 'case' }) => void>()

/** Applies one event to the kept answers. */
function follow(client: QueryClient, event: LiveEvent): void {
  switch (event.type) {
    case 'hello':
      return
    case 'presence':
      presence.set(event.caseId, event.who)
      for (const watcher of presenceWatchers) watcher()
      return
    case 'notices':
      client.setQueryData(keys.unread, event.unread)
      void client.invalidateQueries({ queryKey: keys.notices })
      void client.invalidateQueries({ queryKey: keys.coach })
      return
    case 'shifts':
    case 'escalations':
    case 'matters':
      void client.invalidateQueries({ queryKey: keys[event.type] })
      // A case shows how what it belongs to stands.
      if (event.type === 'matters') renewCases(client)
      // Who works here, by which name, comes with the session.
      if (event.type === 'shifts') void client.invalidateQueries({ queryKey: keys.session })
      return
    case 'reset':
      void client.invalidateQueries()
      return
    case 'gone':
      client.setQueriesData({ queryKey: keys.queues }, (now: unknown) =>
        changedList(now, list => withoutCard(list, event.id)),
      )
      client.removeQueries({ queryKey: keys.case(event.id), type: 'inactive' })
      void client.invalidateQueries({ queryKey: keys.cases })
      return
    case 'case':
      client.setQueriesData({ queryKey: keys.queues }, (now: unknown) =>
        changedList(now, list => withCard(list, event.card)),
      )
      void client.invalidateQueries({ queryKey: keys.case(String(event.number)) })
      void client.invalidateQueries({ queryKey: keys.case(event.id) })
      followLine(client, event.card)
      renewLists(client)
      for (const hearer of caseHearers) hearer(event)
  }
}

type Mine = { readonly open: readonly { readonly card: Pick<Card, 'id'> }[] }

/** What is asked at once is asked for again at once, by those it is for: not by all who may read the case. */
function followLine(client: QueryClient, { id, live }: Card): void {
  const me = client.getQueryData<{ agent: { id: string } }>(keys.session)?.agent.id
  const known = client.getQueryData<Mine>(keys.liveMine)?.open.some(one => one.card.id === id)
  const { line, swarm, callBack } = live ?? {}
  const people = [line?.asker, line?.answeredBy, ...(line?.joined ?? []), ...(line?.ringing?.agents ?? [])]
  const asked = [swarm?.asker, callBack?.asker, ...(swarm?.helpers ?? [])]
  const isMine = [...people, ...asked].some(one => one && one === me)
  if (known || isMine) void client.invalidateQueries({ queryKey: keys.liveMine })
  if (live) void client.invalidateQueries({ queryKey: keys.liveLines })
}

/** Lists and numbers are asked for again at most once in so long, however many cases change. */
const listsMs = 1_500
/** After a rest the first change is told sooner; what belongs to it comes within that. */
const firstMs = 300
let listsTimer: ReturnType<typeof setTimeout> | undefined
let listsAskedAt = Number.NEGATIVE_INFINITY

function renewLists(client: QueryClient): void {
  if (listsTimer !== undefined) return
  const waitMs = Math.max(firstMs, listsAskedAt + listsMs - performance.now())
  listsTimer = setTimeout(() => {
    listsTimer = undefined
    listsAskedAt = performance.now()
    void client.invalidateQueries({ queryKey: keys.queues })
    void client.invalidateQueries({ queryKey: keys.board })
    // The row is written right behind the fact of the case.
    void client.invalidateQueries({ queryKey: keys.given })
    // Which cases fit nobody stands there, too.
    void client.invalidateQueries({ queryKey: keys.shifts })
  }, waitMs)
}

let casesTimer: ReturnType<typeof setTimeout> | undefined
function renewCases(client: QueryClient): void {
  if (casesTimer !== undefined) return
  casesTimer = setTimeout(() => {
    casesTimer = undefined
    const belongs = (data: unknown) => (data as { matters?: readonly unknown[] } | undefined)?.matters?.length
    void client.invalidateQueries({
      queryKey: keys.cases,
      predicate: ({ state }) => Boolean(belongs(state.data)),
    })
  }, listsMs)
}

type CardList = { readonly cards: readonly Card[] }

/** A kept list may be one page (`{ cards }`) or pages of them (`{ pages: [{ cards }] }`). */
function changedList(now: unknown, change: (list: CardList) => CardList): unknown {
  if (typeof now !== 'object' || now === null) return now
  if ('cards' in now && Array.isArray(now.cards)) return change(now as CardList)
  if (!('pages' in now) || !Array.isArray(now.pages)) return now
  const before: readonly unknown[] = now.pages
  const pages = before.map(page => changedList(page, change))
  return pages.every((page, index) => page === before[index]) ? now : { ...now, pages }
}

/** Keeps the page's answers fresh from a position on; mounted once, by the shell. */
export function useLive(position: Position): void {
  const client = useQueryClient()
  // A session asked for again says a later position; the stream that runs knows better.
  const [from] = useState(position)
  useEffect(() => listen(from, event => follow(client, event)), [client, from])
}

/** Hears every change of any case: what a list needs to say "2 new above". */
export function useCaseEvents(hear: (event: LiveEvent & { type: 'case' }) => void): void {
  useEffect(() => {
    caseHearers.add(hear)
    return () => {
      caseHearers.delete(hear)
    }
  }, [hear])
}

const watchPresence = (watcher: () => void) => {
  presenceWatchers.add(watcher)
  return () => presenceWatchers.delete(watcher)
}
const nobody: readonly Here[] = []

/** Who else is at a case now, without oneself when `me` is given. */
export function usePresence(caseId: string, me?: string): readonly Here[] {
  const who = useSyncExternalStore(watchPresence, () => presence.get(caseId) ?? nobody)
  return me ? who.filter(one => one.agent !== me) : who
}

/** Whether the server is reached, and since when (epoch ms). */
export const useLine = (): Line => useSyncExternalStore(connection.watch, connection.line)

/** Whether the server is reached. */
export const useOnline = (): boolean => useLine().online
