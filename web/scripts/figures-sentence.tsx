// The figures of a script in words, before any table: how many walks, what became of them, who walked.
import { localeOf } from '../kit/times.ts'
import { useWords } from '../words.ts'
import s from './figures.module.css'
import type { Total } from './figures-api.ts'
import { useFigureText } from './figures-text.tsx'
import { isUnsure, type View } from './figures-view.ts'
import { shareOf } from '#core/measure/walk-tally.ts'

export function FiguresSentence({ total, view }: { total: Total; view: View }) {
  const { say } = useWords()
  const { percent } = useFigureText()
  const { solved, ends, walkers } = total
  const n = walkers.agent + walkers.customer + walkers.both
  const stopped = shareOf(ends.abandoned + ends.given_up, solved.of).range
  const { range } = solved
  return (
    <p className={s.sentence}>
      {usePeriodText(view)}: <b>{say('figures.walks', { n })}</b>.{' '}
      {range && (
        <>
          {say('figures.said_solved', { of: solved.of, share: percent(range.share) })}{' '}
          {isUnsure(solved) && say('figures.said_few', { from: percent(range.from), to: percent(range.to) })}{' '}
          {stopped && say('figures.said_stopped', { share: percent(stopped.share) })}{' '}
        </>
      )}
      {say('figures.said_by', walkers)} {ends.open > 0 && say('figures.said_open', { n: ends.open })}
    </p>
  )
}

/** "Last 90 days", or the days chosen. */
function usePeriodText({ span, from, until }: View): string {
  const { say, language } = useWords()
  if (span !== 'days') return say(`figures.span_${span}`)
  const days = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' })
  const text = (day: string) => (day === '' ? '…' : days.format(Date.parse(day)))
  return `${text(from)} – ${text(until)}`
}
