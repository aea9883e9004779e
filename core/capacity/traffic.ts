// What flows through the levels, folded from the marks of days: what customers bring by the hour of the week,
// how often a level hands on and to which, how long a contact takes there. Not: the hours of one part of the
// desk (week-hours.ts), nor what is played with it (played-week.ts).
import { type HourOfWeek, hourOfWeek, hoursIn, hoursOfWeek, notedLeast } from '#core/capacity/week-hours.ts'
import { zoneStretch } from '#core/clock/zone.ts'
import { dayMs } from '#core/kit/time.ts'
import { type MarkPage, marksIn } from '#core/measure/mark-page.ts'
import type { Period } from '#core/measure/period.ts'
import type { HouseLevel } from '#core/people/level.ts'

export const houseLevels = [1, 2, 3] as const satisfies readonly HouseLevel[]

/** One thing for each level, that of level 1 first. */
export type ByLevel<T> = readonly [T, T, T]
export const byLevel = <T>(of: (level: HouseLevel) => T): ByLevel<T> => [of(1), of(2), of(3)]

export type LevelTraffic = {
  /** how many contacts of customers came in each hour of the week */
  readonly came: readonly number[]
  /** how many hand-offs from here were accepted, by the level that did */
  readonly onTo: ByLevel<number>
  /** so long each contact took of which somebody noted it, seconds; none: too little was noted */
  readonly pieces: readonly number[]
}
export type Traffic = {
  /** of how many such hours */
  readonly hours: readonly number[]
  readonly levels: ByLevel<LevelTraffic>
}
export type TrafficFold = {
  /** takes in a page; those of a day after the period, too: what was handed on in it is accepted there */
  add(page: MarkPage): void
  told(): Traffic
}

type Stop = { readonly at: number; readonly level: HouseLevel; readonly isAccepted: boolean }

/** Begins to count. */
export function trafficFold({ from, until, zone }: Period & { readonly zone: string }): TrafficFold {
  const stretch = zoneStretch(zone, from - dayMs, until + dayMs)
  const stops = new Map<number, Stop[]>()
  const noted = byLevel(() => new Map<number, number>())
  let pieces = [0, 0, 0]
  const isIn = (at: number) => at >= from && at < until
  const stop = (number: number, one: Stop) => {
    const known = stops.get(number)
    if (known) known.push(one)
    else stops.set(number, [one])
  }
  return {
    add(page) {
      for (const { at, number, place } of marksIn(page, 'contact'))
        if (isIn(at)) stop(number, { at, level: place.level, isAccepted: false })
      // What another level hands on comes when it was offered, not when somebody had time for it.
      for (const { at, number, value, place } of marksIn(page, 'accepted'))
        if (isIn(at - value * 1_000)) stop(number, { at, level: place.level, isAccepted: true })
      for (const { at, number, value, place } of marksIn(page, 'worked')) {
        if (!isIn(at)) continue
        const there = noted[place.level - 1]!
        there.set(number, (there.get(number) ?? 0) + value)
        pieces = pieces.with(place.level - 1, pieces[place.level - 1]! + 1)
      }
    },
    told() {
      const hourOf = (at: number) => hourOfWeek(stretch, at)
      const counted = byLevel(level => countedAt(level, stops, hourOf))
      return {
        hours: hoursIn(stretch, { from, until }),
        levels: byLevel(level => {
          const { came, onTo, contacts } = counted[level - 1]!
          const isEnough = pieces[level - 1]! >= notedLeast
          return { came, onTo, pieces: isEnough ? piecesOf(noted[level - 1]!, contacts) : [] }
        }),
      }
    },
  }
}

function countedAt(
  level: HouseLevel,
  stops: ReadonlyMap<number, Stop[]>,
  hourOf: (at: number) => HourOfWeek,
) {
  const came = Array.from({ length: hoursOfWeek }, () => 0)
  const onTo: [number, number, number] = [0, 0, 0]
  const contacts = new Map<number, number>()
  for (const [number, all] of stops) {
    let last: HouseLevel | null = null
    for (const one of all.toSorted((a, b) => a.at - b.at)) {
      // Of what came before the period it is not known from where it was handed on: from the level below.
      const source = last ?? (Math.max(1, one.level - 1) as HouseLevel)
      if (one.isAccepted && source === level) onTo[one.level - 1]! += 1
      last = one.level
      if (one.level !== level) continue
      if (!one.isAccepted) came[hourOf(one.at)]! += 1
      contacts.set(number, (contacts.get(number) ?? 0) + 1)
    }
  }
  return { came, onTo, contacts }
}

/** What a case took at a level is shared by its contacts there; work without a contact tells nothing. */
const piecesOf = (noted: ReadonlyMap<number, number>, contacts: ReadonlyMap<number, number>): number[] =>
  [...noted].flatMap(([number, seconds]) => {
    const n = contacts.get(number) ?? 0
    return Array.from({ length: n }, () => seconds / n)
  })
