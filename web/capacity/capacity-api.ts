// What the page of capacity asks the desk, typed once, and what its address says. Not: the page
// (capacity-screen.tsx).
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Card } from '#core/case/card.ts'
import type { Weekday } from '#core/clock/date.ts'
import type { ToldShortage } from '#words/capacity-text.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'

export type CapacityHour = {
  readonly weekday: Weekday
  readonly hour: number
  readonly came: number
  readonly hours: number
  readonly perHour: number | null
  readonly range: readonly [number, number] | null
  readonly needed: number | null
  readonly neededRange: readonly [number, number] | null
  readonly planned: number | null
  readonly gap: number | null
}
export type Capacity = {
  readonly of: string
  readonly scope: string
  readonly zone: string
  readonly week: string
  readonly from: number
  readonly until: number
  readonly handle: {
    readonly seconds: number
    readonly n: number | null
    readonly range: readonly [number, number] | null
  }
  readonly goal: {
    readonly begunPercent: number
    readonly waitMinutes: number
    readonly busyPercent: number
    readonly patienceMinutes: number | null
  }
  readonly unplanned: number
  readonly shortages: readonly ToldShortage[]
  readonly hours: readonly CapacityHour[]
}

/** `/capacity?of=2026-W40&scope=level:1&week=2026-W41&as=table&h=mon-9`; else the desk chooses. */
export type View = {
  readonly of?: string | undefined
  readonly scope: string
  readonly week?: string | undefined
  readonly as: 'grid' | 'table'
  /** the hour that is looked at alone */
  readonly hour: { readonly weekday: Weekday; readonly hour: number } | null
  /** the team whose promises at risk are looked at */
  readonly risk?: string | undefined
}

const hourly = /^(mon|tue|wed|thu|fri|sat|sun)-(\d{1,2})$/

type Search = Readonly<Record<string, string | undefined>>

export function viewOf({ of, scope = 'desk', week, as, h = '', risk }: Search): View {
  const [, weekday, hour] = hourly.exec(h) ?? []
  return {
    ...{ of, scope, week, risk, as: as === 'table' ? 'table' : 'grid' },
    hour: weekday && Number(hour) < 24 ? { weekday: weekday as Weekday, hour: Number(hour) } : null,
  }
}

export const searchOf = ({ of, scope, week, as, hour, risk }: View): Record<string, string> => ({
  ...(of !== undefined && { of }),
  ...(scope !== 'desk' && { scope }),
  ...(week !== undefined && { week }),
  ...(as === 'table' && { as }),
  ...(risk !== undefined && { risk }),
  ...(hour !== null && { h: `${hour.weekday}-${hour.hour}` }),
})

export type Asked = Pick<View, 'of' | 'scope' | 'week'>

export const useCapacity = ({ of, scope, week }: Asked, mayRead: boolean) =>
  useQuery<Capacity>({
    queryKey: [...keys.reports, 'capacity', of, scope, week],
    queryFn: ({ signal }) => get<Capacity>('/capacity', { of, scope, week }, signal),
    staleTime: 10_000,
    enabled: mayRead,
    placeholderData: (before: Capacity | undefined): Capacity | undefined =>
      before?.scope === scope ? before : undefined,
  })

type Cases = { readonly items: readonly Card[]; readonly hidden: number; readonly next: string | null }

/** The cases that came in an hour, page by page. */
export const useHourCases = (
  { of, scope, week }: Asked,
  { weekday, hour }: Pick<CapacityHour, 'weekday' | 'hour'>,
) =>
  useInfiniteQuery({
    queryKey: [...keys.reports, 'capacity', 'cases', of, scope, week, weekday, hour],
    queryFn: ({ pageParam, signal }) =>
      get<Cases>(
        '/capacity/cases',
        { ...{ of, scope, week, weekday, hour }, cursor: pageParam || undefined },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: last => last.next,
    staleTime: 10_000,
  })

/** The hours worth a row: those in which something came or somebody is planned, and all between them. */
export function rowsOf(hours: readonly CapacityHour[]): readonly number[] {
  const used = hours.filter(one => one.came > 0 || (one.planned ?? 0) > 0).map(one => one.hour)
  if (used.length === 0) return []
  const first = Math.min(...used)
  return Array.from({ length: Math.max(...used) - first + 1 }, (_, i) => first + i)
}

/** How much somebody is missing, or there are too many, in five steps: a cell is coloured by it. */
export function toneOf({
  gap,
  needed,
  planned,
}: CapacityHour): 'none' | 'short2' | 'short1' | 'even' | 'over' {
  if (gap === null) return 'none'
  if (needed === 0 && planned === 0) return 'none'
  if (gap <= -1.5) return 'short2'
  if (gap <= -0.5) return 'short1'
  return gap < 1.5 ? 'even' : 'over'
}
