// One hour of the week: what comes in it, how many that needs, who is planned, and the cases behind it. Not:
// the week (capacity-grid.tsx).
import { hourText } from '#words/capacity-text.ts'
import { Button } from '../kit/button.tsx'
import { ScreenState } from '../kit/screen-state.tsx'
import { Empty } from '../kit/states.tsx'
import { localeOf } from '../kit/times.ts'
import { CaseList } from '../reports/report-one.tsx'
import { useWords } from '../words.ts'
import { type Capacity, type CapacityHour, useHourCases, type View } from './capacity-api.ts'
import { usePeople, useWeekday } from './capacity-grid.tsx'
import type { OnView } from './capacity-screen.tsx'
import s from './capacity.module.css'

type Props = { one: CapacityHour; capacity: Capacity; view: View; onView: OnView }

export function CapacityOne({ one, capacity, view, onView }: Props) {
  const { say, language } = useWords()
  const weekday = useWeekday()
  const people = usePeople()
  const rate = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 })
  const range = (pair: readonly [number, number] | null) =>
    pair &&
    `${say('reports.col_range')}: ${say('capacity.range', { low: rate.format(pair[0]), high: rate.format(pair[1]) })}`
  const facts = [
    ['came', one.perHour === null ? '–' : rate.format(one.perHour), range(one.range)],
    ['needed', people(one.needed), range(one.neededRange)],
    ['planned', people(one.planned), null],
    ['gap', people(one.gap, true), null],
  ] as const
  const name = { day: weekday(one.weekday), from: hourText(one.hour), until: hourText(one.hour + 1) }
  return (
    <>
      <section className={s.one} aria-labelledby="capacity-one">
        <h2 id="capacity-one">{say('capacity.one', name)}</h2>
        <dl className={s.facts}>
          {facts.map(([key, value, sure]) => (
            <div key={key}>
              <dt>{say(`capacity.col_${key}`)}</dt>
              <dd>
                <b>{value}</b> {sure && <small>{sure}</small>}
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <p className={s.back}>
        <Button kind="quiet" glyph="left" keys="escape" onClick={() => onView({ ...view, hour: null })}>
          {say('capacity.to_all')}
        </Button>
      </p>
      <section aria-labelledby="capacity-cases" className={s.cases}>
        <h2 id="capacity-cases">{say('capacity.cases')}</h2>
        <Cases one={one} capacity={capacity} />
      </section>
    </>
  )
}

function Cases({ one, capacity }: Pick<Props, 'one' | 'capacity'>) {
  const { say } = useWords()
  const query = useHourCases(capacity, one)
  return (
    <ScreenState query={query} rows={5}>
      {({ pages }) => {
        const cards = pages.flatMap(page => page.items)
        const hidden = pages.reduce((sum, page) => sum + page.hidden, 0)
        if (cards.length === 0 && hidden === 0) return <Empty why={say('reports.cases_none')} />
        return (
          <>
            {cards.length > 0 && <CaseList cards={cards} />}
            {hidden > 0 && <p className={s.note}>{say('reports.cases_hidden', { n: hidden })}</p>}
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
