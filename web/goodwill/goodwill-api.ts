// What the server tells of what was given beyond what is owed. Not: how it looks.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { GoodwillKind, GoodwillOrigin } from '#core/case/goodwill-fact.ts'
import type { GoodwillStanding } from '#core/case/goodwills.ts'
import type { AgentId, CustomerId, OrganisationId, TeamId } from '#core/kit/id.ts'
import { get } from '../api/client.ts'
import { keys } from '../api/query.ts'

export type Given = {
  readonly id: string
  readonly number: number
  readonly subject: string
  readonly customer: CustomerId
  readonly customerName: string
  readonly organisationName: string | null
  readonly team: TeamId
  readonly kind: GoodwillKind
  readonly origin: GoodwillOrigin
  readonly standing: GoodwillStanding
  readonly amountMinor: number
  readonly currency: string
  readonly askedAt: number
  readonly askedBy: AgentId | null
  readonly dueAt: number | null
  readonly decidedAt: number | null
  readonly decidedBy: AgentId | null
  readonly until: number | null
}
type Sum = { readonly count: number; readonly amountMinor: number; readonly currency: string }
export type GivenFigures = {
  readonly from: number
  readonly until: number
  readonly totals: readonly (Sum & { readonly kind: GoodwillKind; readonly standing: GoodwillStanding })[]
  readonly often: readonly (Sum & {
    readonly customer: CustomerId | null
    readonly organisation: OrganisationId | null
    readonly name: string
  })[]
  readonly oftenDays: number | null
  readonly effect: readonly {
    readonly months: number
    readonly kind: GoodwillKind
    readonly given: number
    readonly cameBack: number
    readonly still: number
    readonly gone: number
  }[]
}

export type Asked = { readonly standing: GoodwillStanding | ''; readonly team: string; readonly whom: string }
type Page = { readonly items: readonly Given[]; readonly before: number | null }
const key = keys.given

/** What a filter asks for; `whom` is a customer or an organisation. */
function queryOf({ standing, team, whom }: Asked): Record<string, string> {
  return {
    ...(standing !== '' && { standing }),
    ...(team !== '' && { team }),
    ...(whom !== '' && { [whom.startsWith('org_') ? 'organisation' : 'customer']: whom }),
  }
}

export const useGiven = (asked: Asked) =>
  useInfiniteQuery({
    queryKey: [...key, asked],
    queryFn: ({ pageParam, signal }: { pageParam: number | null; signal: AbortSignal }) =>
      get<Page>(
        '/goodwill',
        { ...queryOf(asked), ...(pageParam !== null && { before: String(pageParam) }) },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: last => last.before,
  })

export const useGivenFigures = (team: string, isAsked: boolean) =>
  useQuery({
    queryKey: [...key, 'figures', team],
    queryFn: ({ signal }) => get<GivenFigures>('/goodwill/figures', team === '' ? {} : { team }, signal),
    enabled: isAsked,
  })
