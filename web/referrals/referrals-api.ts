// What the server says of referrals. Not: the screen.
import { useInfiniteQuery } from '@tanstack/react-query'
import type { AgentId, ProductId } from '#core/kit/id.ts'
import { get } from '../api/client.ts'

export type Referral = {
  readonly number: number | null
  readonly subject: string | null
  readonly at: number
  readonly by: AgentId | null
  readonly product: ProductId | null
  readonly because: string
  readonly instead: string
}
export type ReferralCount = { readonly product: ProductId | null; readonly n: number }
type Page = {
  readonly items: readonly Referral[]
  readonly next: string | null
  readonly counts: readonly ReferralCount[]
}

/** Referrals since an instant, of one product or of all one may read, page by page. */
export const useReferrals = (since: number, product: string) =>
  useInfiniteQuery({
    queryKey: ['referrals', since, product],
    queryFn: ({ signal, pageParam }) =>
      get<Page>(
        '/referrals',
        { since, ...(product && { product }), ...(pageParam && { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })
