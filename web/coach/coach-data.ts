// What /coach shows: its views and periods, in the address, and what the server gives. Not: how it looks.
import type { Missing } from '#core/case/note-kind.ts'
import type { AgentId } from '#core/kit/id.ts'
import { dayMs } from '#core/kit/time.ts'

export const views = [
  ...(['returned', 'unclear', 'well', 'sample', 'level_1', 'goals'] as const),
  ...(['words', 'conduct', 'given', 'themes'] as const),
] as const
/** What leads alone see; the rest everybody sees of himself. */
const ofLeads: readonly View[] = ['level_1', 'given', 'themes']
export type View = (typeof views)[number]
export const periods = [7, 30, 90] as const
export type Period = (typeof periods)[number]

export type CoachItem = {
  readonly caseId: string
  readonly number: number
  readonly subject: string
  readonly seq: number
  readonly about: string
  readonly what: 'hand_off' | 'note' | 'step' | 'solved'
  readonly author: AgentId
  readonly at: number
  readonly words: string
  readonly problem: string | null
  readonly returned: {
    readonly by: AgentId
    readonly at: number
    readonly reason: string
    readonly nextAct: string
  } | null
  readonly flags: readonly {
    readonly by: AgentId
    readonly at: number
    readonly missing: Missing
    readonly words: string | null
    readonly mended: { readonly at: number; readonly text: string; readonly minutes: number } | null
  }[]
  readonly often: boolean
}
export type CoachWord = {
  readonly id: string
  readonly number: number | null
  readonly subject: string | null
  readonly lead: AgentId
  readonly author: AgentId
  readonly says: string
  readonly at: number
  readonly readAt: number | null
  readonly answer: string | null
  readonly answeredAt: number | null
}
export type Page<T> = { readonly items: readonly T[]; readonly next?: string | null }

export type Asked = {
  readonly view: View
  readonly days: Period
  readonly team: string
  readonly seed: string
  /** of checks and goals: 2026-W40; empty: the last there is */
  readonly week: string
}

/** Which views there are for somebody; words to oneself come first for who leads nobody. */
export const viewsFor = (isLead: boolean): readonly View[] =>
  isLead ? views : ['words', ...views.filter(one => one !== 'words' && !ofLeads.includes(one))]

/** What the address asks for; who leads nobody sees what is his own. */
export function askedOf(search: Readonly<Record<string, string>>, isLead: boolean, today: string): Asked {
  const seen = viewsFor(isLead)
  return {
    view: seen.find(one => one === search.v) ?? seen[0]!,
    days: periods.find(one => String(one) === search.days) ?? 30,
    team: search.team ?? '',
    seed: search.seed ?? today,
    week: search.week ?? '',
  }
}

/** From the beginning of a minute, so that the same question has the same name for a while. */
export const sinceOf = (days: Period, nowMs: number): number =>
  Math.floor((nowMs - days * dayMs) / 60_000) * 60_000

/** Where it was unclear repeatedly, each person's together, by name; the rest as it came. */
export function together(
  items: readonly CoachItem[],
  nameOf: (id: AgentId) => string,
): {
  readonly often: readonly (readonly [AgentId, readonly CoachItem[]])[]
  readonly rest: readonly CoachItem[]
} {
  const people = [...new Set(items.filter(one => one.often).map(one => one.author))]
  people.sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
  return {
    often: people.map(person => [person, items.filter(one => one.author === person)]),
    rest: items.filter(one => !one.often),
  }
}
