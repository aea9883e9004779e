// What the server tells of problems, and acting on them. Not: how they look.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Card } from '#core/case/card.ts'
import type { FixStage } from '#core/case/state.ts'
import type { AgentId, ProblemId, ProductId, TeamId } from '#core/kit/id.ts'
import type { CauseHow, ProblemFact, ProblemKind } from '#core/problem/problem-fact.ts'
import type { ProblemStanding } from '#core/problem/state.ts'
import { deedKey, get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'

export type ProblemRow = {
  readonly id: ProblemId
  readonly number: number
  readonly seq: number
  readonly title: string
  readonly standing: ProblemStanding
  readonly isOpen: boolean
  readonly kind: ProblemKind
  readonly product: ProductId | null
  readonly owner: AgentId | null
  readonly team: TeamId | null
  readonly openedAt: number
  readonly dueAt: number | null
  readonly edition: number
  readonly hasCause: boolean
  readonly workaround: 'none' | 'holds' | 'over'
  readonly cases: number
}
export type ProblemPage = {
  readonly row: ProblemRow
  readonly ledger: readonly (ProblemFact & { readonly seq: number })[]
  readonly texts: Readonly<Record<string, string>>
  readonly names: {
    readonly agents: Readonly<Record<string, string>>
    readonly teams: Readonly<Record<string, string>>
    readonly problems: Readonly<Record<string, number>>
  }
  readonly from: number | null
  readonly telling: readonly { readonly seq: number; readonly told: number; readonly done: boolean }[]
  /** cases it was offered for and of which somebody said that it is not theirs */
  readonly unfit: number
  readonly stages: { readonly cases: number } & Readonly<Record<FixStage, number>>
}
export type CaseOf = Card & { readonly fix: FixStage | null }
type Paged<T> = { readonly items: readonly T[]; readonly next: string | null }

/** What a cause lies in, or whether it was found; empty: whichever. */
export type AskedCause = ProblemKind | 'found' | 'open' | ''
export type Asked = { readonly view: View; readonly product: string; readonly cause: AskedCause }
export const views = ['going', 'open', 'known', 'fixed', 'mine', 'due', 'over'] as const
export type View = (typeof views)[number]

/** What each view asks for. */
const queries: { readonly [V in View]: Readonly<Record<string, string>> } = {
  going: {},
  open: { standing: 'open' },
  known: { standing: 'known' },
  fixed: { standing: 'fixed' },
  mine: { mine: 'true' },
  due: { sort: 'due' },
  over: { standing: 'closed,merged,dismissed' },
}

const key = [...keys.matters, 'problems'] as const

const paged = <T>(name: readonly unknown[], path: string, query: Readonly<Record<string, string>>) => ({
  queryKey: [...key, ...name],
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
    get<Paged<T>>(path, { ...query, ...(pageParam && { cursor: pageParam }) }, signal),
  initialPageParam: '',
  getNextPageParam: (last: Paged<T>) => last.next ?? null,
})

export const useProblems = ({ view, product, cause }: Asked) =>
  useInfiniteQuery(
    paged<ProblemRow>(['list', view, product, cause], '/matters/problems', {
      ...queries[view],
      ...(product !== '' && { product }),
      ...(cause === 'found' || cause === 'open' ? { cause } : cause !== '' && { lies_in: cause }),
    }),
  )

export const useProblem = (number: string) =>
  useQuery({
    queryKey: [...key, number],
    queryFn: ({ signal }) => get<ProblemPage>(`/matters/problems/${number}`, {}, signal),
  })

export const useCasesOf = (number: number) =>
  useInfiniteQuery(paged<CaseOf>([String(number), 'cases'], `/matters/problems/${number}/cases`, {}))

export type Deed = { readonly deed: string; readonly body: unknown }
export type EachDone = {
  readonly items: readonly { readonly outcome: string; readonly code: string | null }[]
}

/** Acts on one; what came of it stands on the page at once. */
export function useAct(number: number) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, body }: Deed) =>
      post<Partial<EachDone>>(`/matters/problems/${number}/${deed}`, body, { key: deedKey() }),
    onSuccess: ({ items }, { deed }) => {
      if (!items || (deed !== 'join' && deed !== 'leave')) return
      const n = items.filter(one => one.outcome === 'done').length
      const [no] = items.flatMap(one => one.code ?? [])
      toast({
        text: [say(`problem.done_${deed}`, { n }), no ? say(`refusal.${no.replace('.', '_')}`) : '']
          .filter(Boolean)
          .join('. '),
        ...(no && { kind: 'wrong' as const }),
      })
    },
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
    onError: thrown => toast(refused(thrown, say)),
  })
}

export type Opening = {
  readonly title: string
  readonly kind: ProblemKind
  readonly product: ProductId | null
  readonly alike?: string
  readonly cases?: readonly string[]
  readonly cause?: { readonly cause: string; readonly how: CauseHow }
}
/** Opens one; answers its number. */
export function useOpenProblem(onDone: (number: number) => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Opening) => post<{ number: number }>('/matters/problems', body, { key: deedKey() }),
    onSuccess: ({ number }) => onDone(number),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: key })
      void client.invalidateQueries({ queryKey: keys.cases })
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}

export type KnownFit = Omit<ProblemRow, 'cases'> & {
  readonly around: string | null
  readonly shared: readonly string[]
}
/** Known errors that look like a case; asked again when something beside cases changes. */
type KnownFound = {
  readonly items: readonly KnownFit[]
  /** among so many cases nothing is like it; null: not so */
  readonly newAmong: number | null
}

export const useKnownFits = (caseId: string, seq: number) =>
  useQuery({
    queryKey: [...keys.matters, 'fits', caseId, seq],
    queryFn: ({ signal }) => get<KnownFound>(`/cases/${caseId}/known-errors`, {}, signal),
    placeholderData: before => before,
  })

/** Says that a known error is not what a case has: it is offered there no more. */
export function useNotFitting(caseId: string) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (problem: ProblemId) => post(`/cases/${caseId}/known-errors/${problem}/does-not-fit`, {}),
    onSettled: () => void client.invalidateQueries({ queryKey: [...keys.matters, 'fits', caseId] }),
    onError: thrown => toast(refused(thrown, say)),
  })
}
