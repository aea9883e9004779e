// What is suggested for a script, as the server tells it, and the answers to it. Not: how it is shown.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { AgentId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { get, post } from '../api/client.ts'
import { refused } from '../api/refusal-text.ts'
import { keys } from '../api/query.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import { refreshScripts } from './scripts-api.ts'

export type Suggestion = {
  readonly id: string
  readonly slug: string
  readonly step: string | null
  readonly place: string | null
  readonly language: Language | null
  readonly before: string | null
  readonly now: string | null
  readonly standing: 'fits' | 'changed' | 'gone'
  readonly says: string
  readonly because: string
  readonly by: AgentId
  readonly at: number
  readonly state: 'open' | 'accepted' | 'declined'
  readonly decidedBy: AgentId | null
  readonly reason: string | null
}
export type Suggestions = { readonly owner: AgentId | null; readonly items: readonly Suggestion[] }

export const useSuggestions = (slug: string) =>
  useQuery({
    queryKey: [...keys.scripts, 'suggestions', slug],
    queryFn: ({ signal }) => get<Suggestions>(`/scripts/${slug}/suggestions`, {}, signal),
  })

export type Wish =
  | { readonly step: string | null; readonly note: string; readonly because: string }
  | {
      readonly step: string | null
      readonly place: string
      readonly language: Language
      readonly says: string
      readonly because: string
    }
type Act =
  | { readonly kind: 'suggest'; readonly wish: Wish }
  | { readonly kind: 'accept'; readonly id: string; readonly over: string | null }
  | { readonly kind: 'decline'; readonly id: string; readonly reason: string }
  | { readonly kind: 'own'; readonly owner: AgentId | null }

/** Does one of the four; what stands against it is said, and nothing typed is lost. */
export function useSuggesting(slug: string) {
  const say = useSay()
  const client = useQueryClient()
  const path = `/scripts/${slug}`
  return useMutation<unknown, unknown, Act>({
    mutationFn: act => {
      if (act.kind === 'suggest') return post(`${path}/suggestions`, act.wish)
      if (act.kind === 'own') return post(`${path}/owner`, { owner: act.owner }, { method: 'PUT' })
      const { kind, id, ...body } = act
      return post(`${path}/suggestions/${id}/${kind}`, body)
    },
    onError: thrown => toast(refused(thrown, say)),
    onSettled: () => refreshScripts(client),
  })
}
