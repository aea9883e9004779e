// The queue: what to do now. A list at the left, rows by next clock, newcomers held back so that nothing jumps.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Card } from '#core/case/card.ts'
import type { CaseId } from '#core/kit/id.ts'
import { useDesk } from '#web/case/desk.ts'
import { useActs } from '#web/kit/acts-registry.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { Foot, Scroll, Split, Tall } from '#web/kit/layout.tsx'
import { announce } from '#web/kit/live-region.ts'
import { usePanes } from '#web/kit/panes.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useRoving } from '#web/kit/use-roving.ts'
import { useSay } from '#web/words.ts'
import { rememberList } from './opened-from.ts'
import { QueueBar } from './queue-bar.tsx'
import { QueueBody } from './queue-body.tsx'
import { useQueue } from './queue-data.ts'
import { QueueFilter } from './queue-filter.tsx'
import { QueueGive } from './queue-give.tsx'
import { listName } from './queue-names.ts'
import { QueuePeek } from './queue-peek.tsx'
import { QueueSide } from './queue-side.tsx'
import s from './queue.module.css'
import { nextAfter, partsOf, type Shown, settled } from './rows.ts'
import { useQueueActs } from './queue-acts.ts'
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn asks for a fresh order, the focus does not
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

type Floating = 'filter' | 'give' | 'peek' | null

function QueueScreen() {
  const say = useSay()
  const desk = useDesk()
  const panes = usePanes()
  const navigate = useNavigate()
  const acts = useQueueActs()
  const [view, setView] = useView()
  const { query, cards, count } = useQueue(view)
  const [floating, setFloating] = useState<Floating>(null)
  const [picked, setPicked] = useState<ReadonlySet<CaseId>>(new Set())
  const [unfolded, setUnfolded] = useState(false)
  const scroll = useRef<HTMLDivElement>(null)
  const focus = useRef<CaseId | null>(null)
  const { shown, letIn } = useShown(view, cards, focus.current)
  const parts = useMemo(() => partsOf(shown?.cards ?? [], view), [shown, view])
  const rows = useMemo(
    () => [...parts.critical, ...parts.rows, ...(unfolded ? parts.folded : [])],
    [parts, unfolded],
  )
  const ids = useMemo(() => rows.map(card => card.id), [rows])
  const open = (card: Card) => void navigate({ to: '/c/$number', params: { number: String(card.number) } })
  const roving = useRoving({
    keys: ids,
    does: say('queue.key_move'),
    onOpen: id => {
      const card = rows.find(one => one.id === id)
      if (card) open(card)
    },
  })
  focus.current = roving.at as CaseId | null
  useEffect(() => rememberList(view), [view])
  useEffect(() => setPicked(new Set()), [view])
  useNewAnnounced(shown?.held.length ?? 0)
  const current = rows.find(card => card.id === roving.at) ?? null
  const chosen = picked.size > 0 ? rows.filter(card => picked.has(card.id)) : current ? [current] : []
  const toggle = (id: CaseId) =>
    setPicked(now => new Set(now.has(id) ? [...now].filter(one => one !== id) : [...now, id]))
  const extend = (by: 1 | -1) => {
    if (!current) return
    const next = ids[ids.indexOf(current.id) + by]
    setPicked(now => new Set([...now, current.id, ...(next ? [next] : [])]))
    roving.go(next ?? null)
  }
  // After an act the next row has the focus, once the form over it has given its own back.
  const acted = () => {
    setPicked(new Set())
    const next = current && nextAfter(ids, current.id)
    if (next) setTimeout(() => roving.go(next), afterFormMs)
  }
  const held = shown?.held.length ?? 0
  useKeys({
    x: current ? { does: say('queue.key_select'), run: () => toggle(current.id) } : undefined,
    'shift+j': { does: say('queue.key_extend'), run: () => extend(1) },
    'shift+k': () => extend(-1),
    space: current ? { does: say('queue.key_peek'), run: () => setFloating('peek') } : undefined,
    a: chosen.length > 0 ? { does: say('queue.key_give'), run: () => setFloating('give') } : undefined,
    f: { does: say('queue.key_filter'), run: () => setFloating('filter') },
    u: held > 0 ? { does: say('queue.key_new'), run: letIn } : undefined,
    escape: picked.size > 0 ? () => setPicked(new Set()) : undefined,
  })
  useActs(say('queue.acts_title', { list: listName(view.list, say, desk) }), [
    { id: 'queue.filter', key: 'queue.act_filter', keys: 'f', run: () => setFloating('filter') },
    ...(current
      ? [
          {
            id: 'queue.take',
            key: 'queue.act_take',
            values: { number: String(current.number) },
            run: () => void acts.take([current]),
          },
          {
            id: 'queue.give',
            key: 'queue.act_give',
            values: { number: String(current.number) },
            keys: 'a',
            run: () => setFloating('give'),
          },
        ]
      : []),
  ])
  const title = listName(view.list, say, desk)
  return (
    <Split columns={panes === 'one' ? 'one' : 'side'}>
      {panes !== 'one' && <QueueSide list={view.list} />}
      <Tall>
        <QueueBar
          view={view}
          count={query.hasNextPage ? count : shown?.cards.length}
          held={held}
          onView={setView}
          onNew={letIn}
          onFilter={() => setFloating('filter')}
        />
        {panes === 'one' && <ListChoice view={view} onView={setView} />}
        <Scroll scrollRef={scroll}>
          <QueueBody
            view={view}
            query={query}
            parts={parts}
            title={title}
            count={count ?? rows.length}
            roving={roving}
            picked={picked}
            unfolded={unfolded}
            onFold={() => setUnfolded(!unfolded)}
            onOpen={open}
            onView={setView}
            scroll={scroll}
          />
        </Scroll>
        {picked.size > 0 && (
          <div className={s.picked} role="region" aria-label={say('queue.picked', { n: picked.size })}>
            <b>{say('queue.picked', { n: picked.size })}</b>
            <Button
              onClick={() => {
                void acts.take(chosen)
                acted()
              }}
            >
              {say('queue.take')}
            </Button>
            <Button keys="a" onClick={() => setFloating('give')}>
              {say('queue.give_open')}
            </Button>
            <Button kind="quiet" keys="escape" onClick={() => setPicked(new Set())}>
              {say('queue.pick_none')}
            </Button>
          </div>
        )}
        {panes !== 'one' && <KeysFoot />}
      </Tall>
      <QueueFilter
        open={floating === 'filter'}
        view={view}
        onChange={setView}
        onClose={() => setFloating(null)}
      />
      {floating === 'give' && chosen.length > 0 && (
        <QueueGive
          cards={chosen}
          onClose={done => {
            setFloating(null)
            if (done) acted()
          }}
        />
      )}
      {floating === 'peek' && current && (
        <QueuePeek
          card={current}
          onClose={() => setFloating(null)}
          onOpen={() => open(current)}
          onTake={
            current.worker === null
              ? () => {
                  setFloating(null)
                  void acts.take([current])
                  acted()
                }
              : null
          }
        />
      )}
    </Split>
  )
}
export default QueueScreen

