// What the page of reports asks the desk, typed once. Not: what is made of it (reports-view.ts).
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Card } from '#core/case/card.ts'
import type { Figure } from '#core/measure/moved.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'

export type ReportMeasure = Figure & {
  readonly measure: string
  readonly scope: string
  readonly before: Figure | null
  readonly cases: number
  /** the measure it is not shown without, where the desk names one */
  readonly beside?: string | null
}
export type Report = {
  readonly of: string
  readonly from: number
  readonly until: number
  readonly zone: string
  readonly scope: string
  readonly isOver: boolean
  readonly before: string
  readonly after: string
  readonly against: string
  readonly items: readonly ReportMeasure[]
}
export type PointOf = Figure & { readonly measure: string; readonly scope: string }
export type Course = {
  readonly items: readonly { readonly of: string; readonly items: readonly PointOf[] }[]
}
export type ReportAsked = { readonly of: string; readonly scope: string; readonly against?: string }

/** As old as the desk itself lets an answer be. */
const freshMs = 10_000

/** The measures of a period beside another. */
export const useReport = (asked: ReportAsked, mayRead: boolean) =>
  useQuery<Report>({
    queryKey: [...keys.reports, asked],
    queryFn: ({ signal }) => get<Report>('/measures', asked, signal),
    staleTime: freshMs,
    enabled: mayRead,
    // While another period is asked for, the one before stays; of another part nothing does.
    placeholderData: (before: Report | undefined): Report | undefined =>
      before?.scope === asked.scope ? before : undefined,
  })

/** The same measures of the periods before it, for charts. */
export const useCourse = ({ of, scope }: ReportAsked, isWanted: boolean) =>
  useQuery({
    queryKey: [...keys.reports, 'course', of, scope],
    queryFn: ({ signal }) => get<Course>('/measures/course', { of, scope }, signal),
    staleTime: freshMs,
    enabled: isWanted,
  })

type Cases = { readonly items: readonly Card[]; readonly hidden: number; readonly next: string | null }

/** The cases behind a number, page by page. */
export const useMeasureCases = ({ of, scope }: ReportAsked, one: Pick<ReportMeasure, 'measure' | 'scope'>) =>
  useInfiniteQuery({
    queryKey: [...keys.reports, 'cases', of, scope, one.measure, one.scope],
    queryFn: ({ pageParam, signal }) => {
      const behind = { measure: one.measure, within: one.scope, cursor: pageParam || undefined }
      return get<Cases>('/measures/cases', { of, scope, ...behind }, signal)
    },
    initialPageParam: '',
    getNextPageParam: last => last.next,
    staleTime: freshMs,
  })
