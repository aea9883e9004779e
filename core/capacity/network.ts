// The levels as a small network of queues, with all that a week is played by: made of what was counted, of
// who is planned and of what the desk wants. Not: the counting (traffic.ts), the playing (played-week.ts).
import type { CapacitySetting } from '#core/capacity/capacity-setting.ts'
import { usualHandleS } from '#core/capacity/capacity-setting.ts'
import { type ByLevel, byLevel, type Traffic, type LevelTraffic } from '#core/capacity/traffic.ts'
import { hoursOfWeek } from '#core/capacity/week-hours.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type PlayedLevel = {
  readonly level: HouseLevel
  /** so many contacts of customers come in each hour of the week */
  readonly perHour: readonly number[]
  /** people there in each hour of the week; a half is somebody for half of it */
  readonly people: readonly number[]
  /** the same as it is planned now: what waits is counted by these hours, whatever is changed */
  readonly planned: readonly number[]
  /** which share of contacts is handed on to each level */
  readonly onTo: ByLevel<number>
  /** so long contacts took, each as likely; none: by chance about the mean */
  readonly pieces: readonly number[]
  readonly meanS: number
  /** by how much of itself what comes, and how long it takes, may be counted wrong (standard error) */
  readonly off: { readonly perHour: number; readonly handle: number }
}
export type Network = {
  readonly levels: ByLevel<PlayedLevel>
  /** so much more comes than was counted: 1 is as much */
  readonly arrivals: number
  /** people work on cases for so much of their time */
  readonly busyShare: number
  /** whoever waits gives up after so long on average; null: nobody does */
  readonly patienceS: number | null
  /** it should be begun within so long */
  readonly waitS: number
}

type People = ByLevel<readonly number[]>

/** The levels as they are. */
export function networkOf(traffic: Traffic, people: People, setting: CapacitySetting): Network {
  const { busyPercent, patienceMinutes, waitMinutes } = setting
  return {
    ...{ arrivals: 1, busyShare: busyPercent / 100, waitS: 60 * waitMinutes },
    patienceS: patienceMinutes === null ? null : 60 * patienceMinutes,
    levels: byLevel(level =>
      levelOf(
        { level, planned: people[level - 1]!, usualS: usualHandleS(setting, level) },
        traffic.levels[level - 1]!,
        { traffic },
      ),
    ),
  }
}

/** Nearly all that is handed on is worked on at last: what only goes round would never leave. */
const handedOnMost = 0.95

type About = {
  readonly level: HouseLevel
  readonly planned: readonly number[]
  readonly usualS: number
}

function levelOf(
  { level, planned, usualS }: About,
  { came, onTo, pieces }: LevelTraffic,
  { traffic }: { readonly traffic: Traffic },
): PlayedLevel {
  const all = sumOf(came)
  const taken = all + sumOf(traffic.levels.map(one => one.onTo[level - 1]!))
  const scale = Math.min(1, (handedOnMost * taken) / Math.max(1, sumOf(onTo))) / Math.max(1, taken)
  const meanS = pieces.length === 0 ? usualS : sumOf(pieces) / pieces.length
  return {
    ...{ level, planned, people: planned, pieces, meanS },
    perHour: came.map((n, hour) => (traffic.hours[hour]! === 0 ? 0 : n / traffic.hours[hour]!)),
    onTo: byLevel(other => onTo[other - 1]! * scale),
    off: {
      perHour: all === 0 ? 0 : 1 / Math.sqrt(all),
      handle: pieces.length === 0 ? 0 : spreadOf(pieces, meanS) / meanS / Math.sqrt(pieces.length),
    },
  }
}

const sumOf = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0)
const spreadOf = (all: readonly number[], mean: number): number =>
  Math.sqrt(sumOf(all.map(one => (one - mean) ** 2)) / all.length)

/** Less than this says too little of a week. */
export const contactsLeast = 50
export const hoursLeast = hoursOfWeek

/** Why nothing can be said of a desk; null: something can. */
export type TooLittle = 'time' | 'contacts' | 'people' | null

/** Whether enough was counted, and anybody is planned at all. */
export function tooLittleOf(traffic: Traffic, people: People): TooLittle {
  if (sumOf(traffic.hours) < hoursLeast) return 'time'
  if (sumOf(traffic.levels.map(({ came }) => sumOf(came))) < contactsLeast) return 'contacts'
  return people.every(there => sumOf(there) === 0) ? 'people' : null
}
