// How a figure is written: a share with its bounds where they matter, a time, minutes. Not: which figures
// there are.
import type { Share } from '#core/measure/walk-tally.ts'
import { spanText } from '../kit/times.ts'
import { useWords } from '../words.ts'
import s from './figures.module.css'
import { isUnsure } from './figures-view.ts'

/** Percent, numbers, times and steps as the reader's language writes them. */
export function useFigureText() {
  const words = useWords()
  const { say, language } = words
  const percents = new Intl.NumberFormat(language, { style: 'percent' })
  const numbers = new Intl.NumberFormat(language)
  return {
    percent: (share: number) => percents.format(share),
    number: (n: number) => numbers.format(n),
    time(seconds: number | null): string {
      if (seconds === null) return '–'
      if (seconds < 60) return say('figures.seconds', { n: seconds })
      if (seconds < 600) return say('kit.span_minutes', { n: numbers.format(tenth(seconds / 60)) })
      return spanText(Math.round(seconds / 60), words)
    },
  }
}

export const tenth = (one: number): number => Math.round(one * 10) / 10

/** "9 %", with its bounds under it where it is of few. */
export function ShareText({ share }: { share: Share }) {
  const { say } = useWords()
  const { percent } = useFigureText()
  const { range } = share
  if (range === null) return <>–</>
  const [from, to] = [percent(range.from), percent(range.to)]
  return (
    <span title={`${share.times} / ${share.of}`}>
      {percent(range.share)}
      {isUnsure(share) && (
        <>
          <span className="sr"> {say('figures.between', { from, to })}</span>
          <span className={s.bounds} aria-hidden="true">
            {Math.round(range.from * 100)}–{Math.round(range.to * 100)}
          </span>
        </>
      )}
    </span>
  )
}
