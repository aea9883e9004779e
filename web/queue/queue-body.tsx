// What stands under the head of the queue: the rows, or why there are none.
import { type RefObject, useEffect, useRef } from 'react'
import { useDesk } from '#web/case/desk.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { ScreenState } from '#web/kit/screen-state.tsx'
import { Empty } from '#web/kit/states.tsx'
import { useSay } from '#web/words.ts'
import { type Counts, useCounts } from './queue-data.ts'
import { filterTexts, listName } from './queue-names.ts'
import s from './queue.module.css'
import { QueueTable } from './queue-table.tsx'
import type { QueueState } from './use-queue-screen.ts'
import type { View } from './view.ts'

type Props = { state: QueueState; scroll: RefObject<HTMLDivElement | null> }

const rowsName = 'tierline.rows'
const rowsLast = () => Math.min(14, Math.max(3, Number(sessionStorage.getItem(rowsName)) || 8))

export function QueueBody({ state, scroll }: Props) {
  const { view, setView, query, parts } = state
  const say = useSay()
  const desk = useDesk()
  const rows = parts.critical.length + parts.rows.length + parts.folded.length
  useEffect(() => {
    if (rows > 0) sessionStorage.setItem(rowsName, String(rows))
  }, [rows])
  return (
    <ScreenState query={query} rows={rowsLast()} failed={say('queue.failed')}>
      {() =>
        rows === 0 && !query.hasNextPage ? (
          <NothingHere view={view} onView={setView} />
        ) : (
          <>
            <QueueTable caption={listName(view.list, say, desk)} state={state} scroll={scroll} />
            <More query={query} scroll={scroll} />
          </>
        )
      }
    </ScreenState>
  )
}

/** Fetches the next page when its button comes near the screen; the button works as well. */
function More({ query, scroll }: { query: QueueState['query']; scroll: Props['scroll'] }) {
  const say = useSay()
  const at = useRef<HTMLDivElement>(null)
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    const mark = at.current
    if (!mark || !hasNextPage) return
    const watcher = new IntersectionObserver(
      seen => seen.some(one => one.isIntersecting) && void fetchNextPage(),
      { root: scroll.current, rootMargin: '600px' },
    )
    watcher.observe(mark)
    return () => watcher.disconnect()
  }, [hasNextPage, fetchNextPage, scroll])
  if (!hasNextPage) return null
  return (
    <div className={s.more} ref={at}>
      <Button kind="quiet" onClick={() => void fetchNextPage()}>
        {say(isFetchingNextPage ? 'queue.more_coming' : 'queue.more')}
      </Button>
    </div>
  )
}

/** One sentence why, one act. */
/** Of lists that are empty for a good reason. */
const emptyOf: Readonly<Record<string, string>> = {
  unassigned: 'queue.empty_unassigned',
  news: 'queue.empty_news',
  followed: 'follow.empty',
  stuck: 'stuck.empty',
}

function NothingHere({ view, onView }: { view: View; onView: (view: View) => void }) {
  const say = useSay()
  const desk = useDesk()
  const { data: counts } = useCounts()
  const filters = filterTexts(view, say, desk)
  if (filters.length > 0)
    return (
      <Empty
        why={say('queue.empty_filter', {
          list: listName(view.list, say, desk),
          filters: filters.map(([, text]) => text).join(', '),
        })}
      >
        <Button kind="main" onClick={() => onView({ ...view, filters: {} })}>
          {say('queue.filter_clear')}
        </Button>
      </Empty>
    )
  if (view.list === 'mine') return <NothingMine counts={counts} />
  return (
    <Empty why={say(emptyOf[view.list] ?? 'queue.empty')}>
      {view.list !== 'all' && (
        <LinkButton to="/q/$" params={{ _splat: 'mine' }}>
          {say('queue.list_mine')}
        </LinkButton>
      )}
    </Empty>
  )
}

function NothingMine({ counts }: { counts: Counts | undefined }) {
  const say = useSay()
  const n = counts?.unassigned ?? 0
  return (
    <Empty why={say(n > 0 ? 'queue.empty_mine_take' : 'queue.empty_mine', { n })}>
      {n > 0 && (
        <LinkButton to="/q/$" params={{ _splat: 'unassigned' }}>
          {say('queue.show_unassigned')}
        </LinkButton>
      )}
    </Empty>
  )
}
