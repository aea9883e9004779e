// What many played weeks say: each figure as it is now, as it would be, and the difference with how sure it
// is. Not: how it is said (words/what-if-text.ts).
import { houseLevels } from '#core/capacity/traffic.ts'
import type { WeekOutcome } from '#core/capacity/played-week.ts'
import type { HouseLevel } from '#core/people/level.ts'

/**
 * `in_time`: which share of what customers bring is begun within the time that is wanted. `gave_up`: which
 * share gives up before. `wait`: how long contacts wait on average until they are begun, seconds in which
 * somebody is planned. `left`: how many are open at the week's end. `busy`: which share of their time people
 * work on cases.
 */
export const figures = ['in_time', 'gave_up', 'wait', 'left', 'busy'] as const
export type Figure = (typeof figures)[number]

/** A mean over the weeks, and between which of them nine of ten lie. */
export type Told = { readonly mean: number; readonly weeks: readonly [from: number, to: number] }
export type ToldFigure = {
  readonly figure: Figure
  /** null: of all levels together */
  readonly level: HouseLevel | null
  /** null: there was none, at a level at which nothing comes for one */
  readonly now: Told | null
  readonly then: Told | null
  /** by how much it differs in the same week, and between which it lies with 95 % certainty */
  readonly change: { readonly mean: number; readonly range: readonly [from: number, to: number] } | null
}

/** The same week as it is now and as it would be: the same customers, with the same matters. */
export type PlayedPair = { readonly now: WeekOutcome; readonly then: WeekOutcome }

/** What the weeks say, the desk as a whole first. */
export function toldOf(pairs: readonly PlayedPair[]): readonly ToldFigure[] {
  const at = (figure: Figure, level: HouseLevel | null): ToldFigure => {
    const values = pairs.map(
      ({ now, then }) => [figureOf(figure, level, now), figureOf(figure, level, then)] as const,
    )
    const [now, then] = [values.map(one => one[0]), values.map(one => one[1])]
    const changes = values.map(([a, b]) => (a === null || b === null ? null : b - a))
    return { figure, level, now: meanOf(now), then: meanOf(then), change: changeOf(changes) }
  }
  return [
    ...(['in_time', 'gave_up', 'left'] as const).map(figure => at(figure, null)),
    ...houseLevels.flatMap(level => (['wait', 'left', 'busy'] as const).map(figure => at(figure, level))),
  ]
}

function figureOf(figure: Figure, level: HouseLevel | null, week: WeekOutcome): number | null {
  if (level === null) {
    if (figure === 'left') return week.levels.reduce((sum, one) => sum + one.left, 0)
    return partOf(figure === 'in_time' ? week.inTime : week.gaveUp, week.came)
  }
  const { begun, waitedS, left, workedS, plannedS } = week.levels[level - 1]!
  if (figure === 'left') return left
  return figure === 'wait' ? partOf(waitedS, begun) : partOf(workedS, plannedS)
}

const partOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const known = (values: readonly (number | null)[]): number[] => values.filter(one => one !== null)
const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

function meanOf(values: readonly (number | null)[]): Told | null {
  const all = known(values).toSorted((a, b) => a - b)
  if (all.length === 0) return null
  const at = (share: number) => all[Math.round(share * (all.length - 1))]!
  return { mean: mean(all), weeks: [at(0.05), at(0.95)] }
}

/** Of one week nobody knows how sure it is. */
function changeOf(values: readonly (number | null)[]): ToldFigure['change'] {
  const all = known(values)
  if (all.length < 2) return null
  const middle = mean(all)
  const free = all.length - 1
  const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - middle) ** 2, 0) / free)
  // The quantile of Student, near enough from five weeks on.
  const off = ((1.96 + 2.4 / free + 3 / free ** 2) * spread) / Math.sqrt(all.length)
  return { mean: middle, range: [middle - off, middle + off] }
}

/** Whether a difference is surely one: all that it may be lies on one side of nothing. */
export const isSure = ({ range: [from, to] }: NonNullable<ToldFigure['change']>): boolean =>
  from > 0 || to < 0
