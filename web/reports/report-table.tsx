// What charts draw, as tables: of one measure a row a period, of several a row a measure. Not: the drawing
// (report-chart.tsx).
import { figureKind } from '#core/measure/measure-name.ts'
import type { ReactNode } from 'react'
import { figureText, measureName, periodName } from '#words/measure-text.ts'
import { Table } from '../kit/table.tsx'
import { useMeasureWords } from './measure-words.ts'
import type { Course, ReportMeasure } from './reports-api.ts'
import { keyOfMeasure, type Point, pointsOf, shortName } from './reports-view.ts'

type Props = { measure: string; points: readonly Point[] }

/** The table twin of the chart of one measure, the newest first. */
export function ReportTable({ measure, points }: Props) {
  const words = useMeasureWords()
  const { say, language } = words
  const kind = figureKind(measure, ...points)
  const text = (value: number | undefined) => (value === undefined ? '' : figureText(kind, value, words))
  const isRanged = points.some(one => one.range)
  return (
    <Table
      caption={measureName(measure, words)}
      rows={points.toReversed()}
      keyOf={one => one.of}
      columns={[
        { key: 'of', head: say('reports.col_period'), cell: one => periodName(one.of, words) },
        {
          key: 'value',
          head: say('reports.col_value'),
          end: true,
          cell: one => figureText(kind, one.value, words),
        },
        ...(kind === 'count'
          ? []
          : [
              {
                key: 'n',
                head: say('reports.col_n'),
                end: true,
                cell: (one: Point) => one.n.toLocaleString(language),
              },
            ]),
        ...(isRanged
          ? [
              {
                key: 'range',
                head: say('reports.col_range'),
                end: true,
                cell: (one: Point) => one.range && `${text(one.range[0])}–${text(one.range[1])}`,
              },
            ]
          : []),
      ]}
    />
  )
}

type GroupProps = {
  caption: string
  course: Course
  measures: readonly ReportMeasure[]
  nameOf: (one: ReportMeasure) => ReactNode
}

/** The table twin of the charts under one head: a row a measure, a column a period, how sure the last is. */
export function GroupTable({ caption, course, measures, nameOf }: GroupProps) {
  const words = useMeasureWords()
  const { say, language } = words
  // One that stands beside two is one row.
  const rows = [...new Set(measures)].map(one => {
    const points = pointsOf(course, one)
    return { one, points, kind: figureKind(one.measure, ...points) }
  })
  type Row = (typeof rows)[number]
  const rangeOf = ({ one: { range }, kind }: Row) =>
    range?.map(value => figureText(kind, value, words)).join('–')
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ one }) => keyOfMeasure(one)}
      columns={[
        { key: 'name', head: say('reports.col_measure'), cell: ({ one }) => nameOf(one) },
        ...course.items.map(({ of }, index) => ({
          key: of,
          head: shortName(of, say),
          end: true,
          cell: ({ points, kind }: Row) => figureText(kind, points[index]!.value, words),
        })),
        {
          key: 'n',
          head: say('reports.col_n'),
          end: true,
          cell: ({ one, kind }) => (kind === 'count' ? '' : one.n.toLocaleString(language)),
        },
        {
          key: 'range',
          head: say('reports.col_range'),
          end: true,
          cell: rangeOf,
        },
      ]}
    />
  )
}
