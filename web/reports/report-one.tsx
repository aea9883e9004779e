// One measure of a report: its course beside that of what keeps it honest, what it is and does not say, and
// the cases behind it. Not: all of them (report-figures.tsx).
import { Link } from '@tanstack/react-router'
import type { Card } from '#core/case/card.ts'
import { readMeasureName } from '#core/measure/measure-name.ts'
import { besideIn } from '#core/measure/report-order.ts'
import { measureName } from '#words/measure-text.ts'
import { useAgentName } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { ClockCell } from '../kit/clock.tsx'
import { LevelSlots } from '../kit/level.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { Table } from '../kit/table.tsx'
import { useSay } from '../words.ts'
import { useMeasureWords } from './measure-words.ts'
import { type CourseQuery, Drawn, FigureValue, withinOf } from './report-figures.tsx'
import { type Report, type ReportMeasure, useMeasureCases } from './reports-api.ts'
import type { OnView } from './reports-screen.tsx'
import { searchOf, type View } from './reports-view.ts'
import { useGroupName } from './group-name.ts'
import s from './reports.module.css'

type Props = {
  one: ReportMeasure
  report: Report
  view: View
  onView: OnView
  course: CourseQuery
}

export function ReportOne({ one, report, view, onView, course }: Props) {
  const words = useMeasureWords()
  const { say } = words
  const beside = besideIn(report.items, one)
  const groupName = useGroupName()
  const own = withinOf(one, report) === '' ? null : groupName(one.scope)
  const to = beside && searchOf({ ...view, measure: beside.measure, within: withinOf(beside, report) })
  return (
    <>
      <div className={s.both}>
        <section aria-labelledby="reports-one">
          <h2 id="reports-one" className={s.name}>
            {measureName(one.measure, words)}
          </h2>
          {own && <p className="soft sm">{own}</p>}
          <FigureValue one={one} report={report} />
          <Drawn measure={one} as={view.as} course={course} />
          <Meant measure={one.measure} />
        </section>
        {beside && (
          <section aria-labelledby="reports-beside">
            <h2 id="reports-beside" className={s.name}>
              <span className="soft">{say('reports.beside')}:</span>{' '}
              <Link to="/reports" search={to as never}>
                {measureName(beside.measure, words)}
              </Link>
            </h2>
            <FigureValue one={beside} report={report} />
            <Drawn measure={beside} as={view.as} course={course} />
            <Meant measure={beside.measure} />
          </section>
        )}
      </div>
      <p className={s.back}>
        <Button
          kind="quiet"
          glyph="left"
          keys="escape"
          onClick={() => onView({ ...view, measure: '', within: '' })}
        >
          {say('reports.to_all')}
        </Button>
      </p>
      <section aria-labelledby="reports-cases" className={s.cases}>
        <h2 id="reports-cases">{say('reports.cases')}</h2>
        <Cases one={one} report={report} />
      </section>
    </>
  )
}

/** What a measure is and what it does not say, in the reader's words. */
function Meant({ measure }: { measure: string }) {
  const say = useSay()
  const { base } = readMeasureName(measure)
  const [is, not] = [say(`measures.is_${base}`), say(`measures.not_${base}`)]
  if (is === `measures.is_${base}`) return <p className="soft sm">{say('reports.no_words')}</p>
  return (
    <dl className={s.meant}>
      <dt>{say('reports.meant')}</dt>
      <dd>{is}</dd>
      <dt>{say('reports.meant_not')}</dt>
      <dd>{not}</dd>
    </dl>
  )
}

function Cases({ one, report }: Pick<Props, 'one' | 'report'>) {
  const say = useSay()
  const query = useMeasureCases(report, one)
  return (
    <ScreenState query={query} rows={5}>
      {({ pages }) => {
        const cards = pages.flatMap(page => page.items)
        const hidden = pages.reduce((sum, page) => sum + page.hidden, 0)
        if (cards.length === 0 && hidden === 0) return <Empty why={say('reports.cases_none')} />
        return (
          <>
            {cards.length > 0 && <CaseList cards={cards} />}
            {hidden > 0 && <p className={s.why}>{say('reports.cases_hidden', { n: hidden })}</p>}
            {query.hasNextPage && (
              <p className={s.back}>
                <Button onClick={() => void query.fetchNextPage()}>{say('set_up.more')}</Button>
              </p>
            )}
          </>
        )
      }}
    </ScreenState>
  )
}

/** Cases as they stand behind a number. */
export function CaseList({ cards }: { cards: readonly Card[] }) {
  const say = useSay()
  const nameOf = useAgentName()
  return (
    <Table
      caption={say('reports.cases')}
      rows={cards}
      keyOf={one => one.id}
      columns={[
        {
          key: 'subject',
          head: say('reports.col_case'),
          cell: one => (
            <Link to="/c/$number" params={{ number: String(one.number) }}>
              {one.number} {one.subject}
            </Link>
          ),
        },
        { key: 'level', head: say('kit.column_level'), cell: one => <LevelSlots level={one.level} /> },
        { key: 'customer', head: say('kit.column_customer'), cell: one => one.customerName },
        { key: 'worker', head: say('reports.col_worker'), cell: one => nameOf(one.worker) },
        {
          key: 'clock',
          head: say('kit.column_clock'),
          cell: one => (one.clock ? <ClockCell owed={one.clock} under tight /> : '–'),
        },
      ]}
    />
  )
}
