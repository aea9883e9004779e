// What follows from a live event on this page: kept cards renewed, lists asked again, presence shown.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Card } from '#core/case/card.ts'
import { keys } from '../api/query.ts'
import type { Here } from '../kit/presence.tsx'
import { connection, type Line, listen } from './connection.ts'
import { type LiveEvent, type Position, withCard } from './stream.ts'

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
    case 'gone':
      void client.invalidateQueries()
      return
    case 'case':
      renew(client, event)
      for (const hearer of caseHearers) hearer(event)
  }
}

function renew(client: QueryClient, event: LiveEvent & { type: 'case' }): void {
  client.setQueriesData({ queryKey: keys.queues }, (now: unknown) => renewList(now, event.card))
  void client.invalidateQueries({ queryKey: keys.queues })
  void client.invalidateQueries({ queryKey: keys.board })
  void client.invalidateQueries({ queryKey: keys.case(String(event.number)) })
  void client.invalidateQueries({ queryKey: keys.case(event.id) })
}

/** A kept list may be one page (`{ cards }`) or pages of them (`{ pages: [{ cards }] }`). */
function renewList(now: unknown, card: Card): unknown {
  if (typeof now !== 'object' || now === null) return now
  if ('cards' in now && Array.isArray(now.cards)) return withCard(now as { cards: Card[] }, card)
  if ('pages' in now && Array.isArray(now.pages))
    return { ...now, pages: now.pages.map(page => renewList(page, card)) }
  return now
}

/** Keeps the page's answers fresh from a position on; mounted once, by the shell. */
export function useLive(position: Position): void {
  const client = useQueryClient()
  useEffect(() => listen(position, event => follow(client, event)), [client, position])
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