/** On a phone the lists are one choice above the rows. */
function ListChoice({ view, onView }: { view: View; onView: (view: View) => void }) {
  const say = useSay()
  const desk = useDesk()
  const lists = ['mine', 'unassigned', 'offered', ...desk.me.levels.map(n => `level/${n}`), 'waiting', 'all']
  return (
    <div className={s.lists}>
      <SelectField
        label={say('queue.lists')}
        labelHidden
        value={view.list}
        options={lists.map(list => ({ value: list, text: listName(list, say, desk) }))}
        onChange={event => onView({ ...view, list: event.currentTarget.value })}
      />
    </div>
  )
}

function KeysFoot() {
  const say = useSay()
  const desk = useDesk()
  const hints = [
    ['j', 'k', say('queue.hint_move')],
    ['enter', say('queue.hint_open')],
    ['space', say('queue.hint_peek')],
    ['x', say('queue.hint_select')],
    ['a', say('queue.hint_give')],
  ]
  return (
    <Foot>
      {hints.map(hint => (
        <span key={hint[0]} className={s.keys}>
          {hint.slice(0, -1).map(key => (
            <KeyHint key={key} keys={key} />
          ))}
          {hint.at(-1)}
        </span>
      ))}
      <span className="away">{desk.zone && say('queue.zone', { zone: desk.zone })}</span>
      <span className={s.keys}>
        <KeyHint keys="?" />
        {say('queue.hint_keys')}
      </span>
    </Foot>
  )
}
