// When contacts come in a played week, each with the chance that goes with it wherever it is handed on. Not:
// what becomes of them (played-week.ts).
import { type Dice, dice, exponential, seedOf } from '#core/kit/dice.ts'
import type { PlayedLevel } from '#core/capacity/network.ts'
import { hoursOfWeek } from '#core/capacity/week-hours.ts'

export type Contact = {
  /** when it came to the level it is at, seconds since the beginning */
  readonly cameAt: number
  /** how often it was handed on */
  readonly handedOn: number
  /** so patient is the customer, of mean 1 */
  readonly patience: number
  readonly roll: Dice
}
type By = {
  /** so much more comes than was counted */
  readonly factor: number
  /** and by so much what was counted is taken to be wrong */
  readonly wrong: number
  readonly seed: number
  /** none later than this */
  readonly until: number
}

const hourS = 3_600

/**
 * The contacts of customers that come to a level, one after another; the last is at no time. More of them are
 * those that came before and others besides, fewer are some of those: so weeks can be held side by side.
 */
export function arrivalsAt({ level, perHour }: PlayedLevel, { factor, wrong, seed, until }: By) {
  const roll = dice(seedOf(seed, level))
  const usual = stream(perHour, { factor: wrong, until, roll })
  const more = stream(perHour, {
    factor: wrong * Math.max(0, factor - 1),
    until,
    roll: dice(seedOf(seed, level, 1)),
  })
  let next = [usual(), more()] as const
  const one = (): Contact => {
    const [first, other] = next
    next = first.cameAt <= other.cameAt ? [usual(), other] : [first, more()]
    return first.cameAt <= other.cameAt ? first : other
  }
  return (): Contact => {
    for (;;) {
      const contact = one()
      if (contact.roll() < factor || contact.cameAt === Number.POSITIVE_INFINITY) return contact
    }
  }
}

type Stream = { readonly factor: number; readonly until: number; readonly roll: Dice }

/** By Poisson, at the rate of each hour. */
function stream(perHour: readonly number[], { factor, until, roll }: Stream): () => Contact {
  let at = 0
  return () => {
    let need = exponential(roll)
    for (;;) {
      if (at >= until) return { cameAt: Number.POSITIVE_INFINITY, handedOn: 0, patience: 0, roll }
      const hour = Math.floor(at / hourS)
      const rate = (perHour[hour % hoursOfWeek]! * factor) / hourS
      const end = (hour + 1) * hourS
      if (rate > 0 && at + need / rate < end) {
        at += need / rate
        const own = dice(seedOf(roll() * 4_294_967_296))
        return { cameAt: at, handedOn: 0, patience: exponential(own), roll: own }
      }
      need -= rate * (end - at)
      at = end
    }
  }
}
