// The steps of a script with their figures: sorted by any of them, only the rows in sight drawn when there
// are many. Not: what a figure is made of (figures-view.ts).
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '../kit/cx.ts'
import { Glyph } from '../kit/glyph.tsx'
import { useSay } from '../words.ts'
import s from './figures.module.css'
import { ShareText, useFigureText } from './figures-text.tsx'
import { type ColumnName, columns, nextSort, type Row, type Sort } from './figures-view.ts'

/** Above so many rows only those in sight are drawn. */
const virtualAbove = 200

type Props = {
  rows: readonly Row[]
  sort: Sort
  onSort: (sort: Sort) => void
  head: (step: string) => ReactNode
  scroll: RefObject<HTMLDivElement | null>
}

export function FiguresTable({ rows, sort, onSort, head, scroll }: Props) {
  const say = useSay()
  const rowAt = (row: Row, more: RowMore = {}) => <FiguresRow key={row.n} row={row} head={head} {...more} />
  return (
    <div className={s.frame}>
      <table className={s.table} aria-rowcount={rows.length + 1}>
        <caption className="sr">{say('figures.steps')}</caption>
        <thead>
          <tr>
            {columns.map(one => (
              <Head key={one} name={one} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        {rows.length > virtualAbove ? (
          <VirtualRows rows={rows} rowAt={rowAt} scroll={scroll} />
        ) : (
          <tbody>{rows.map(row => rowAt(row))}</tbody>
        )}
      </table>
    </div>
  )
}

function Head({ name, sort, onSort }: { name: ColumnName } & Pick<Props, 'sort' | 'onSort'>) {
  const say = useSay()
  const isBy = sort.by === name
  const isPlain = name === 'step' && isBy && !sort.isDown
  return (
    <th
      scope="col"
      className={cx(name !== 'step' && s.end)}
      aria-sort={isBy ? (sort.isDown ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={s.sort}
        title={say(`figures.def_${name}`)}
        onClick={() => onSort(nextSort(sort, name))}
      >
        {say(`figures.col_${name}`)}
        {isBy && !isPlain && <Glyph name={sort.isDown ? 'down' : 'up'} size={10} />}
      </button>
    </th>
  )
}

type RowMore = { index?: number; measure?: (row: HTMLTableRowElement | null) => void }

function FiguresRow({ row, head, index, measure }: { row: Row; head: Props['head'] } & RowMore) {
  const say = useSay()
  const { number, time } = useFigureText()
  const cell = (name: ColumnName, value: ReactNode) => (
    <td key={name} className={s.end} data-label={say(`figures.col_${name}`)}>
      {value}
    </td>
  )
  return (
    <tr data-index={index} aria-rowindex={index === undefined ? undefined : index + 2} ref={measure}>
      <th scope="row">
        <span className={s.n}>{row.n}</span> {head(row.step)}
      </th>
      {cell('reached', number(row.reached))}
      {(['solved', 'skipped', 'cannot', 'nowhere', 'abandoned'] as const).map(one =>
        cell(one, <ShareText share={row.shares[one]} />),
      )}
      {cell('median', time(row.median))}
      {cell('p90', time(row.p90))}
      {cell('reopened', <ShareText share={row.shares.reopened} />)}
    </tr>
  )
}

type VirtualProps = Pick<Props, 'rows' | 'scroll'> & { rowAt: (row: Row, more: RowMore) => ReactNode }

/** Only the rows in sight, between two empty ones that keep the height. */
function VirtualRows({ rows, rowAt, scroll }: VirtualProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const [own, of] = [body.current, scroll.current]
    if (own && of) setAbove(own.getBoundingClientRect().top - of.getBoundingClientRect().top + of.scrollTop)
  }, [scroll])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 48,
    overscan: 12,
    scrollMargin: above,
  })
  const items = virtual.getVirtualItems()
  return (
    <tbody ref={body}>
      <Gap px={(items[0]?.start ?? above) - above} />
      {items.map(({ index }) => {
        const row = rows[index]
        return row && rowAt(row, { index, measure: virtual.measureElement })
      })}
      <Gap px={virtual.getTotalSize() - ((items.at(-1)?.end ?? above) - above)} />
    </tbody>
  )
}

const Gap = ({ px }: { px: number }) =>
  px > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row nobody can reach
    <tr aria-hidden="true" className={s.gap} style={{ height: px }}>
      <td colSpan={columns.length} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  ) : null
