// All measures of a report under their heads, each beside the one that keeps it honest: its value, how sure
// that is, how it stands against the other period, its course. j and k walk them, Enter opens one. Not: one
// alone (report-one.tsx).
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { figureKind } from '#core/measure/measure-name.ts'
import { inReport } from '#core/measure/report-order.ts'
import { changeText, figureText, measureName, ofHowMany, periodName, rangeText } from '#words/measure-text.ts'
import { cx } from '../kit/cx.ts'
import { useRoving } from '../kit/use-roving.ts'
import { useSay } from '../words.ts'
import { useMeasureWords } from './measure-words.ts'
import { ReportChart } from './report-chart.tsx'
import { GroupTable, ReportTable } from './report-table.tsx'
import type { Course, Report, ReportMeasure } from './reports-api.ts'
import type { OnView } from './reports-screen.tsx'
import { keyOfMeasure, pointsOf, searchOf, type View } from './reports-view.ts'
import { useGroupName } from './group-name.ts'
import s from './reports.module.css'

export type CourseQuery = UseQueryResult<Course>
type Props = { report: Report; view: View; onView: OnView; course: CourseQuery }

export function ReportFigures({ report, view, onView, course }: Props) {
  const say = useSay()
  const groups = useMemo(() => inReport(report.items), [report.items])
  const order = groups.flatMap(({ pairs }) => pairs.flat())
  // What keeps two measures honest is there twice: its place tells them apart.
  const names = useMemo(
    () => groups.flatMap(({ pairs }) => pairs.flat()).map((one, place) => `${place} ${keyOfMeasure(one)}`),
    [groups],
  )
  const open = (key: string) => {
    const one = order[names.indexOf(key)]
    if (one) onView({ ...view, measure: one.measure, within: withinOf(one, report) })
  }
  let nth = 0
  const { rowProps } = useRoving({ keys: names, onOpen: open, does: say('reports.walk') })
  return (
    <>
      {groups.map(({ group, pairs }) => (
        <section key={group} className={s.group} aria-labelledby={`reports-${group}`}>
          <h2 id={`reports-${group}`}>{say(`reports.group_${group}`)}</h2>
          {view.as === 'table' && course.data ? (
            <GroupTable
              caption={say(`reports.group_${group}`)}
              course={course.data}
              measures={pairs.flat()}
              nameOf={one => <MeasureLink {...{ one, report, view }} isReached />}
            />
          ) : (
            <div className={s.pairs}>
              {pairs.flatMap(pair =>
                pair.map((one, place) => {
                  const name = names[nth++]!
                  return (
                    <Figure
                      key={name}
                      {...{ one, report, view, course }}
                      isPaired={pair.length === 2}
                      isFirst={pair.length === 2 && place === 0}
                      row={rowProps(name)}
                    />
                  )
                }),
              )}
            </div>
          )}
        </section>
      ))}
      <p className={s.why}>{say('reports.pairs_why')}</p>
      <p className={s.why}>{say('reports.meant_range')}</p>
    </>
  )
}

/** The scope a measure has of its own, beyond that of the report. */
export const withinOf = (one: ReportMeasure, { scope }: Report): string =>
  one.scope === scope ? '' : one.scope

type FigureProps = {
  one: ReportMeasure
  report: Report
  view: View
  course: CourseQuery
  isPaired: boolean
  isFirst: boolean
  row: object
}

function Figure({ one, report, view, course, isPaired, isFirst, row }: FigureProps) {
  return (
    <article className={cx(s.figure, isFirst && s.first, isPaired && s.paired)} {...row}>
      <div className={s.told}>
        <h3>
          <MeasureLink {...{ one, report, view }} />
        </h3>
        <FigureValue one={one} report={report} />
      </div>
      <Drawn measure={one} as={view.as} course={course} />
    </article>
  )
}

type LinkProps = Pick<FigureProps, 'one' | 'report' | 'view'> & { isReached?: boolean }

/** The name of a measure, and of what group it is, as the way to it alone. */
function MeasureLink({ one, report, view, isReached = false }: LinkProps) {
  const words = useMeasureWords()
  const nameOf = useGroupName()
  const own = withinOf(one, report) === '' ? null : nameOf(one.scope)
  const to = searchOf({ ...view, measure: one.measure, within: withinOf(one, report) })
  return (
    <>
      <Link to="/reports" search={to as never} {...(!isReached && { tabIndex: -1 })}>
        {measureName(one.measure, words)}
      </Link>
      {own && <small className={s.own}>{own}</small>}
    </>
  )
}

/** The value, of how many, between which it lies, and how it stands against the other period. */
export function FigureValue({ one, report }: { one: ReportMeasure; report: Report }) {
  const words = useMeasureWords()
  const kind = figureKind(one.measure, one, one.before)
  const of = ofHowMany(kind, one, words)
  return (
    <>
      <p className={s.big}>
        <b>{figureText(kind, one.value, words)}</b>
        {of && <small>{of}</small>}
      </p>
      <p className={s.rangeText}>{rangeText(kind, one, words)}</p>
      <p className={s.change}>{changeText(one, periodName(report.against, words), words)}</p>
    </>
  )
}

type DrawnProps = {
  measure: Pick<ReportMeasure, 'measure' | 'scope'>
  as: View['as']
  course: CourseQuery
}

/** The course of a measure as a chart or as its table twin. */
export function Drawn({ measure, as, course }: DrawnProps) {
  const say = useSay()
  if (course.isError) return <p className="soft sm">{say('reports.chart_failed')}</p>
  if (!course.data) return <p className={cx('soft sm', s.waits)}>{say('reports.chart_waits')}</p>
  const points = pointsOf(course.data, measure)
  return (
    <div className={s.drawn}>
      {as === 'table' ? (
        <ReportTable measure={measure.measure} points={points} />
      ) : (
        <ReportChart measure={measure.measure} points={points} />
      )}
    </div>
  )
}
