// The queue as a table: real rows and row headers, one row in reach of Tab. Not: which cases, nor their
// order.
import { Link } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import type { Card } from '#core/case/card.ts'
import { useSay } from '../words.ts'
import s from './case-table.module.css'
import { ChannelGlyph } from './channel.tsx'
import { ClockCell } from './clock.tsx'
import { cx } from './cx.ts'
import { Glyph } from './glyph.tsx'
import { LevelSlots } from './level.tsx'
import { type Here, Presence } from './presence.tsx'
import { faceAt } from './clock.ts'
import { SeverityMark } from './tag.tsx'
import { useOfNow } from './use-now.ts'

/** The table with its head; `count` is how many rows there are in all, also those not drawn. */
export function CaseTable({
  caption,
  count,
  children,
}: {
  caption: string
  count?: number
  children: ReactNode
}) {
  const say = useSay()
  return (
    <table className={s.table} aria-rowcount={count === undefined ? undefined : count + 1}>
      <caption className="sr">{caption}</caption>
      <colgroup>
        <col className={s.clock} />
        <col className={s.level} />
        <col />
        <col className={s.severity} />
        <col className={s.customer} />
        <col className={s.here} />
        <col className={s.number} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{say('kit.column_clock')}</th>
          <th scope="col">
            <span className="sr">{say('kit.column_level')}</span>
          </th>
          <th scope="col">{say('kit.column_case')}</th>
          <th scope="col">
            <span className="sr">{say('kit.column_severity')}</span>
          </th>
          <th scope="col">{say('kit.column_customer')}</th>
          <th scope="col">{say('kit.column_here')}</th>
          <th scope="col" className="end">
            {say('kit.column_number')}
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

type RowProps = {
  card: Card
  /** why it is here, one sentence */
  why: ReactNode
  here?: readonly Here[]
  /** not seen yet by this agent */
  fresh?: boolean
  /** chosen with x */
  picked?: boolean
  /** place in the whole list, from 1 */
  index?: number
  /** from useRoving(...).rowProps(card.id) */
  row?: ComponentProps<'tr'>
  onOpen?: () => void
}

/** One case. Clicking anywhere in it opens; the title is the link. */
export function CaseRow({ card, why, here = [], fresh, picked, index, row, onOpen }: RowProps) {
  const late = useOfNow(now => (card.clock ? faceAt(card.clock, now).state === 'late' : false))
  const isLate = late && card.phase === 'open'
  return (
    <tr
      {...row}
      className={cx(
        isLate && s.late,
        picked && s.picked,
        fresh && s.fresh,
        card.severity === 1 && card.phase === 'open' && s.first,
      )}
      aria-selected={picked}
      aria-rowindex={index === undefined ? undefined : index + 1}
      onClick={event => {
        if (!(event.target as Element).closest('a,button,input')) onOpen?.()
      }}
    >
      <Cells card={card} why={why} here={here} fresh={fresh === true} />
    </tr>
  )
}

type CellsProps = Pick<RowProps, 'card' | 'why'> & { here: readonly Here[]; fresh: boolean }

function Cells({ card, why, here, fresh }: CellsProps) {
  const say = useSay()
  return (
    <>
      <td>{card.clock ? <ClockCell owed={card.clock} under tight /> : <span className="faint">–</span>}</td>
      <td>
        <LevelSlots level={card.level} />
      </td>
      <th scope="row">
        <span className={s.line}>
          <Link
            className={s.title}
            to="/c/$number"
            params={{ number: String(card.number) }}
            data-clamp=""
            tabIndex={-1}
          >
            {fresh && <span className="sr">{say('kit.fresh')} </span>}
            {card.subject}
          </Link>
          <span className={s.why} data-clamp="">
            {why}
          </span>
        </span>
      </th>
      <td>
        <SeverityMark severity={card.severity} />
      </td>
      <td>
        <span className={s.block} data-clamp="">
          {card.customerName}
        </span>
        <span className={s.two} data-clamp="">
          {card.organisationName}
        </span>
      </td>
      <td>
        <span className={s.block} data-clamp="">
          <Presence who={here} />
        </span>
      </td>
      <td className="end num faint">
        {card.number} <ChannelGlyph channel={card.channel} />
      </td>
    </>
  )
}

/** A folded run of rows, like those that wait for somebody else. */
export function FoldRow({
  open,
  onPress,
  children,
}: {
  open: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <tr className={s.fold}>
      <td colSpan={7}>
        <button type="button" className={s.foldButton} aria-expanded={open} onClick={onPress}>
          <Glyph name="paused" />
          <span>{children}</span>
          <Glyph name={open ? 'down' : 'right'} />
        </button>
      </td>
    </tr>
  )
}
