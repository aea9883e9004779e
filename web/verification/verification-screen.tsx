// What is checked again, over all cases: due, ahead, done; each a link to its case. Not: checking it
// (case/forms-verification.tsx).
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Card } from '#core/case/card.ts'
import { dayMs } from '#core/kit/time.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { useDesk } from '../case/desk.ts'
import { Button } from '../kit/button.tsx'
import { Check } from '../kit/check.tsx'
import { KindLine } from '../kit/kind-line.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { nowMs } from '../kit/now.ts'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import s from './verification.module.css'

const views = ['due', 'ahead', 'done'] as const
type View = (typeof views)[number]
type Page = { readonly items: readonly Card[]; readonly next: string | null }

/** Asked again whenever a case changed, as the board is. */
const useChecks = (view: View, mine: boolean) =>
  useInfiniteQuery({
    queryKey: [...keys.board, 'verification', view, mine],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      get<Page>(
        '/verification',
        { view, ...(mine && { mine: 'true' }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (last: Page) => last.next,
  })

/** `/verification?v=ahead&mine=1` */
export default function VerificationScreen() {
  const say = useSay()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const view = views.find(one => one === search.v) ?? 'due'
  const mine = Boolean(search.mine)
  const query = useChecks(view, mine)
  const go = (v: View, isMine: boolean) => {
    const next = { ...(v !== 'due' && { v }), ...(isMine && { mine: '1' }) }
    void navigate({ to: '/verification', search: next as never, replace: true })
  }
  return (
    <Tall>
      <ScreenBar title={say('verification.list')} note={say('verification.list_note')} />
      <KindLine
        label={say('verification.list')}
        value={view}
        onChange={v => go(v, mine)}
        kinds={views.map(kind => ({ kind, text: say(`verification.view_${kind}`) }))}
      />
      <Scroll label={say('verification.list')}>
        {view !== 'done' && (
          <div className={s.filter}>
            <Check checked={mine} onChange={event => go(view, event.currentTarget.checked)}>
              {say('verification.mine')}
            </Check>
          </div>
        )}
        <ScreenState query={query} rows={6} bones="list">
          {({ pages }) => <Rows cards={pages.flatMap(page => page.items)} view={view} />}
        </ScreenState>
        {query.hasNextPage && (
          <div className={s.more}>
            <Button aria-busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('verification.more')}
            </Button>
          </div>
        )}
      </Scroll>
    </Tall>
  )
}

/** A day after its time a check is late. */
const isLate = (dueAt: number): boolean => dueAt < nowMs() - dayMs

function Rows({ cards, view }: { cards: readonly Card[]; view: View }) {
  const say = useSay()
  const { nameOf } = useDesk()
  if (cards.length === 0) return <Empty why={say('verification.none')} />
  const isDone = view === 'done'
  return (
    <Table
      caption={say('verification.list')}
      rows={cards}
      keyOf={one => one.id}
      columns={[
        {
          key: 'case',
          head: say('verification.of_case'),
          cell: one => (
            <Link to="/c/$number" params={{ number: String(one.number) }} search={{ k: 'finding' } as never}>
              <span className="num">{one.number}</span> {one.subject || '–'}
            </Link>
          ),
        },
        {
          key: 'standing',
          head: say('verification.came_of_it'),
          cell: one => <Stands one={one} view={view} />,
        },
        {
          key: 'who',
          head: say('verification.checker'),
          cell: one => (isDone ? '–' : (nameOf(one.checks?.next?.agent ?? null) ?? '–')),
        },
        {
          key: 'when',
          head: say('verification.when'),
          cell: ({ checks }) => {
            const at = isDone ? checks?.done?.at : checks?.next?.dueAt
            return at === undefined ? '–' : <TimeText at={at} as="wall" className="soft" />
          },
        },
      ]}
    />
  )
}

function Stands({ one: { checks }, view }: { one: Card; view: View }) {
  const say = useSay()
  if (view === 'done') {
    const result = checks?.done?.result ?? 'gone'
    return <Tag kind={result === 'gone' ? 'yes' : 'late'}>{say(`verification.is_${result}`)}</Tag>
  }
  if (view === 'ahead') return <Tag>{say('verification.is_planned')}</Tag>
  const late = isLate(checks?.next?.dueAt ?? nowMs())
  return <Tag kind={late ? 'late' : 'open'}>{say(late ? 'verification.is_late' : 'verification.is_due')}</Tag>
}
