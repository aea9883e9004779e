// The notices of whoever is signed in: how many are new, kept by the live stream, and looking at them.
import { useEffect } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import type { NoticePage } from './notices-data.ts'

/** How many nobody has looked at. */
export function useUnread(): number {
  const { data } = useQuery({
    queryKey: keys.unread,
    queryFn: async ({ signal }) => (await get<NoticePage>('/notices', { unread: true }, signal)).unread,
    // The live stream says when it changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? 0
}

/** Takes notices as looked at: these, or all. */
export function useLook() {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (which: readonly string[] | 'all') =>
      post<{ unread: number }>('/notices/read', which === 'all' ? {} : { keys: which }),
    onSuccess: ({ unread }) => {
      client.setQueryData(keys.unread, unread)
      void client.invalidateQueries({ queryKey: keys.notices })
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}

/** Opening what stands beside cases is looking at what was told about it, up to this fact of its ledger. */
export function useLookBeside(matter: string, seq: number): void {
  const client = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another fact may have told something
  useEffect(() => {
    // A look that is not kept is no loss: the notice stays new.
    post<{ unread: number }>('/notices/read', { matter }).then(
      ({ unread }) => client.setQueryData(keys.unread, unread),
      () => {},
    )
  }, [client, matter, seq])
}
