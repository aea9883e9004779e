// The queue as it stands on the screen: which list, which rows, which one has the focus, which are chosen.
// Not: how it looks (queue-screen.tsx), nor the order of rows (rows.ts).
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { announce } from '#web/kit/live-region.ts'
import { useRoving } from '#web/kit/use-roving.ts'
import { useSay } from '#web/words.ts'
import { rememberList } from './opened-from.ts'
import { useQueue } from './queue-data.ts'
import { nextAfter, partsOf, type Shown, settled } from './rows.ts'
import { searchOf, type View, viewOf } from './view.ts'

/** The view out of the address, and how to go to another one. */
function useView(): readonly [View, (view: View) => void] {
  const { _splat = 'mine' } = useParams({ strict: false }) as { _splat?: string }
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const text = new URLSearchParams(search).toString()
  const view = useMemo(() => viewOf(_splat, text), [_splat, text])
  const go = (next: View) =>
    void navigate({
      to: '/q/$',
      params: { _splat: next.list },
      search: searchOf(next) as never,
      replace: true,
    })
  return [view, go]
}

/** The list on the screen, kept still; `letIn` lets the newcomers in. */
function useShown(view: View, cards: readonly Card[] | undefined, focused: CaseId | null) {
  const name = `${view.list} ${JSON.stringify(searchOf(view))}`
  const kept = useRef<{ name: string; shown: Shown | null; from: readonly Card[] | undefined }>({
    name: '',
    shown: null,
    from: undefined,
  })
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks for a new order, focus does not
  const shown = useMemo(() => {
    if (!cards) return null
    const before = kept.current.name === name && kept.current.shown ? kept.current.shown : null
    const next = settled(before, cards, view.sort, focused)
    kept.current = { name, shown: next, from: cards }
    return next
  }, [cards, name, view.sort, turn])
  const letIn = () => {
    kept.current = { ...kept.current, shown: null }
    setTurn(turn + 1)
  }
  return { shown, letIn }
}

/** Says "2 new above" once per half minute at most. */
function useNewAnnounced(n: number): void {
  const say = useSay()
  const last = useRef(0)
  useEffect(() => {
    if (n === 0 || Date.now() - last.current < 30_000) return
    last.current = Date.now()
    announce(say('queue.new_above', { n }))
  }, [n, say])
}

/** How long a closing form keeps the focus. */
const afterFormMs = 60

/** The rows in their parts and in one line, as j and k walk them. */
function useRows(view: View, shown: Shown | null, unfolded: boolean) {
  const parts = useMemo(() => partsOf(shown?.cards ?? [], view), [shown, view])
  const rows = useMemo(
    () => [...parts.critical, ...parts.rows, ...(unfolded ? parts.folded : [])],
    [parts, unfolded],
  )
  const ids = useMemo(() => rows.map(card => card.id), [rows])
  return { parts, rows, ids }
}

/** Which rows are chosen with x, and how that changes. */
function usePicked(view: View) {
  const [picked, setPicked] = useState<ReadonlySet<CaseId>>(new Set())
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with nothing chosen
  useEffect(() => setPicked(new Set()), [view])
  const toggle = (id: CaseId) =>
    setPicked(now => new Set(now.has(id) ? [...now].filter(one => one !== id) : [...now, id]))
  const add = (ids: readonly CaseId[]) => setPicked(now => new Set([...now, ...ids]))
  return { picked, toggle, add, pickNone: () => setPicked(new Set()) }
}

/** Everything the screen shows and does, apart from its forms. */
export function useQueueScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const [view, setView] = useView()
  const { query, cards, count } = useQueue(view)
  const [unfolded, setUnfolded] = useState(false)
  const focus = useRef<CaseId | null>(null)
  const { shown, letIn } = useShown(view, cards, focus.current)
  const { parts, rows, ids } = useRows(view, shown, unfolded)
  const { picked, toggle, add, pickNone } = usePicked(view)
  const open = (card: Card | undefined) => {
    if (card) void navigate({ to: '/c/$number', params: { number: String(card.number) } })
  }
  const roving = useRoving({
    keys: ids,
    does: say('queue.key_move'),
    onOpen: id => open(rows.find(one => one.id === id)),
  })
  focus.current = roving.at as CaseId | null
  useEffect(() => rememberList(view), [view])
  const held = shown?.held.length ?? 0
  useNewAnnounced(held)
  const current = rows.find(card => card.id === roving.at) ?? null
  const chosen = picked.size > 0 ? rows.filter(card => picked.has(card.id)) : current ? [current] : []
  const extend = (by: 1 | -1) => {
    if (!current) return
    const next = ids[ids.indexOf(current.id) + by]
    add([current.id, ...(next ? [next] : [])])
    roving.go(next ?? null)
  }
  // After an act the next row has the focus, once the form over it has given its own back.
  const acted = () => {
    pickNone()
    const next = current && nextAfter(ids, current.id)
    if (next) setTimeout(() => roving.go(next), afterFormMs)
  }
  const onFold = () => setUnfolded(!unfolded)
  const size = query.hasNextPage ? count : shown?.cards.length
  const list = { view, setView, query, parts, rows, count: count ?? rows.length, size, held, letIn }
  return { ...list, unfolded, onFold, roving, picked, toggle, pickNone, extend, current, chosen, acted, open }
}
export type QueueState = ReturnType<typeof useQueueScreen>
