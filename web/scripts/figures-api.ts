// What the pages ask the desk about the walks of a script, typed once. Not: what is made of it
// (figures-view.ts).
import { useQuery } from '@tanstack/react-query'
import type { Comparison } from '#core/measure/compare-versions.ts'
import type { Saving } from '#core/measure/order-saving.ts'
import type { Range, Share } from '#core/measure/walk-tally.ts'
import type { CourseEnd, Walker } from '#core/measure/walk-told.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'

type Time = {
  readonly medianSeconds: number | null
  readonly p90Seconds: number | null
  readonly timed: number
}
export type Total = Time & {
  readonly solved: Share
  readonly ends: Readonly<Record<CourseEnd, number>>
  readonly walkers: Readonly<Record<Walker, number>>
  readonly reopened: number
}
export type VersionFigures = Total & { readonly version: number; readonly isLive: boolean }
export type StepFigures = Time & {
  readonly step: string
  readonly reached: number
  readonly solved: Share
  readonly reopened: number
  readonly abandoned: number
  readonly givenUp: number
  readonly left: Readonly<Record<string, number>>
  readonly nowhere: number
}
export type PathFigures = Time & {
  readonly steps: readonly string[]
  readonly end: string
  readonly stands: string | null
  readonly walks: number
  readonly reopened: number
}
export type Order = {
  readonly group: string
  readonly verdict: 'better' | 'best' | 'too_few' | 'no_chain'
  readonly message: string
  readonly checks: readonly {
    readonly step: string
    readonly message: string
    readonly times: number
    readonly range: Range | null
  }[]
  readonly order: readonly string[] | null
  readonly saves: Saving | null
  readonly middleNow: number | null
  readonly middleThen: number | null
  readonly dismissed: { readonly because: string; readonly at: number; readonly by: string } | null
  readonly isInDraft: boolean
}
type Said<T> = T & { readonly message: string | null }
export type Compared = {
  readonly other: number
  readonly message: string
} & { readonly [K in keyof Comparison]: Said<Comparison[K]> }
export type Figures = {
  readonly version: number | null
  readonly total: Total
  readonly versions: readonly VersionFigures[]
  readonly steps: readonly StepFigures[]
  readonly paths: readonly PathFigures[]
  readonly orders: readonly Order[]
  readonly comparison: Compared | null
}

export type FiguresAsked = {
  readonly version?: string
  readonly since?: number
  readonly until?: number
  readonly against?: string
}

/** They change with every walk, and are not looked at for that: some minutes old is new enough. */
const freshMs = 5 * 60_000

/** What walks teach about a script; while another time is asked for, the one before stays. */
export const useFigures = (slug: string, asked: FiguresAsked) =>
  useQuery({
    queryKey: [...keys.scripts, 'figures', slug, asked],
    queryFn: ({ signal }) => get<Figures>(`/scripts/${encodeURIComponent(slug)}/figures`, asked, signal),
    staleTime: freshMs,
    // Of another script nothing stays.
    placeholderData: (before: Figures | undefined, query): Figures | undefined =>
      query?.queryKey[2] === slug ? before : undefined,
  })
