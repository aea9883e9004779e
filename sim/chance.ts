// Chance of a simulated world, all of it from one seed. Not: ids (a play's own number makes them).
import { dice } from '#core/kit/dice.ts'

export type Chance = {
  /** from 0 up to, not including, 1 */
  roll(): number
  happens(share: number): boolean
  pick<T>(from: readonly T[]): T
  between(least: number, most: number): number
  /** a time to wait, short mostly and long now and then; the mean is given */
  wait(meanMs: number): number
}

export function chance(seed: number): Chance {
  const roll = dice(seed)
  return {
    roll,
    happens: share => roll() < share,
    pick: from => from[Math.floor(roll() * from.length)]!,
    between: (least, most) => least + Math.floor(roll() * (most - least + 1)),
    wait: meanMs => Math.ceil(-Math.log(1 - roll()) * meanMs),
  }
}
