// The cases behind a number of the board. Not: the queue, which is where one works.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Card } from '#core/case/card.ts'
import { instant } from '#core/kit/time.ts'
import { needOf } from '#core/measure/board.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ClockCell } from '../kit/clock.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { SeverityMark } from '../kit/tag.tsx'
import { useSay } from '../words.ts'
import s from './board.module.css'
import { type Board, cameBackList, queryOf } from './board-data.ts'
import { NeedWhy } from './board-parts.tsx'

type Page = { readonly items: readonly Card[]; readonly next: string | null }

/** The list, page by page; the cases that came back are part of the board itself. */
export function BoardList({ list, board }: { list: string; board: Board }) {
  const say = useSay()
  const query = useInfiniteQuery({
    queryKey: [...keys.board, 'list', list],
    queryFn: ({ pageParam, signal }) =>
      get<Page>('/cases', { ...queryOf(list), limit: 50, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: page => page.next,
    enabled: list !== cameBackList,
  })
  // What needs a person says why, in each of its rows.
  const isNeeds = queryOf(list).needsPerson !== undefined
  if (list === cameBackList) return <Cards cards={board.cameBack.items} />
  return (
    <ScreenState query={query} rows={8}>
      {({ pages }) => (
        <>
          <Cards cards={pages.flatMap(page => page.items)} needsAt={isNeeds ? nowMs() : undefined} />
          {query.hasNextPage && (
            <p className={s.hint}>
              <Button onClick={() => void query.fetchNextPage()}>{say('set_up.more')}</Button>
            </p>
          )}
        </>
      )}
    </ScreenState>
  )
}

function Cards({ cards, needsAt }: { cards: readonly Card[]; needsAt?: number | undefined }) {
  const say = useSay()
  const nameOf = useAgentName()
  const whyOf = (card: Card) => {
    const need = needsAt === undefined ? null : needOf(card, instant(needsAt))
    return need ? <NeedWhy card={card} need={need} /> : card.customerName
  }
  if (cards.length === 0)
    return <Empty why={say(needsAt === undefined ? 'board.list_none' : 'board.need_none')} />
  return (
    <Table
      caption={say('shell.board')}
      rows={cards}
      keyOf={one => one.id}
      columns={[
        {
          key: 'subject',
          head: say('kit.column_case'),
          cell: one => (
            <>
              <Link to="/c/$number" params={{ number: String(one.number) }}>
                {one.subject || one.number}
              </Link>
              <span className={s.why}>{whyOf(one)}</span>
            </>
          ),
        },
        {
          key: 'number',
          head: say('kit.column_number'),
          cell: one => <span className="num faint">{one.number}</span>,
        },
        {
          key: 'clock',
          head: say('kit.column_clock'),
          cell: one => one.clock && <ClockCell owed={one.clock} />,
        },
        { key: 'level', head: say('kit.column_level'), cell: one => <LevelSlots level={one.level} /> },
        {
          key: 'severity',
          head: say('kit.column_severity'),
          cell: one => <SeverityMark severity={one.severity} />,
        },
        {
          key: 'who',
          head: say('board.people'),
          cell: one => <span className="soft">{one.worker ? nameOf(one.worker) : say('board.nobody')}</span>,
        },
      ]}
    />
  )
}
