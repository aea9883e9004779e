// The notices of whoever is signed in: how many are new, kept by the live stream, and looking at them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refusalText } from '../api/refusal-text.ts'
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
    onError: thrown => toast({ text: refusalText(thrown, say), kind: 'wrong' }),
  })
}
