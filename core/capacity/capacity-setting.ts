// What a desk wants of its staffing: how soon somebody should begin, how busy people may be, and how long
// work takes where nobody noted it. Not: what is reckoned from it (needed.ts, overload.ts).
import type { HouseLevel } from '#core/people/level.ts'

export type CapacitySetting = {
  /** so large a share, in hundredths, of what comes is begun within `waitMinutes` */
  readonly begunPercent: number
  readonly waitMinutes: number
  /** people are busy for so many hundredths of their time at most: the rest is breaks and learning */
  readonly busyPercent: number
  /** whoever waits gives up after so many minutes on average (Erlang A); null: everybody waits (Erlang C) */
  readonly patienceMinutes: number | null
  /** so long a contact takes at level 1, 2 and 3, where too little was noted to measure it */
  readonly handleMinutes: readonly [number, number, number]
  /** while more comes than can be done, new customers are told the time that can be kept */
  readonly saysOverload: boolean
}
export const defaultCapacity: CapacitySetting = {
  begunPercent: 80,
  waitMinutes: 30,
  busyPercent: 85,
  patienceMinutes: null,
  handleMinutes: [10, 30, 60],
  saysOverload: true,
}

/** How long a contact takes at a level as the setting says, seconds. */
export const usualHandleS = ({ handleMinutes }: CapacitySetting, level: HouseLevel): number =>
  60 * handleMinutes[level - 1]!
