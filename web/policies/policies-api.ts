// What the server tells of policies of the house and of "may I tell?", and acting on them. Not: how they
// look.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Audience } from '#core/house-policy/house-policy-fact.ts'
import type { PolicyMoment } from '#core/house-policy/moment.ts'
import type { HousePolicyStanding } from '#core/house-policy/state.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { MayTellStanding } from '#core/may-tell/decide.ts'
import type { MayTellReach } from '#core/may-tell/may-tell-fact.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'

export type Policy = {
  readonly id: string
  readonly number: number
  readonly seq: number
  readonly standing: HousePolicyStanding
  readonly title: string
  readonly words: string
  readonly version: number
  readonly hash: string
  readonly owner: AgentId
  readonly changed: string | null
  readonly audience: Audience
  readonly moments: readonly PolicyMoment[]
  readonly publishedAt: number
  readonly acknowledgeBy: number
  readonly mine: 'awaited' | 'acknowledged' | 'not_bound'
  readonly waitsFor: number
}
export type PolicyVersion = Pick<Policy, 'version' | 'title' | 'words' | 'changed' | 'publishedAt'> & {
  readonly acknowledged: number
}
export type WholePolicy = Policy & {
  readonly ownerName: string
  readonly versions: readonly PolicyVersion[]
  readonly awaited: readonly { readonly id: string; readonly name: string }[]
  readonly remindedAt: number | null
  readonly because: string | null
  readonly may: readonly string[]
}
export type MayTell = {
  readonly id: string
  readonly number: number
  readonly seq: number
  readonly standing: MayTellStanding
  readonly case: { readonly id: string; readonly number: number; readonly subject: string }
  readonly question: string
  readonly answer: string
  readonly asker: AgentId | null
  readonly dueAt: number
  readonly decided: {
    readonly by: AgentId | null
    readonly words: string | null
    readonly because: string | null
    readonly reach: MayTellReach
    readonly pinned: PinnedPolicy | null
    readonly shown: readonly PinnedPolicy[]
  } | null
  readonly may: readonly string[]
}

const policies = [...keys.matters, 'house-policies'] as const
const mayTells = [...keys.matters, 'may-tells'] as const

/** Those in which all these words are; what I have to acknowledge comes first. */
export const usePolicies = (q: string, standing: HousePolicyStanding = 'in_force') =>
  useQuery({
    queryKey: [...policies, 'list', q, standing],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly Policy[] }>('/house-policies', { q, standing }, signal)).items,
  })

const freshForMs = 5 * 60_000
/** Those shown at a moment of the work. */
export const usePoliciesAt = (moment: PolicyMoment) =>
  useQuery({
    queryKey: [...policies, 'at', moment],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly Policy[] }>('/house-policies', { moment }, signal)).items,
    staleTime: freshForMs,
    // Beside what somebody is doing: when it cannot be had, he goes on without.
    retry: false,
  })

export const usePolicy = (number: string) =>
  useQuery({
    queryKey: [...policies, number],
    queryFn: ({ signal }) => get<WholePolicy>(`/house-policies/${number}`, {}, signal),
  })

/** What waits for a word of those who lead. */
export const useOpenMayTells = () =>
  useQuery({
    queryKey: [...mayTells, 'open'],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly MayTell[] }>('/may-tells', { open: true }, signal)).items,
  })

export const useMayTell = (number: string) =>
  useQuery({
    queryKey: [...mayTells, number],
    queryFn: ({ signal }) => get<MayTell>(`/may-tells/${number}`, {}, signal),
  })

type Wish = { readonly path: string; readonly body: object; readonly said: string }
/** Sends a wish; what came of it stands on the page at once. */
export function useWish(onDone?: (number: number) => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: Wish) => post<{ number: number }>(path, body),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.matters })
      void client.invalidateQueries({ queryKey: keys.cases })
    },
    onSuccess: ({ number }, { said }) => {
      toast({ text: said })
      onDone?.(number)
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}
