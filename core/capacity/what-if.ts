// What would be otherwise: people more or fewer at a level, scripts that solve more, more or less that comes;
// as it is written in an address, and what becomes of the levels by it. Not: how they then go
// (played-week.ts).
import { hoursOfWeek } from '#core/capacity/week-hours.ts'
import type { Network, PlayedLevel } from '#core/capacity/network.ts'
import { type Weekday, weekdays } from '#core/clock/date.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Hours of some days of the week, one after another. */
export type Hours = {
  readonly first: Weekday
  readonly last: Weekday
  readonly from: number
  /** and not with it; 24 is midnight */
  readonly until: number
}
export type PeopleChange = {
  readonly level: HouseLevel
  /** so many more; below 0: fewer */
  readonly by: number
  /** null: in all hours in which somebody is planned at this level */
  readonly hours: Hours | null
}
export type WhatIf = {
  readonly people: readonly PeopleChange[]
  /** so many of a hundred contacts at level 1 are solved there besides, instead of handed on */
  readonly solvedMore: number
  /** so many hundredths more come; below 0: fewer */
  readonly arrivals: number
}
export const nothingOtherwise: WhatIf = { people: [], solvedMore: 0, arrivals: 0 }

export const changesMost = 6
export const peopleMost = 50

const written = /^([123]):(-?\d{1,2})(?::(\w{3})-(\w{3}):(\d{1,2})-(\d{1,2}))?$/

/** Reads `2:1:mon-fri:9-17,1:-1`: one more at level 2 on weekdays from 9 to 17, one less at level 1. */
export function readPeople(text: string): readonly PeopleChange[] | null {
  if (text === '') return []
  const all = text.split(',').map(readChange)
  return all.length <= changesMost && all.every(one => one !== null) ? all : null
}

function readChange(text: string): PeopleChange | null {
  const [, level, by, first, last, from, until] = written.exec(text) ?? []
  if (level === undefined || Number(by) === 0 || Math.abs(Number(by)) > peopleMost) return null
  const change = { level: Number(level) as HouseLevel, by: Number(by) }
  if (first === undefined) return { ...change, hours: null }
  const hours = {
    ...{ first: first as Weekday, last: last as Weekday, from: Number(from), until: Number(until) },
  }
  return areHours(hours) ? { ...change, hours } : null
}

function areHours({ first, last, from, until }: Hours): boolean {
  const begin = weekdays.indexOf(first)
  return begin >= 0 && begin <= weekdays.indexOf(last) && from < until && until <= 24
}

/** As an address has it. */
export const peopleText = (people: readonly PeopleChange[]): string =>
  people
    .map(({ level, by, hours }) =>
      hours === null
        ? `${level}:${by}`
        : `${level}:${by}:${hours.first}-${hours.last}:${hours.from}-${hours.until}`,
    )
    .join(',')

/** Whether nothing would be otherwise. */
export const isNothing = ({ people, solvedMore, arrivals }: WhatIf): boolean =>
  people.length === 0 && solvedMore === 0 && arrivals === 0

/** The levels as they would be. */
export function supposed(network: Network, { people, solvedMore, arrivals }: WhatIf): Network {
  const [one, two, three] = network.levels
  const changed = (level: PlayedLevel): PlayedLevel =>
    people.filter(change => change.level === level.level).reduce(withPeople, level)
  return {
    ...network,
    arrivals: 1 + arrivals / 100,
    levels: [solvingMore(changed(one), solvedMore / 100), changed(two), changed(three)],
  }
}

function withPeople(level: PlayedLevel, change: PeopleChange): PlayedLevel {
  const hours = new Set(hoursOfChange(level, change))
  return {
    ...level,
    people: level.people.map((n, hour) => (hours.has(hour) ? Math.max(0, n + change.by) : n)),
  }
}

/** In which hours of the week somebody is there more or less. */
export function hoursOfChange(
  { planned }: Pick<PlayedLevel, 'planned'>,
  { hours }: Pick<PeopleChange, 'hours'>,
): readonly number[] {
  const all = Array.from({ length: hoursOfWeek }, (_, hour) => hour)
  if (hours === null) return all.filter(hour => planned[hour]! > 0)
  const [first, last] = [weekdays.indexOf(hours.first), weekdays.indexOf(hours.last)]
  return all.filter(hour => {
    const [day, at] = [Math.floor(hour / 24), hour % 24]
    return day >= first && day <= last && at >= hours.from && at < hours.until
  })
}

/** Of what is handed on less is; more than all of it cannot be solved. */
function solvingMore(level: PlayedLevel, more: number): PlayedLevel {
  const handedOn = level.onTo.reduce((sum, share) => sum + share, 0)
  if (handedOn === 0) return level
  const left = Math.max(0, handedOn - more) / handedOn
  const [one, two, three] = level.onTo
  return { ...level, onTo: [one * left, two * left, three * left] }
}
