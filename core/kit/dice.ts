// Chance that a seed repeats, for worlds and weeks that are played. Not: secrets (store/chance.ts).

/** From 0 up to, not including, 1; each call the next one. */
export type Dice = () => number

/** Random numbers that a seed repeats (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A seed made of others, far from those of its neighbours. */
export function seedOf(...parts: readonly number[]): number {
  let seed = 0x9e3779b9
  for (const part of parts) {
    seed = Math.imul(seed ^ part, 0x85ebca6b)
    seed = Math.imul(seed ^ (seed >>> 13), 0xc2b2ae35)
    seed ^= seed >>> 16
  }
  return seed >>> 0
}

/** A wait of mean 1, short mostly and long now and then. */
export const exponential = (roll: Dice): number => -Math.log(1 - roll())

/** About 0, as far off as is usual, by Box and Muller. */
export const normal = (roll: Dice): number =>
  Math.sqrt(2 * exponential(roll)) * Math.cos(2 * Math.PI * roll())
