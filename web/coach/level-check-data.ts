// What the server gives of a week's sample of answered hand-offs. Not: how it looks (level-checks.tsx).
import type { LevelCheck } from '#core/case/level-check-fact.ts'
import { keys } from '../api/query.ts'

export type LevelCheckItem = {
  readonly caseId: string
  readonly number: number
  readonly subject: string
  readonly seq: number
  readonly handOff: string
  readonly at: number
  readonly question: string
  readonly steps: number
  readonly result: string
  readonly cause: string
  readonly verified: string
  readonly checked: {
    readonly by: string
    readonly at: number
    readonly says: LevelCheck
    readonly because: string
    readonly flag: string | null
  } | null
}
export type LevelCheckSample = {
  readonly week: string
  readonly answered: number
  readonly drawn: number
  readonly elsewhere: number
  readonly items: readonly LevelCheckItem[]
}

export const levelChecksKey = [...keys.coach, 'level_1']
