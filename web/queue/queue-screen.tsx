// The queue: what to do now. A list at the left, rows by next clock, newcomers held back so that nothing
// jumps.
import { useRef, useState } from 'react'
import { useDesk } from '#web/case/desk.ts'
import { useActs } from '#web/kit/acts-registry.ts'
import { Button } from '#web/kit/button.tsx'
import { SelectField } from '#web/kit/field.tsx'
import { KeyHint } from '#web/kit/key-hint.tsx'
import { Foot, Scroll, Split, Tall } from '#web/kit/layout.tsx'
import { usePanes } from '#web/kit/panes.ts'
import { useKeys } from '#web/kit/use-keys.ts'
import { useSay } from '#web/words.ts'
import s from './queue.module.css'
import { useQueueActs } from './queue-acts.ts'
import { QueueBar } from './queue-bar.tsx'
import { QueueBody } from './queue-body.tsx'
import { QueueFilter } from './queue-filter.tsx'
import { QueueGive } from './queue-give.tsx'
import { listName } from './queue-names.ts'
import { QueuePeek } from './queue-peek.tsx'
import { QueueSide } from './queue-side.tsx'
import { type QueueState, useQueueScreen } from './use-queue-screen.ts'
import type { View } from './view.ts'

type Floating = 'filter' | 'give' | 'peek' | null
type Float = (what: Floating) => void

function QueueScreen() {
  const panes = usePanes()
  const state = useQueueScreen()
  const [floating, setFloating] = useState<Floating>(null)
  const scroll = useRef<HTMLDivElement>(null)
  useQueueKeys(state, setFloating)
  usePaletteActs(state, setFloating)
  const { view, setView } = state
  return (
    <Split columns={panes === 'one' ? 'one' : 'side'}>
      {panes !== 'one' && <QueueSide list={view.list} />}
      <Tall>
        <QueueBar
          view={view}
          count={state.size}
          held={state.held}
          onView={setView}
          onNew={state.letIn}
          onFilter={() => setFloating('filter')}
        />
        {panes === 'one' && <ListChoice view={view} onView={setView} />}
        <Scroll scrollRef={scroll}>
          <QueueBody state={state} scroll={scroll} />
        </Scroll>
        {state.picked.size > 0 && <PickedBar state={state} onGive={() => setFloating('give')} />}
        {panes !== 'one' && <KeysFoot />}
      </Tall>
      <QueueForms state={state} floating={floating} float={setFloating} />
    </Split>
  )
}
export default QueueScreen

/** The keys of a list. */
function useQueueKeys(state: QueueState, float: Float): void {
  const say = useSay()
  const { current, chosen, held, picked } = state
  useKeys({
    x: current ? { does: say('queue.key_select'), run: () => state.toggle(current.id) } : undefined,
    'shift+j': { does: say('queue.key_extend'), run: () => state.extend(1) },
    'shift+k': () => state.extend(-1),
    space: current ? { does: say('queue.key_peek'), run: () => float('peek') } : undefined,
    a: chosen.length > 0 ? { does: say('queue.key_give'), run: () => float('give') } : undefined,
    f: { does: say('queue.key_filter'), run: () => float('filter') },
    u: held > 0 ? { does: say('queue.key_new'), run: state.letIn } : undefined,
    escape: picked.size > 0 ? state.pickNone : undefined,
  })
}

/** What the palette can do here. */
function usePaletteActs({ view, current }: QueueState, float: Float): void {
  const say = useSay()
  const desk = useDesk()
  const acts = useQueueActs()
  const values = { number: String(current?.number ?? '') }
  const onCurrent = current
    ? [
        { id: 'queue.take', key: 'queue.act_take', values, run: () => void acts.take([current]) },
        { id: 'queue.give', key: 'queue.act_give', values, keys: 'a', run: () => float('give') },
      ]
    : []
  useActs(say('queue.acts_title', { list: listName(view.list, say, desk) }), [
    { id: 'queue.filter', key: 'queue.act_filter', keys: 'f', run: () => float('filter') },
    ...onCurrent,
  ])
}

/** What can be done with the rows chosen. */
function PickedBar({ state, onGive }: { state: QueueState; onGive: () => void }) {
  const say = useSay()
  const acts = useQueueActs()
  const { picked, chosen, acted, pickNone } = state
  const take = () => {
    void acts.take(chosen)
    acted()
  }
  return (
    <section className={s.picked} aria-label={say('queue.picked', { n: picked.size })}>
      <b>{say('queue.picked', { n: picked.size })}</b>
      <Button onClick={take}>{say('queue.take')}</Button>
      <Button keys="a" onClick={onGive}>
        {say('queue.give_open')}
      </Button>
      <Button kind="quiet" keys="escape" onClick={pickNone}>
        {say('queue.pick_none')}
      </Button>
    </section>
  )
}

/** The forms over the list. */
function QueueForms({ state, floating, float }: { state: QueueState; floating: Floating; float: Float }) {
  const acts = useQueueActs()
  const { view, setView, current, chosen, acted, open } = state
  const close = () => float(null)
  const take = () => {
    close()
    if (current) void acts.take([current])
    acted()
  }
  const given = (done: boolean) => {
    close()
    if (done) acted()
  }
  return (
    <>
      <QueueFilter open={floating === 'filter'} view={view} onChange={setView} onClose={close} />
      {floating === 'give' && chosen.length > 0 && <QueueGive cards={chosen} onClose={given} />}
      {floating === 'peek' && current && (
        <QueuePeek
          card={current}
          onClose={close}
          onOpen={() => open(current)}
          onTake={current.worker === null ? take : null}
        />
      )}
    </>
  )
}

/** On a phone the lists are one choice above the rows. */
function ListChoice({ view, onView }: { view: View; onView: (view: View) => void }) {
  const say = useSay()
  const desk = useDesk()
  const lists = [
    'mine',
    'unassigned',
    'offered',
    'news',
    ...desk.me.levels.map(n => `level/${n}`),
    'waiting',
    'followed',
    ...(desk.me.roles.includes('lead') ? ['stuck'] : []),
    'all',
  ]
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
