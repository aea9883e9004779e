// Wishes for somebody who leads, those that go on first. To who leads nobody, and of what is about oneself,
// there is nothing here. Not: one of them (escalation-screen.tsx).
import { Link } from '@tanstack/react-router'
import { useDesk } from '../case/desk.ts'
import { ClockCell } from '../kit/clock.tsx'
import { ScreenBar, Scroll, Tall } from '../kit/layout.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { Tag } from '../kit/tag.tsx'
import { TimeText } from '../kit/time-text.tsx'
import { useSay } from '../words.ts'
import { type Escalation, useEscalations } from './escalations-api.ts'
import s from './escalations.module.css'

/** `/escalations` */
export default function EscalationsScreen() {
  const say = useSay()
  const query = useEscalations()
  return (
    <Tall>
      <ScreenBar title={say('manager.title')} note={say('manager.private')} ruled />
      <Scroll>
        <ScreenState query={query} rows={6} bones="list">
          {({ items }) =>
            items.length === 0 ? (
              <Empty why={`${say('manager.none')} ${say('manager.none_why')}`} />
            ) : (
              <Rows items={items} />
            )
          }
        </ScreenState>
      </Scroll>
    </Tall>
  )
}

function Rows({ items }: { items: readonly Escalation[] }) {
  const say = useSay()
  const { nameOf } = useDesk()
  return (
    <Table
      caption={say('manager.title')}
      rows={items}
      keyOf={one => one.id}
      columns={[
        { key: 'what', head: say('manager.head_what'), cell: one => <What one={one} /> },
        { key: 'standing', head: say('manager.head_standing'), cell: one => <Stands one={one} /> },
        {
          key: 'holder',
          head: say('manager.head_holder'),
          cell: one => (one.holder ? (nameOf(one.holder) ?? '–') : '–'),
        },
        {
          key: 'asked',
          head: say('manager.head_asked'),
          cell: one => <TimeText at={one.askedAt} as="wall" className="soft" />,
        },
      ]}
    />
  )
}

function What({ one }: { one: Escalation }) {
  const say = useSay()
  return (
    <>
      <Link to="/escalations/$id" params={{ id: one.id }}>
        {say(`kinds.manager_${one.reason}`)}
      </Link>
      <span className={s.line}>
        {one.number !== null && <span className="num">{one.number} </span>}
        {one.customerName} · {one.subject}
      </span>
    </>
  )
}

/** Where it stands; while nobody has read it, by when somebody has to. */
export function Stands({ one }: { one: Escalation }) {
  const say = useSay()
  if (one.standing === 'asked')
    return <ClockCell owed={{ dueAt: one.answerBy, fromAt: one.askedAt, kind: 'manager' }} under />
  const isDone = one.standing === 'told' || one.standing === 'ended'
  return <Tag kind={isDone ? 'yes' : 'open'}>{say(`manager.standing_${one.standing}`)}</Tag>
}
