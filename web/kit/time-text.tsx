// Times in the text. Not: their wording (times.ts).
import { useWords } from '../words.ts'
import { nowMs } from './now.ts'
import { dayTitle, distance, momentText, timeOf, windowTime } from './times.ts'
import { useOfNow } from './use-now.ts'

type How = 'moment' | 'wall' | 'time' | 'ago' | 'day'

/**
 * An instant, kept up to date: `moment` "in 12 min · 14:30", `wall` "14:30" or "Fri 08:40", `time` "14:30",
 * `ago` "8 min ago", `day` "Thursday 19 November".
 */
export function TimeText({
  at,
  from,
  as = 'moment',
  className,
}: {
  at: number
  /** where it ends a window, its beginning; shown on the wall */
  from?: number | null | undefined
  as?: How
  className?: string | undefined
}) {
  const words = useWords()
  const text = useOfNow(now => {
    if (as === 'time') return timeOf(at, words)
    if (as === 'wall') return windowTime({ from, dueAt: at }, now, words)
    if (as === 'day') return dayTitle(at, now, words)
    return as === 'ago' ? distance(at, now, words) : momentText(at, now, words)
  })
  return (
    <time dateTime={new Date(at).toISOString()} title={momentText(at, nowMs(), words)} className={className}>
      {text}
    </time>
  )
}
