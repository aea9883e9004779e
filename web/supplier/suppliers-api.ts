// What the server tells of supplier cases and suppliers, and acting on them. Not: how they look.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Severity } from '#core/case/event.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { SupplierStanding } from '#core/supplier/state.ts'
import type {
  SupplierAnswer,
  SupplierEnd,
  SupplierFact,
  SupplierTarget,
} from '#core/supplier/supplier-fact.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import type { Supplier } from '../set-up/supplier-form.ts'
import { useSay } from '../words.ts'

export type SupplierRow = {
  readonly id: string
  readonly number: number
  readonly seq: number
  readonly title: string
  readonly standing: SupplierStanding
  readonly isOpen: boolean
  readonly supplier: string
  readonly supplierName: string
  readonly owner: AgentId
  readonly team: TeamId | null
  readonly openedAt: number
  readonly dueAt: number | null
  readonly severity: Severity
  readonly reference: string | null
  readonly answer: SupplierAnswer | null
  readonly unanswered: number
  readonly chaseDue: boolean
  readonly raised: boolean
  readonly solvedBy: SupplierEnd | null
  readonly minutes: number
  readonly cents: number
  /** the team of another house that has it in its share */
  readonly partner: TeamId | null
  readonly cases: number
}
export type Owed = {
  readonly target: SupplierTarget
  readonly since: number
  readonly dueAt: number
  readonly standing: 'running' | 'silent' | 'met' | 'met_late'
}
export type SupplierPage = {
  readonly row: SupplierRow
  readonly offered: string | null
  /** the mail that came last, while it can still be taken out */
  readonly unread: string | null
  readonly version: string | null
  readonly owed: readonly Owed[]
  readonly chaseAt: number | null
  readonly chasesMax: number
  readonly supplier: {
    readonly id: string
    readonly name: string
    readonly active: boolean
    readonly address: string | null
    readonly formUrl: string | null
    readonly phone: string | null
    readonly ourNumber: string | null
    readonly contacts: string
    readonly escalation: string
  } | null
  readonly ledger: readonly (SupplierFact & { readonly seq: number })[]
  readonly texts: Readonly<Record<string, string>>
  readonly agents: Readonly<Record<string, string>>
  readonly from: number | null
}
export type SupplierFigures = {
  readonly supplier: Supplier
  readonly days: number
  readonly open: number
  readonly sent: number
  readonly answered: number
  readonly neverSilent: number
  readonly medianMinutes: number | null
  readonly judged: number
  readonly right: number
  readonly minutes: number
  readonly cents: number
}

export const views = ['going', 'ours', 'silent', 'unreferenced', 'waiting', 'over'] as const
export type View = (typeof views)[number]
export type Asked = { readonly view: View; readonly supplier: string; readonly mine: boolean }

const standingOf: { readonly [V in View]: string } = {
  going: '',
  ours: 'ours,to_test,unsent',
  silent: 'silent',
  unreferenced: 'unreferenced',
  waiting: 'waiting',
  over: 'solved,closed',
}

const path = '/matters/supplier-cases'
const key = [...keys.matters, 'supplier-cases'] as const
type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** The list, page by page: what is due first, first. */
export const useSupplierCases = ({ view, supplier, mine }: Asked) =>
  useInfiniteQuery({
    queryKey: [...key, 'list', view, supplier, mine],
    queryFn: ({ pageParam, signal }) =>
      get<Page<SupplierRow>>(
        path,
        { standing: standingOf[view], supplier, ...(mine && { mine }), limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

export const useSupplierCase = (number: string) =>
  useQuery({
    queryKey: [...key, number],
    queryFn: ({ signal }) => get<SupplierPage>(`${path}/${number}`, {}, signal),
  })

type CaseCard = { readonly id: string; readonly number: number; readonly subject: string }
export const useCasesOf = (number: string) =>
  useQuery({
    queryKey: [...key, number, 'cases'],
    queryFn: ({ signal }) => get<Page<CaseCard>>(`${path}/${number}/cases`, { limit: 50 }, signal),
  })

export const useSuppliers = () =>
  useQuery({
    queryKey: ['set-up', '/suppliers'],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly Supplier[] }>('/suppliers', {}, signal)).items,
  })

export const useFigures = (id: string) =>
  useQuery({
    queryKey: [...keys.matters, 'supplier-figures', id],
    queryFn: ({ signal }) => get<SupplierFigures>(`/suppliers/${id}/figures`, {}, signal),
  })

export type Deed = { readonly deed: string; readonly body?: object }

/** Acts on one; what came of it stands on the page at once. */
export function useSupplierDeed(number: string) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, body = {} }: Deed) => post(`${path}/${number}/${deed}`, body),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
    onError: thrown => toast(refused(thrown, say)),
  })
}

type Opening = {
  readonly case: number
  readonly supplier: string
  readonly title: string
}

/** Takes a case outside the house. */
export function useOpening(onOpened: (number: number) => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Opening) => post<{ number: number }>(path, body),
    onSuccess: ({ number }) => onOpened(number),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: key })
      void client.invalidateQueries({ queryKey: keys.cases })
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}

/** Money in the way of the reader, in the house's own currency. */
export const moneyText = (cents: number, language: string): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100)
