// Promises an overloaded team cannot keep, each with when it can, and one deed that moves them and tells the
// customers. Not: whether it is overloaded (overload-strip.tsx).
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Card } from '#core/case/card.ts'
import { get, post } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import s from './capacity.module.css'

type AtRisk = {
  readonly card: Card
  readonly promise: string
  readonly dueAt: number
  readonly to: number
}
type Outcomes = { readonly items: readonly { readonly outcome: 'moved' | 'failed' }[] }

/** So many go in one request. */
const atOnce = 50

export function OverloadPart({ team, onBack }: { team: string; onBack: () => void }) {
  const say = useSay()
  const query = useQuery({
    queryKey: [...keys.board, 'overloads', team],
    queryFn: ({ signal }) => get<{ items: readonly AtRisk[] }>(`/overloads/${team}/promises`, {}, signal),
    staleTime: 10_000,
    retry: false,
  })
  // It ended meanwhile: nothing is in danger any more.
  const isOver = isProblem(query.error) && query.error.code === 'set_up.not_found'
  return (
    <section aria-labelledby="overload-risk" className={s.one}>
      <h2 id="overload-risk">{say('overload.at_risk')}</h2>
      {isOver ? (
        <Empty why={say('overload.none_at_risk')} />
      ) : (
        <ScreenState query={query} rows={5}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty why={say('overload.none_at_risk')} />
            ) : (
              <List team={team} items={items} />
            )
          }
        </ScreenState>
      )}
      <p className={s.back}>
        <Button kind="quiet" glyph="left" keys="escape" onClick={onBack}>
          {say('capacity.to_all')}
        </Button>
      </p>
    </section>
  )
}

function List({ team, items }: { team: string; items: readonly AtRisk[] }) {
  const say = useSay()
  const move = useMove(team, items)
  return (
    <>
      <p className={s.act}>
        <Button kind="main" onClick={() => void move()}>
          {say('overload.move_all', { n: Math.min(items.length, atOnce) })}
        </Button>
      </p>
      <Table
        caption={say('overload.at_risk')}
        rows={items}
        keyOf={one => one.promise}
        columns={[
          {
            key: 'case',
            head: say('reports.col_case'),
            cell: ({ card }) => (
              <Link to="/c/$number" params={{ number: String(card.number) }}>
                {card.number} {card.subject}
              </Link>
            ),
          },
          { key: 'customer', head: say('kit.column_customer'), cell: ({ card }) => card.customerName },
          {
            key: 'due',
            head: say('overload.col_due'),
            cell: one => <TimeText at={one.dueAt} as="wall" />,
          },
          { key: 'to', head: say('overload.col_to'), cell: one => <TimeText at={one.to} as="wall" /> },
        ]}
      />
    </>
  )
}

/** What is shown is moved, as it is shown; a second click while it runs does nothing. */
function useMove(team: string, items: readonly AtRisk[]) {
  const say = useSay()
  const client = useQueryClient()
  const [isMoving, setMoving] = useState(false)
  return async () => {
    if (isMoving) return
    setMoving(true)
    const wishes = items
      .slice(0, atOnce)
      .map(({ card, promise, to }) => ({ case: card.id, promise, dueAt: to }))
    try {
      const done = await post<Outcomes>(`/overloads/${team}/promises`, { items: wishes })
      const moved = done.items.filter(one => one.outcome === 'moved').length
      const not = done.items.length - moved
      toast({
        text: [say('overload.moved', { n: moved }), not > 0 && say('overload.not_moved', { n: not })]
          .filter(Boolean)
          .join(' '),
      })
    } catch (thrown) {
      toast(refused(thrown, say))
    }
    await client.invalidateQueries({ queryKey: [...keys.board, 'overloads'] })
    setMoving(false)
  }
}
