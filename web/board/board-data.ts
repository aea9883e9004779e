// What the board gets from the server, and how its numbers are said. Not: the screen.
import { targetKinds } from '#core/clock/policy.ts'
import type { Card } from '#core/case/card.ts'
import { minuteMs } from '#core/kit/time.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Availability, FirstLevelShare, Need } from '#core/measure/board.ts'
import type { HouseLevel } from '#core/people/level.ts'
import { spanText, type Words } from '../kit/times.ts'

type Say = Words['say']

export type Counted = { readonly value: number; readonly list: string }
export type Board = {
  readonly at: number
  readonly weekFrom: number
  readonly needsPerson: Counted & { readonly items: readonly { readonly card: Card; readonly need: Need }[] }
  readonly open: Counted
  readonly openByLevel: Readonly<Record<HouseLevel, Counted>>
  readonly late: Counted
  readonly unassigned: Counted
  readonly waiting: Counted
  readonly inThisWeek: Counted
  readonly solvedThisWeek: Counted
  readonly solvedByLevel: Readonly<Record<HouseLevel, Counted>>
  readonly solvedByLevel1Share: FirstLevelShare
  readonly cameBack: { readonly value: number; readonly items: readonly Card[] }
  readonly people: readonly {
    readonly id: AgentId
    readonly name: string
    readonly levels: readonly HouseLevel[]
    readonly is: Availability
    readonly writesIn: number | null
    readonly absentUntil: number | null
  }[]
}

/** The list that stands for "opened again this week": the server gives its cases with the board. */
export const cameBackList = 'came-back'

/** A count as people read it: exact to 1,000, then `1,000+`. */
export const shownCount = (value: number, language: string): string =>
  value > 1_000 ? `${(1_000).toLocaleString(language)}+` : value.toLocaleString(language)

/** The address of the list behind a number. */
export const listSearch = (list: string, isTv: boolean): { list: string; tv?: string } =>
  isTv ? { list, tv: '1' } : { list }

/** The query of a list as the server takes it; what is no query reads as nothing. */
export const queryOf = (list: string): Record<string, string> => Object.fromEntries(new URLSearchParams(list))

/** Why a case needs a person, in words. */
export function needText({ code, kind }: Pick<Need, 'code' | 'kind'>, say: Say): string {
  if (code !== 'late' && code !== 'soon') return say(`board.need_${code}`)
  const what = kind ?? 'promise'
  if (code === 'soon' || (targetKinds as readonly string[]).includes(what))
    return say(`board.need_${code}_target`, { what: say(`kit.clock_what_${what}`) })
  return say(`board.need_late_${what}`)
}

/** For how long already; nothing where a clock beside it says how much is left. */
export function needFor({ code, since }: Pick<Need, 'code' | 'since'>, now: number, words: Words): string {
  const minutes = Math.floor((now - since) / minuteMs)
  return code === 'soon' || minutes < 1 ? '' : words.say('board.need_for', { span: spanText(minutes, words) })
}

/** How old a board may look before its numbers are drawn hollow; seconds since it was read. */
export const ageSeconds = (readAt: number, now: number): number =>
  Math.max(0, Math.floor((now - readAt) / 1_000))
