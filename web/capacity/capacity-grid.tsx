// The hours of a week: a grid of what is missing, and its table twin with all numbers. In the grid one field
// is in reach of Tab, the arrows go on from there. Not: one hour (capacity-hour.tsx).
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { type Weekday, weekdays } from '#core/clock/date.ts'
import { hourText } from '#words/capacity-text.ts'
import { cx } from '../kit/cx.ts'
import { localeOf } from '../kit/times.ts'
import { Table } from '../kit/table.tsx'
import { useWords } from '../words.ts'
import { type Capacity, type CapacityHour, rowsOf, searchOf, toneOf, type View } from './capacity-api.ts'
import s from './capacity.module.css'

type Props = { capacity: Capacity; view: View }

/** 5 January 1970 was a Monday. */
const mondayMs = 4 * 86_400_000
/** How a weekday is called. */
export function useWeekday(): (one: Weekday, length?: 'long' | 'short') => string {
  const { language } = useWords()
  return (one, length = 'long') =>
    new Intl.DateTimeFormat(localeOf(language), { weekday: length, timeZone: 'UTC' }).format(
      mondayMs + weekdays.indexOf(one) * 86_400_000,
    )
}

/** People as they are counted: a half is told, a hundredth is not. */
export function usePeople(): (people: number | null, isSigned?: boolean) => string {
  const { language } = useWords()
  return (people, isSigned = false) =>
    people === null
      ? '–'
      : new Intl.NumberFormat(localeOf(language), {
          maximumFractionDigits: 1,
          signDisplay: isSigned ? 'exceptZero' : 'auto',
        })
          .format(people)
          .replace('-', '−')
}

export function CapacityGrid({ capacity, view }: Props) {
  const { say } = useWords()
  const weekday = useWeekday()
  const rows = rowsOf(capacity.hours)
  const isPlanned = capacity.hours[0]!.planned !== null
  const caption = say(isPlanned ? 'capacity.grid' : 'capacity.grid_needed')
  const worst = capacity.hours.find(one => (one.gap ?? 0) < 0) ?? capacity.hours[rows[0] ?? 0]
  return (
    <div className={s.frame}>
      <table className={s.grid} onKeyDown={walk}>
        <caption className={s.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{say('capacity.hour')}</span>
            </th>
            {weekdays.map(one => (
              <th scope="col" key={one} abbr={weekday(one)}>
                {weekday(one, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(hour => (
            <tr key={hour}>
              <th scope="row">{hourText(hour)}</th>
              {weekdays.map((one, column) => {
                const cell = capacity.hours[24 * column + hour]!
                return <Cell key={one} {...{ cell, view }} isFirst={cell === worst} />
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {isPlanned && <p className={s.legend}>{say('capacity.legend')}</p>}
    </div>
  )
}

type CellProps = { cell: CapacityHour; view: View; isFirst: boolean }

function Cell({ cell, view, isFirst }: CellProps) {
  const { say } = useWords()
  const weekday = useWeekday()
  const people = usePeople()
  const { hour, needed, planned, gap } = cell
  const tone = toneOf(cell)
  const shown = planned === null ? people(needed) : people(gap, true)
  const isEmpty = planned === null ? !needed : tone === 'none'
  const label = say('capacity.cell', {
    ...{ day: weekday(cell.weekday), from: hourText(hour), until: hourText(hour + 1) },
    ...{ needed: people(needed), planned: people(planned) },
  })
  // What is said to ears begins with what is seen: whoever speaks to his machine says what he sees.
  const spoken = isEmpty ? label : `${shown}: ${label}`
  return (
    <td className={cx(s.cell, s[tone])}>
      <Link
        to="/capacity"
        search={searchOf({ ...view, hour: { weekday: cell.weekday, hour } }) as never}
        aria-label={spoken}
        title={label}
        tabIndex={isFirst ? 0 : -1}
        data-hour={`${cell.weekday}-${hour}`}
      >
        {isEmpty ? '' : shown}
      </Link>
    </td>
  )
}

const steps: Readonly<Record<string, readonly [days: number, hours: number]>> = {
  arrowleft: [-1, 0],
  arrowright: [1, 0],
  arrowup: [0, -1],
  arrowdown: [0, 1],
}

/** From one field to the next. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key.toLowerCase()]
  const at = event.target instanceof HTMLElement ? event.target.dataset.hour : undefined
  if (!step || at === undefined) return
  const [weekday, hour] = at.split('-')
  const next = weekdays[weekdays.indexOf(weekday as Weekday) + step[0]]
  const field = event.currentTarget.querySelector<HTMLElement>(
    `[data-hour="${next}-${Number(hour) + step[1]}"]`,
  )
  if (!field) return
  event.preventDefault()
  for (const one of event.currentTarget.querySelectorAll<HTMLElement>('[data-hour]')) one.tabIndex = -1
  field.tabIndex = 0
  field.focus()
}

/** The table twin: each hour in which something came or somebody is planned, with all its numbers. */
export function CapacityTable({ capacity, view }: Props) {
  const { say, language } = useWords()
  const weekday = useWeekday()
  const people = usePeople()
  const rate = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 })
  const range = (pair: readonly [number, number] | null) =>
    pair && say('capacity.range', { low: rate.format(pair[0]), high: rate.format(pair[1]) })
  const rows = capacity.hours.filter(one => one.came > 0 || (one.planned ?? 0) > 0)
  return (
    <Table
      caption={say('capacity.grid')}
      rows={rows}
      keyOf={one => `${one.weekday}-${one.hour}`}
      columns={[
        {
          key: 'hour',
          head: say('capacity.hour'),
          cell: one => (
            <Link
              to="/capacity"
              search={searchOf({ ...view, hour: { weekday: one.weekday, hour: one.hour } }) as never}
            >
              {weekday(one.weekday, 'short')} {hourText(one.hour)}
            </Link>
          ),
        },
        {
          key: 'came',
          head: say('capacity.col_came'),
          end: true,
          cell: one => one.perHour !== null && rate.format(one.perHour),
        },
        { key: 'range', head: say('reports.col_range'), end: true, cell: one => range(one.range) },
        { key: 'needed', head: say('capacity.col_needed'), end: true, cell: one => people(one.needed) },
        { key: 'between', head: say('reports.col_range'), end: true, cell: one => range(one.neededRange) },
        { key: 'planned', head: say('capacity.col_planned'), end: true, cell: one => people(one.planned) },
        { key: 'gap', head: say('capacity.col_gap'), end: true, cell: one => people(one.gap, true) },
      ]}
    />
  )
}
