// What drives one of ours mad: its themes, from how many people on leads read one, and of which time. Pure.
import type { AgentId } from '#core/kit/id.ts'
import { after, dayMs, type Instant, instant } from '#core/kit/time.ts'

export const themes = [
  'tools',
  'scripts',
  'hand_offs',
  'customers',
  'rules',
  'waiting',
  'load',
  'suppliers',
  'other',
] as const
export type Theme = (typeof themes)[number]

export type Annoyance = {
  readonly id: string
  readonly agent: AgentId
  readonly theme: Theme
  readonly says: string
  /** leads may read the words, without a name, where the theme is shown */
  readonly quotable: boolean
  readonly at: Instant
}

/** A theme is told from so many people on, whoever reads it not counted. */
export const themePeople = 3
const themeDays = 91
/** The first Monday of all instants. */
const mondayMs = 4 * dayMs

/**
 * Of which time themes are read: up to the beginning of this week. So nobody sees one appear in the hour in
 * which somebody wrote.
 */
export function themeSpan(now: Instant): { readonly from: Instant; readonly until: Instant } {
  const weekMs = 7 * dayMs
  const until = instant(Math.floor((now - mondayMs) / weekMs) * weekMs + mondayMs)
  return { from: after(until, -themeDays * dayMs), until }
}
