// A plain ruled table for names and numbers. Not: the queue (case-table.tsx).
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import s from './table.module.css'

export type Column<T> = {
  readonly key: string
  readonly head: ReactNode
  readonly cell: (row: T) => ReactNode
  readonly end?: boolean
}
type Props<T> = {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  /** keys, choice and looks of a row, as in lists one walks with j and k */
  rowProps?: (row: T) => ComponentProps<'tr'>
  /** the closing row, under a double rule */
  sum?: ReactNode
}

/** The first column is the row's name. */
export function Table<T>({ caption, columns, rows, keyOf, rowProps, sum }: Props<T>) {
  return (
    <div className={s.frame}>
      <table className={s.table}>
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>
            {columns.map(one => (
              <th scope="col" key={one.key} className={cx(one.end && 'end')}>
                {one.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)} {...rowProps?.(row)}>
              {columns.map((one, index) =>
                index === 0 ? (
                  <th scope="row" key={one.key}>
                    {one.cell(row)}
                  </th>
                ) : (
                  <td
                    key={one.key}
                    className={cx(one.end && 'end')}
                    data-label={typeof one.head === 'string' ? one.head : undefined}
                  >
                    {one.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {sum && <tfoot>{sum}</tfoot>}
      </table>
    </div>
  )
}
