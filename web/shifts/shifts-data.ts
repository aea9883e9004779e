// What the screen of shifts reads, and its sentences. Not: the screen, nor the rules (core/people/shifts.ts).
import type { AgentId, CaseId, ProductId, SkillId, TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { timeOf, windowTime, type Words } from '../kit/times.ts'
import { dayEnd, dayOf, dayStart } from '../set-up/days.ts'

export type Between = { readonly from: number; readonly until: number }
export type Lack =
  | { readonly code: 'anybody' }
  | { readonly code: 'skill'; readonly skill: SkillId }
  | { readonly code: 'language'; readonly language: Language }
  | { readonly code: 'product'; readonly product: ProductId }
export type PersonOn = {
  readonly agent: AgentId
  readonly isOn: boolean
  readonly works: readonly Between[] | null
  readonly absences: readonly (Between & { readonly cover: AgentId | null })[]
}
export type TeamShifts = {
  readonly team: TeamId
  readonly level: HouseLevel
  readonly isOpen: boolean
  readonly hours: readonly Between[] | null
  readonly onCallNow: { readonly agent: AgentId; readonly until: number } | null
  readonly onCall: {
    readonly stretches: readonly (Between & { readonly agent: AgentId })[]
    readonly gaps: readonly Between[]
  } | null
  readonly people: readonly PersonOn[]
  readonly gaps: readonly (Between & { readonly lacks: readonly Lack[] })[]
}
export type Unfit = {
  readonly id: CaseId
  readonly number: number
  readonly subject: string
  readonly team: TeamId
  readonly missing: readonly Lack[]
  readonly couldBeAsked: readonly AgentId[]
}
export type Shifts = Between & {
  readonly teams: readonly TeamShifts[]
  readonly unfit: readonly Unfit[] | null
}

export const daysShown = 7

/** The days from a date on, each from its first instant to its last; weeks with a change of clocks, too. */
export function daysFrom(first: string, zone: string): Between[] {
  const days: Between[] = []
  let day = first
  for (let i = 0; i < daysShown; i++) {
    const [from, until] = [dayStart(day, zone) ?? 0, dayEnd(day, zone) ?? 0]
    days.push({ from, until })
    day = dayOf(until, zone)
  }
  return days
}

/** The date a week before or after. */
export const weekAway = (first: string, weeks: number): string =>
  new Date(Date.parse(`${first}T00:00:00Z`) + weeks * daysShown * 86_400_000).toISOString().slice(0, 10)

const cut = (all: readonly Between[], day: Between): Between[] =>
  all
    .filter(one => one.from < day.until && one.until > day.from)
    .map(one => ({ from: Math.max(one.from, day.from), until: Math.min(one.until, day.until) }))

/** `08:00–12:00, 13:00–17:00` of a day; the end of a day is 24:00. */
const hoursText = (all: readonly Between[], day: Between, words: Words): string =>
  all
    .map(one => `${timeOf(one.from, words)}–${one.until === day.until ? '24:00' : timeOf(one.until, words)}`)
    .join(', ')

/** What one person does on a day. */
export function dayText({ works, absences }: PersonOn, day: Between, words: Words): string {
  const { say } = words
  const [away] = cut(absences, day)
  if (away && away.from === day.from && away.until === day.until) return say('shifts.absent')
  const own = works === null ? null : cut(works, day)
  const hours = own === null ? say('shifts.always') : hoursText(own, day, words) || say('shifts.off')
  return away ? say('shifts.partly', { hours, away: hoursText([away], day, words) }) : hours
}

/** From when until when, with its day. */
export const stretchText = ({ from, until }: Between, now: number, words: Words): string =>
  windowTime({ from, dueAt: until }, now, words)

type Names = { readonly skill: (id: SkillId) => string; readonly product: (id: ProductId) => string }

/** What is missing, as a list in the reader's words. */
export function lackText(lacks: readonly Lack[], names: Names, { say, language }: Words): string {
  const languageName = new Intl.DisplayNames([language], { type: 'language' })
  const each = lacks.map((lack): string => {
    if (lack.code === 'anybody') return say('shifts.lacks_anybody')
    if (lack.code === 'language')
      return say('shifts.lacks_language', { language: languageName.of(lack.language) ?? lack.language })
    const what = lack.code === 'skill' ? names.skill(lack.skill) : names.product(lack.product)
    return say('shifts.lacks_known', { what })
  })
  return each.length === 0 ? say('shifts.lacks_taker') : each.join(' · ')
}
