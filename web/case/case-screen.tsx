// A case: the list it was opened from, its head and ledger with two rooms to write in, and what stands
// around it.
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { inOrder, inFilters } from '#web/queue/rows.ts'
import { listOpened } from '#web/queue/opened-from.ts'
import { useQueue } from '#web/queue/queue-data.ts'
import { listName } from '#web/queue/queue-names.ts'
import { markSeen } from '#web/queue/seen-cards.ts'
import { LinkButton } from '#web/kit/button.tsx'
import { Split } from '#web/kit/layout.tsx'
import { MiniList } from '#web/kit/mini-list.tsx'
import { usePanes } from '#web/kit/panes.ts'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Denied, Empty, OldData } from '#web/kit/states.tsx'
import { useSay } from '#web/words.ts'
import { type CaseAnswer, caseQuery } from './case-data.ts'
import { CaseOpen } from './case-open.tsx'
import { useDesk } from './desk.ts'
import s from './case.module.css'

/** The cases of the list this one was opened from, in its order. */
function useNeighbours() {
  const view = listOpened()
  const { cards } = useQueue(view)
  const ordered = useMemo(
    () =>
      inOrder(
        (cards ?? []).filter(card => inFilters(card, view.filters)),
        view.sort,
      ),
    [cards, view],
  )
  return { view, cards: ordered, isRead: cards !== undefined }
}

function CaseScreen() {
  const { number = '' } = useParams({ strict: false }) as { number?: string }
  const say = useSay()
  const desk = useDesk()
  const panes = usePanes()
  const { view, cards, isRead } = useNeighbours()
  const query = useQuery(caseQuery(number))
  const known = cards.find(card => String(card.number) === number)
  const data = query.data
  useEffect(() => {
    if (!data) return
    markSeen(data.id, data.seq)
    const title = document.title
    document.title = `${data.number} ${data.card.subject}`
    return () => {
      document.title = title
    }
  }, [data])
  const list = panes !== 'one' && (
    <MiniList
      label={listName(view.list, say, desk)}
      cards={cards}
      current={Number(number)}
      {...(isRead && { none: say('queue.empty') })}
    />
  )
  return (
    <Split columns={panes === 'one' ? 'one' : panes === 'two' ? 'list' : 'list-panel'}>
      {list}
      {data ? (
        <CaseOpen
          key={data.id}
          data={data}
          from={view}
          cards={cards}
          panes={panes}
          old={
            query.error != null && (
              <OldData from={query.dataUpdatedAt} error={query.error} onRetry={() => void query.refetch()} />
            )
          }
        />
      ) : (
        <NotThere query={query} number={number} title={known?.subject} />
      )}
      {!data && panes === 'three' && <div className={s.columns} />}
    </Split>
  )
}
export default CaseScreen

/** What stands there while the case is coming, is not to be seen, or did not come. */
function NotThere({
  query,
  number,
  title,
}: {
  query: UseQueryResult<CaseAnswer>
  number: string
  title: string | undefined
}) {
  const say = useSay()
  return (
    <div>
      <h1 className="sr">{title ?? `${say('common.case')} ${number}`}</h1>
      <ScreenState
        query={query}
        bones="entries"
        rows={4}
        failed={say('case.failed', { number })}
        denied={<Denied isPage what={say('case.denied', { number })} />}
        gone={
          <Empty why={say('case.gone', { number })}>
            <LinkButton to="/q/$" params={{ _splat: 'mine' }}>
              {say('queue.list_mine')}
            </LinkButton>
          </Empty>
        }
      >
        {() => null}
      </ScreenState>
    </div>
  )
}
