// My notices: which cases want me, why, and since when. Opening one opens its case. Not: the bell (the bar).
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { kindOfMatter } from '#core/matter/matter.ts'
import { overloadCause } from '#core/notice/notice.ts'
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

function What({ notice, onOpen }: { notice: Notice; onOpen: (key: string) => void }) {
  const say = useSay()
  const text = noticeText(notice, say)
  return (
    <>
      <span className="row">
        {isAside(notice) ? (
          <Link
            to="/coach"
            search={{ v: notice.cause === 'coach.word' ? 'words' : 'given' } as never}
            onClick={() => notice.readAt === null && onOpen(notice.key)}
          >
            {text}
          </Link>
        ) : notice.cause === overloadCause ? (
          <Link to="/capacity" onClick={() => notice.readAt === null && onOpen(notice.key)}>
            {text}
          </Link>
        ) : notice.number === null ? (
          <b>{text}</b>
        ) : notice.matterId !== null ? (
          <Link
            to={notice.as === 'share' ? '/shared/$number' : besidePage[kindOfMatter(notice.matterId)]}
            params={{ number: String(notice.number) }}
            onClick={() => notice.readAt === null && onOpen(notice.key)}
          >
            {text}
          </Link>
        ) : (
          <Link
            to="/c/$number"
            params={{ number: String(notice.number) }}
            onClick={() => notice.readAt === null && onOpen(notice.key)}
          >
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
      {!isAside(notice) && <span className={`${s.line} faint`}>{noticeWhy(notice, say).join(' ')}</span>}
    </>
  )
}
