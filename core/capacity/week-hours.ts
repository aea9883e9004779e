// What came in each hour of the week, and how long it took, folded from the marks of days. Hours are those of
// a zone's clocks: one that a clock change leaves out is not counted among the hours there were, one that
// comes twice is counted twice. Not: how many people that needs (needed.ts), who is there (planned.ts).
import { weekdayOf, day } from '#core/clock/date.ts'
import { localMsOf, type ZoneStretch, zoneStretch } from '#core/clock/zone.ts'
import { dayMs, hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { Mark } from '#core/measure/mark.ts'
import { type MarkPage, marksIn } from '#core/measure/mark-page.ts'
import type { Period } from '#core/measure/period.ts'
import { isPlaceIn, type Scope } from '#core/measure/scope.ts'

/** Monday from 0 to 1 is 0, Sunday from 23 to 24 is 167. */
export type HourOfWeek = number
export const hoursOfWeek = 168

/** How long work takes, of the cases of which somebody noted it. */
export type Handle = {
  readonly seconds: number
  /** so many contacts it is the mean of */
  readonly n: number
  /** between which it lies with 95 % certainty */
  readonly range: readonly [from: number, to: number]
}
export type WeekHours = {
  /** how many contacts came in each hour of the week */
  readonly came: readonly number[]
  /** of how many such hours: a half is half an hour */
  readonly hours: readonly number[]
  /** null: too little was noted to say it */
  readonly handle: Handle | null
  /** numbers of the cases that came in an hour, in order, each once */
  readonly cases: (hour: HourOfWeek) => readonly number[]
}
export type WeekFold = {
  /** takes in a page; those of a day after the period, too: what was handed on in it is accepted there */
  add(page: MarkPage): void
  told(): WeekHours
}

type Asked = Period & { readonly zone: string; readonly scope?: Scope | undefined }

/** Begins to count. */
export function weekFold({ from, until, zone, scope }: Asked): WeekFold {
  const stretch = zoneStretch(zone, from - dayMs, until + dayMs)
  const came: number[][] = Array.from({ length: hoursOfWeek }, () => [])
  const contacts = new Map<number, number>()
  const noted: { readonly number: number; readonly seconds: number }[] = []
  const isHere = ({ place }: Mark) => scope === undefined || isPlaceIn(scope, place)
  const come = (number: number, at: number) => {
    if (at < from || at >= until) return
    came[hourOfWeek(stretch, at)]!.push(number)
    contacts.set(number, (contacts.get(number) ?? 0) + 1)
  }
  return {
    add(page) {
      for (const one of marksIn(page, 'contact')) if (isHere(one)) come(one.number, one.at)
      // What another level hands on comes when it was offered, not when somebody had time for it. For the
      // desk as a whole it came before.
      if (scope !== undefined && scope.by !== 'channel')
        for (const one of marksIn(page, 'accepted'))
          if (isHere(one)) come(one.number, one.at - one.value * 1_000)
      for (const one of marksIn(page, 'worked'))
        if (isHere(one) && one.at >= from && one.at < until)
          noted.push({ number: one.number, seconds: one.value })
    },
    told: () => ({
      came: came.map(all => all.length),
      hours: hoursIn(stretch, { from, until }),
      handle: handleOf(contacts, noted),
      cases: hour => [...new Set(came[hour])].toSorted((a, b) => a - b),
    }),
  }
}

/** The hour of the week an instant lies in. */
export function hourOfWeek(stretch: ZoneStretch, at: number): HourOfWeek {
  const local = localMsOf(stretch, instant(at))
  const date = Math.floor(local / dayMs)
  return 24 * weekdayOf(day(date)) + Math.floor((local - date * dayMs) / hourMs)
}

/** Clocks are apart by quarters of an hour. */
const partMs = 15 * minuteMs

function hoursIn(stretch: ZoneStretch, { from, until }: Period): number[] {
  const hours = Array.from({ length: hoursOfWeek }, () => 0)
  for (let at: number = from; at < until; at += partMs)
    hours[hourOfWeek(stretch, at)]! += Math.min(partMs, until - at) / hourMs
  return hours
}

/** Fewer noted pieces of work than these say nothing of the others. */
const notedLeast = 10

/**
 * The mean of cases of which work was noted: those of which nobody noted any would make it too short. Its
 * certainty is that of a sum of pieces of different length, over a number that itself is chance.
 */
function handleOf(
  contacts: ReadonlyMap<number, number>,
  noted: readonly { readonly number: number; readonly seconds: number }[],
): Handle | null {
  const n = [...new Set(noted.map(one => one.number))].reduce(
    (sum, number) => sum + (contacts.get(number) ?? 0),
    0,
  )
  if (noted.length < notedLeast || n === 0) return null
  const sum = noted.reduce((all, { seconds }) => all + seconds, 0)
  const squares = noted.reduce((all, { seconds }) => all + seconds ** 2, 0)
  const seconds = sum / n
  const off = 1.96 * Math.sqrt(squares / sum ** 2 + 1 / n)
  return { seconds, n, range: [Math.max(0, seconds * (1 - off)), seconds * (1 + off)] }
}
