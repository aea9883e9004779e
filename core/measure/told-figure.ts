// How a figure is told: its value, of how many, how sure it is, and the cases behind it. Not: which figures
// there are (of-period.ts).
import type { Gathered, Shared } from '#core/measure/gathered.ts'
import { surePlaces } from '#core/measure/order-range.ts'
import { shareOf as wilsonOf } from '#core/measure/walk-tally.ts'

/**
 * A measure: its value (a count, a share from 0 to 1, seconds, a mark or money; null: nothing to measure), of
 * how many, and the numbers of the cases behind it.
 */
export type Told = {
  readonly measure: string
  readonly value: number | null
  readonly n: number
  /**
   * where it lies with 95 % certainty: a share by Wilson, a middle by the places of its values in order, a
   * cost by how its values differ; few cases make it wide. Null: too few to say, or a count
   */
  readonly range: readonly [from: number, to: number] | null
  /** the measure it is never shown without; null: it stands alone */
  readonly beside: string | null
  /** how many cases are behind it, each once */
  readonly cases: number
  /** their numbers, made when they are asked for */
  readonly list: readonly number[]
}

/** How many of all are these, which are what is listed. */
export function partOf(measure: string, own: Gathered, all: Gathered): Told {
  const [held, of] = [own.n(), all.n()]
  return figure(measure, own, { value: of === 0 ? null : held / of, of, held })
}

/** How many there are. */
export const count = (measure: string, all: Gathered, beside: string | null = null): Told =>
  figure(measure, all, { value: all.n(), beside })

/** A share of all, of which the cases of all are behind. */
export function share(measure: string, all: Shared, is: (value: number) => boolean): Told {
  const [n, held] = [all.n(), all.count(is)]
  return figure(measure, all, { value: n === 0 ? null : held / n, held })
}

/** The middle and the ninth tenth: the least value that so many do not exceed. */
export function middles(measure: string, all: Gathered, beside: string | null = null): Told[] {
  const [median, p90] = partsOfAll(all, [0.5, 0.9])
  return [
    figure(`${measure}_median_s`, all, { ...median!, beside }),
    figure(`${measure}_p90_s`, all, { ...p90!, beside }),
  ]
}

/** The least value that a part of all does not exceed, and between which it lies with 95 % certainty. */
export type Part = Pick<Told, 'value' | 'range'>

/** Of several parts; null: there is none, or there are too few to say. */
export function partsOfAll(all: Gathered, parts: readonly number[]): readonly Part[] {
  const n = all.n()
  if (n === 0) return parts.map(() => ({ value: null, range: null }))
  const asked = parts.map(part => [Math.ceil(part * n), ...(surePlaces(n, part) ?? [])])
  const values = all.inOrder(asked.flat())
  return asked.map(({ length }, i) => {
    const first = asked.slice(0, i).flat().length
    const [value, from, to] = values.slice(first, first + length)
    return { value: value!, range: to === undefined ? null : [from!, to] }
  })
}

export type Said = {
  readonly value: number | null
  /** of a share: so many of them are so */
  readonly held?: number
  /** of what is no share: where it lies with 95 % certainty */
  readonly range?: readonly [from: number, to: number] | null
  readonly of?: number
  readonly beside?: string | null
}

/** A figure with what is behind it. */
export function figure(measure: string, all: Omit<Shared, 'count'>, said: Said): Told {
  const { value, held, of = all.n(), range = null, beside = null } = said
  const { cases, list } = all.behind()
  return {
    ...{ measure, value, n: of, beside, range: held === undefined ? range : shareRange(held, of), cases },
    get list() {
      return list()
    },
  }
}

function shareRange(held: number, of: number): readonly [number, number] | null {
  const { range } = wilsonOf(held, of)
  return range && [range.from, range.to]
}
