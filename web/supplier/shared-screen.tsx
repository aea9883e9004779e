// What was given to the house of whoever looks: its supplier cases, the newest first. Only for people of
// another house. Not: one of them (shared-one-screen.tsx), nor our own list (suppliers-screen.tsx).
import { Link } from '@tanstack/react-router'
import { Button } from '../kit/button.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { SeverityMark, Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { type SharedRow, type SharedStanding, useSharedList } from './shared-api.ts'
import s from './supplier.module.css'

/** `/shared` */
export default function SharedScreen() {
  const say = useSay()
  const query = useSharedList()
  return (
    <Tall>
      <ScreenBar title={say('shared.title')} note={say('shared.note')} />
      <Scroll label={say('shared.title')}>
        <ScreenState query={query} rows={6} bones="list">
          {({ pages }) => {
            const rows = pages.flatMap(page => page.items)
            if (rows.length === 0 && !query.hasNextPage) return <Empty why={say('shared.none')} />
            return (
              <>
                <Rows rows={rows} />
                {query.hasNextPage && (
                  <p className={s.more}>
                    <Button onClick={() => void query.fetchNextPage()}>{say('set_up.more')}</Button>
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

function Rows({ rows }: { rows: readonly SharedRow[] }) {
  const say = useSay()
  return (
    <Table
      caption={say('shared.title')}
      rows={rows}
      keyOf={one => String(one.number)}
      columns={[
        {
          key: 'what',
          head: say('supplier.head_what'),
          cell: one => (
            <>
              <SeverityMark severity={one.severity} />{' '}
              <Link to="/shared/$number" params={{ number: String(one.number) }}>
                {one.number} {one.title}
              </Link>
            </>
          ),
        },
        { key: 'reference', head: say('shared.reference'), cell: one => one.reference ?? '–' },
        {
          key: 'standing',
          head: say('supplier.head_standing'),
          cell: one => <SharedStands standing={one.standing} />,
        },
        {
          key: 'due',
          head: say('shared.due'),
          cell: one => (one.dueAt === null ? '–' : <TimeText at={one.dueAt} as="wall" />),
        },
        { key: 'sent', head: say('shared.sent'), cell: one => <TimeText at={one.sentAt} as="wall" /> },
      ]}
    />
  )
}

const kindOf = { asked: 'open', late: 'late', answered: 'wait', testing: 'wait', over: 'yes' } as const

/** Whose turn it is, as a mark. */
export function SharedStands({ standing }: { standing: SharedStanding }) {
  const say = useSay()
  return <Tag kind={kindOf[standing]}>{say(`shared.standing_${standing}`)}</Tag>
}
