// The list of cases to hand over: walked with j and k, marked with x or all with a, given with one press.
// Not: what a row shows (hand-over-rows.tsx), nor the sending (use-giving.ts).
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { CaseId } from '#core/kit/id.ts'
import { useActs } from '../kit/acts-registry.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { Scroll } from '../kit/layout.tsx'
import { Progress } from '../kit/progress.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay } from '../words.ts'
import { ChooseForm, WordForm } from './hand-over-forms.tsx'
import { type Chosen, type HandOver, itemOf, type Row } from './hand-over-data.ts'
import { HandOverRows } from './hand-over-rows.tsx'
import s from './hand-over.module.css'
import { type Giving, useGiving } from './use-giving.ts'

/** Which rows are marked, and what was chosen for each. */
function useMarks(list: HandOver, giving: Giving) {
  const { items } = list
  const isGone = (id: CaseId) => ['given', 'nothing'].includes(giving.given.get(id)?.outcome ?? '')
  const open = items.filter(row => !isGone(row.card.id))
  const [marked, setMarked] = useState<ReadonlySet<CaseId>>(new Set())
  const [chosen, setChosen] = useState<ReadonlyMap<CaseId, Chosen>>(new Map())
  const [word, setWord] = useState('')
  const rows = open.filter(row => marked.has(row.card.id))
  const toggle = (id: CaseId) => {
    if (isGone(id)) return
    setMarked(now => new Set(now.has(id) ? [...now].filter(one => one !== id) : [...now, id]))
  }
  /** Whatever needs giving; pressed again, nothing. */
  const all = () => {
    const needed = open.filter(({ gives }) => gives.work || gives.contact).map(row => row.card.id)
    const isAll = needed.every(id => marked.has(id))
    setMarked(isAll ? new Set() : new Set([...marked, ...needed]))
  }
  const choose = (ids: readonly CaseId[], change: Chosen) =>
    setChosen(now => new Map([...now, ...ids.map(id => [id, { ...now.get(id), ...change }] as const)]))
  const forget = (ids: readonly CaseId[]) =>
    setChosen(now => new Map([...now].filter(([id]) => !ids.includes(id))))
  return { marked, toggle, all, chosen, choose, forget, word, setWord, rows, isGone, open }
}
export type Marks = ReturnType<typeof useMarks>

type Floating = 'choose' | 'word' | null

export function HandOverList({ list, onAgain }: { list: HandOver; onAgain: () => void }) {
  const say = useSay()
  const giving = useGiving(list)
  const marks = useMarks(list, giving)
  const [floating, setFloating] = useState<Floating>(null)
  const ids = useMemo(() => list.items.map(row => row.card.id), [list])
  const navigate = useNavigate()
  const open = (id: string) => {
    const row = list.items.find(one => one.card.id === id)
    if (row) void navigate({ to: '/c/$number', params: { number: String(row.card.number) } })
  }
  const roving = useRoving({ keys: ids, does: say('queue.key_move'), onOpen: open })
  const current = list.items.find(row => row.card.id === roving.at) ?? null
  const about = marks.rows.length > 0 ? marks.rows : current ? [current] : []
  const items = marks.rows.flatMap(row => itemOf(row, marks.chosen.get(row.card.id), marks.word) ?? [])
  const send = () => void giving.send(items)
  useListKeys(marks, { current, about, float: setFloating })
  return (
    <>
      <Scroll>
        {list.more && <p className={s.more}>{say('hand_over.more')}</p>}
        <HandOverRows
          {...{ list, marks, giving, roving }}
          onAnyway={row => marks.choose([row.card.id], { anyway: true })}
        />
      </Scroll>
      <Foot {...{ marks, giving, sendable: items.length, onSend: send, float: setFloating, onAgain }} />
      {floating === 'choose' && about.length > 0 && (
        <ChooseForm rows={about} marks={marks} onClose={() => setFloating(null)} />
      )}
      {floating === 'word' && current && (
        <WordForm row={current} marks={marks} onClose={() => setFloating(null)} />
      )}
    </>
  )
}

type Over = { current: Row | null; about: readonly Row[]; float: (what: Floating) => void }

function useListKeys(marks: Marks, { current, about, float }: Over): void {
  const say = useSay()
  const choose = about.length > 0 ? () => float('choose') : undefined
  useKeys({
    x: current ? { does: say('hand_over.key_mark'), run: () => marks.toggle(current.card.id) } : undefined,
    a: { does: say('hand_over.key_all'), run: marks.all },
    w: choose && { does: say('hand_over.choose'), run: choose },
    i: current ? { does: say('hand_over.word_one'), run: () => float('word') } : undefined,
  })
  useActs(say('hand_over.title'), [
    { id: 'hand_over.all', key: 'hand_over.key_all', keys: 'a', run: marks.all },
    ...(choose ? [{ id: 'hand_over.choose', key: 'hand_over.choose', keys: 'w', run: choose }] : []),
  ])
}

type FootProps = {
  marks: Marks
  giving: Giving
  sendable: number
  onSend: () => void
  float: (what: Floating) => void
  onAgain: () => void
}

/** What is done with the marked ones, how far it is, and what came of it. */
function Foot({ marks, giving, sendable, onSend, float, onAgain }: FootProps) {
  const say = useSay()
  const { under, given } = giving
  if (under)
    return (
      <div className={s.foot}>
        <Progress label={say('hand_over.under_way', { n: under.of })} {...under} onCancel={giving.stop} />
      </div>
    )
  const came = [...given.values()]
  const failed = came.filter(one => one.outcome === 'failed').length
  const n = marks.rows.length
  return (
    <div className={s.foot}>
      {came.length > 0 && (
        <p className={s.came}>
          {say('hand_over.came', { n: came.length - failed, failed })}{' '}
          {marks.open.length === 0 && (
            <Button kind="quiet" onClick={onAgain}>
              {say('hand_over.again')}
            </Button>
          )}
        </p>
      )}
      <div className={s.word}>
        <TextField
          label={say('hand_over.word_all')}
          maxLength={2_000}
          value={marks.word}
          onChange={event => marks.setWord(event.currentTarget.value)}
        />
      </div>
      <Button keys="a" onClick={marks.all}>
        {say('hand_over.all')}
      </Button>
      <Button keys="w" onClick={() => float('choose')}>
        {say('hand_over.choose')}
      </Button>
      <Button
        kind="main"
        keys="mod+enter"
        onClick={onSend}
        {...(sendable === 0 && { offWhy: say(n === 0 ? 'hand_over.mark_first' : 'hand_over.choose_first') })}
      >
        {say('hand_over.send', { n: sendable })}
      </Button>
    </div>
  )
}
