// How capacity is said: the sentence before the grid, hours of the day, people. The same on the page and on
// paper. Not: what it is (core/capacity).
import type { Weekday } from '#core/clock/date.ts'
import type { Say } from '#words/say.ts'

export type ToldShortage = {
  readonly weekday: Weekday
  readonly from: number
  readonly until: number
  readonly missing: number
}
type Told = {
  /** the worst first */
  readonly shortages: readonly ToldShortage[]
  /** whether anything came at all */
  readonly isMeasured: boolean
  /** whether people are planned by the part of the desk that is looked at */
  readonly isPlanned: boolean
}

/** So many stretches are told in words, the grid shows all. */
const toldMost = 3

/** What capacity comes to, before it is shown. */
export function capacitySentences({ shortages, isMeasured, isPlanned }: Told, say: Say): readonly string[] {
  if (!isMeasured) return [say('capacity.nothing')]
  if (!isPlanned) return [say('capacity.by_channel')]
  if (shortages.length === 0) return [say('capacity.enough')]
  const told = shortages.slice(0, toldMost).map(({ weekday, from, until, missing }) =>
    say('capacity.short', {
      ...{ day: say(`capacity.on_${weekday}`), from: hourText(from), until: hourText(until), n: missing },
    }),
  )
  const more = shortages.length - told.length
  return more === 0 ? told : [...told, say('capacity.short_more', { n: more })]
}

/** 9 is 9:00. */
export const hourText = (hour: number): string => `${hour}:00`
