// The names of weekdays in the reader's words, Monday first.
import { dayMs } from '#core/kit/time.ts'
import { useWords } from '../words.ts'

const aMonday = Date.UTC(2024, 0, 1)

/** 0 is Monday. */
export function useWeekday(weekday: 'short' | 'long'): (day: number) => string {
  const { language } = useWords()
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' })
  return day => {
    const name = format.format(aMonday + day * dayMs)
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
  }
}
