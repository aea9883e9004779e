// What the server gives of call goals, and in which order they stand. Not: how it looks (call-goals.tsx).
import type { GoalFor } from '#core/access/call-goals.ts'
import type { AgentId } from '#core/kit/id.ts'
import { keys } from '../api/query.ts'

type Goal = { readonly perWeek: number; readonly setBy: AgentId; readonly setAt: number }
export type CallGoalItem = {
  readonly whose: GoalFor
  readonly now: Goal | null
  readonly held: Goal | null
  readonly firstAt: number | null
  readonly pair: {
    readonly calls: number
    readonly firstContact: { readonly value: number; readonly n: number; readonly range: readonly number[] }
  } | null
  readonly maySet: boolean
}
export type CallGoals = {
  readonly week: string
  readonly last: string
  readonly items: readonly CallGoalItem[]
  readonly settable: readonly GoalFor[]
}

export const callGoalsKey = [...keys.coach, 'goals']

/** One's own first, then by name: whoever came further stands no higher. */
export const inOrder = (
  items: readonly CallGoalItem[],
  me: AgentId,
  nameOf: (whose: GoalFor) => string,
): readonly CallGoalItem[] =>
  items.toSorted(
    (a, b) =>
      Number(b.whose === me) - Number(a.whose === me) || nameOf(a.whose).localeCompare(nameOf(b.whose)),
  )

/** A goal as somebody typed it; null: it is none. */
export function readGoal(typed: string, most: number): number | null {
  const goal = Number(typed.trim())
  return typed.trim() !== '' && Number.isInteger(goal) && goal >= 1 && goal <= most ? goal : null
}
