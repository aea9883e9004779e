// What the server tells of wishes for somebody who leads, and acting on one. Not: how they look.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  EscalationOutcome,
  EscalationStanding,
  ManagerReason,
  Telling,
} from '#core/escalation/escalation.ts'
import type { AgentId } from '#core/kit/id.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { useSession } from '../api/session.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'

export type Escalation = {
  readonly id: string
  readonly case: string
  readonly number: number | null
  readonly subject: string
  readonly customerName: string
  readonly reason: ManagerReason
  readonly standing: EscalationStanding
  readonly concerns: readonly AgentId[]
  readonly askedAt: number
  readonly answerBy: number
  readonly late: boolean
  readonly holder: AgentId | null
  readonly outcome: EscalationOutcome | null
  readonly toldHow: Telling | null
}
export type WholeEscalation = Escalation & {
  readonly facts: readonly {
    readonly type: string
    readonly at: number
    readonly by: string
    readonly words: string | null
  }[]
  readonly people: readonly AgentId[]
}
type Listed = { readonly items: readonly Escalation[]; readonly open: number }

const key = keys.escalations

/** Whether somebody may be among those who see any. */
export function useLeads(): boolean {
  const { roles } = useSession().agent
  return roles.includes('lead') || roles.includes('admin')
}

export const useEscalations = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Listed>('/escalations', {}, signal),
  })

/** How many wait to be ended; 0 for who leads nobody. */
export function useOpenEscalations(): number {
  const isAsked = useLeads()
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<Listed>('/escalations', {}, signal),
    enabled: isAsked,
  })
  return data?.open ?? 0
}

export const useEscalation = (id: string) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => get<WholeEscalation>(`/escalations/${id}`, {}, signal),
  })

export type Deed = 'acknowledge' | 'take' | 'concern' | 'tell' | 'end'
export type DeedOf = {
  readonly deed: Deed
  readonly body?: {
    readonly concerns?: readonly AgentId[]
    readonly told?: { readonly outcome: EscalationOutcome; readonly how: Telling; readonly text: string }
  }
}

/** Acts on one; what came of it stands on the page at once. */
export function useAct(id: string) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, body = {} }: DeedOf) =>
      post<WholeEscalation | null>(`/escalations/${id}/${deed}`, body),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
    onError: thrown => toast(refused(thrown, say)),
  })
}
