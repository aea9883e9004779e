// My notices: which cases want me, why, and since when. Opening one opens its case. Not: the bell (the bar).
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { kindOfMatter } from '#core/matter/matter.ts'
import { isOfGoal, overloadCause } from '#core/notice/notice.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { Button } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { SeverityMark, Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { isAside, type Notice, type NoticePage, noticeText, noticeWhy } from './notices-data.ts'
import s from './notices.module.css'
import { useLook, useUnread } from './use-notices.ts'

/** `/notices` */
export default function NoticesScreen() {
  const say = useSay()
  const unread = useUnread()
  const look = useLook()
  const query = useInfiniteQuery({
    queryKey: keys.notices,
    queryFn: ({ pageParam, signal }) => get<NoticePage>('/notices', { cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next,
  })
  return (
    <Tall>
      <ScreenBar title={say('notice.title')} ruled>
        {unread > 0 && <Button onClick={() => look.mutate('all')}>{say('notice.read_all')}</Button>}
      </ScreenBar>
      <Scroll>
        <ScreenState query={query} rows={6} bones="list">
          {({ pages }) => {
            const items = pages.flatMap(page => page.items)
            if (items.length === 0) return <Empty why={`${say('notice.none')} ${say('notice.none_why')}`} />
            return (
              <>
                <Notices items={items} onOpen={key => look.mutate([key])} />
                {query.hasNextPage && (
                  <p className={s.older}>
                    <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
                      {say('notice.older')}
                    </Button>
                  </p>
                )}
              </>
            )
          }}
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function Notices({ items, onOpen }: { items: readonly Notice[]; onOpen: (key: string) => void }) {
  const say = useSay()
  return (
    <Table
      caption={say('notice.title')}
      rows={items}
      keyOf={one => one.key}
      columns={[
        { key: 'what', head: say('notice.title'), cell: one => <What notice={one} onOpen={onOpen} /> },
        {
          key: 'severity',
          head: say('kit.column_severity'),
          cell: one => one.caseId !== null && <SeverityMark severity={one.severity} />,
        },
        {
          key: 'due',
          head: say('notice.due_head'),
          cell: one => one.dueAt !== null && <TimeText at={one.dueAt} from={one.windowFrom} as="wall" />,
        },
        {
          key: 'told',
          head: say('notice.told'),
          cell: one => <TimeText at={one.tellAt} as="ago" className="soft" />,
        },
      ]}
    />
  )
}

const besidePage = {
  problem: '/problems/$number',
  supplier_case: '/suppliers/$number',
  change: '/changes/$number',
  house_policy: '/policies/$number',
  may_tell: '/may-tells/$number',
} as const

/** The page it is seen on; null: it may not be read (any more). */
function pageOf(notice: Notice) {
  const { cause, matterId, number, as } = notice
  if (isOfGoal(cause)) return { to: '/coach', search: { v: 'goals' } } as const
  if (isAside(notice)) return { to: '/coach', search: { v: asideView[cause] ?? 'given' } } as const
  if (cause === overloadCause) return { to: '/capacity' } as const
  if (number === null) return null
  const params = { number: String(number) }
  if (matterId === null) return { to: '/c/$number', params } as const
  return { to: as === 'share' ? '/shared/$number' : besidePage[kindOfMatter(matterId)], params } as const
}

/** Where on /coach it stands; an answer stands with the words somebody gave. */
const asideView: { readonly [C in Notice['cause']]?: string } = {
  'coach.word': 'words',
  'conduct.repeated': 'conduct',
}

function What({ notice, onOpen }: { notice: Notice; onOpen: (key: string) => void }) {
  const say = useSay()
  const text = noticeText(notice, say)
  const page = pageOf(notice)
  const saysWhy = !isAside(notice) && !isOfGoal(notice.cause)
  return (
    <>
      <span className="row">
        {page === null ? (
          <b>{text}</b>
        ) : (
          <Link {...(page as LinkProps)} onClick={() => notice.readAt === null && onOpen(notice.key)}>
            {text}
          </Link>
        )}
        {notice.readAt === null && <Tag kind="open">{say('notice.is_new')}</Tag>}
      </span>
      {(notice.number !== null || notice.subject !== null) && (
        <span className={s.line}>
          {notice.number !== null && <span className="num">{notice.number}</span>} {notice.subject}
        </span>
      )}
      {saysWhy && <span className={`${s.line} faint`}>{noticeWhy(notice, say).join(' ')}</span>}
    </>
  )
}
