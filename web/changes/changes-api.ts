// What the server tells of change requests, and acting on one. Not: how they look.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChangeKind } from '#core/change/change-fact.ts'
import type { ChangeStanding } from '#core/change/state.ts'
import type { AgentId, ProblemId } from '#core/kit/id.ts'
import type { Actor } from '#core/people/actor.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { useWishKeys } from '../api/wish-key.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'

export type Change = {
  readonly id: string
  readonly number: number
  readonly seq: number
  readonly standing: ChangeStanding
  readonly isOpen: boolean
  readonly title: string
  readonly kind: ChangeKind
  readonly owner: AgentId | null
  readonly product: string | null
  readonly tracker: string | null
  readonly entry: string | null
  readonly url: string | null
  readonly lost: 'deleted' | 'moved' | null
  readonly version: string | null
  readonly dueAt: number | null
  readonly openedAt: number
}
export type ChangeEntry = {
  readonly seq: number
  readonly type: string
  readonly at: number
  readonly by: Actor
  readonly [field: string]: unknown
}
export type WholeChange = Change & {
  readonly wanted: string
  readonly why: string
  readonly evidence: readonly { readonly seq: number; readonly words: string }[]
  readonly facts: readonly ChangeEntry[]
  readonly texts: Readonly<Record<string, string>>
  readonly people: Readonly<Record<string, string>>
  readonly cost: { readonly cases: number; readonly organisations: number }
  readonly cases: readonly { readonly id: string; readonly number: number; readonly subject: string }[]
  readonly calls: readonly {
    readonly seq: number
    readonly dueAt: number | null
    readonly code: string | null
    readonly says: string
  }[]
  readonly trackerName: string | null
  readonly trackerCode: string | null
  readonly may: readonly string[]
}
export type Filter = {
  readonly standing?: string
  readonly tracker?: string
  readonly product?: string
  readonly mine?: string
}
type Page = { readonly items: readonly Change[]; readonly next: string | null }

const key = [...keys.matters, 'changes'] as const

const callsEveryMs = 3_000

/** The list under a filter, page by page. */
export const useChanges = ({ standing = 'open', tracker, product, mine }: Filter) =>
  useInfiniteQuery({
    queryKey: [...key, 'list', standing, tracker ?? '', product ?? '', mine ?? ''],
    queryFn: ({ pageParam, signal }) => {
      const of = standing === 'open' ? { open: true } : standing === 'all' ? {} : { standing }
      const query = { ...of, tracker, product, owner: mine ? 'me' : '', cursor: pageParam, limit: 50 }
      return get<Page>('/changes', query, signal)
    },
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.next,
  })

export const useChange = (number: string) =>
  useQuery({
    queryKey: [...key, number],
    queryFn: ({ signal }) => get<WholeChange>(`/changes/${number}`, {}, signal),
    // What is on its way to a tracker is in no ledger: it is looked at again until it has arrived.
    refetchInterval: ({ state }) => (state.data?.calls.length ? callsEveryMs : false),
  })

type TrackerName = { readonly id: string; readonly name: string; readonly active: boolean }
/** Where changes may go. */
export const useTrackerNames = (): readonly TrackerName[] =>
  useQuery({
    queryKey: [...key, 'trackers'],
    queryFn: ({ signal }) => get<{ items: readonly TrackerName[] }>('/changes/trackers', {}, signal),
  }).data?.items ?? []

export type EvidenceLine = { readonly seq: number; readonly at: number; readonly words: string }
/** A wanted fact as it may leave the house; words null: nobody knows it yet. */
export type WantedLine = { readonly fact: string; readonly name: string; readonly words: string | null }
/** What a case says, as it may leave the house. */
export const useEvidence = (caseNumber: number | null) =>
  useQuery({
    queryKey: [...key, 'evidence', caseNumber],
    queryFn: async ({ signal }) =>
      (await get<{ items: readonly EvidenceLine[] }>(`/cases/${caseNumber}/evidence`, {}, signal)).items,
    enabled: caseNumber !== null,
  })

export type DeedOf = { readonly deed: string; readonly body?: object }
/** What was wrong with asking the tracker; `code` null: nothing. */
type Looked = { readonly code: string | null; readonly says: string }
type Done = Looked | object

/** Acts on one; what came of it stands on the page at once. */
export function useChangeDeed(number: number) {
  const say = useSay()
  const client = useQueryClient()
  const wish = useWishKeys()
  return useMutation({
    mutationFn: ({ deed, body = {} }: DeedOf) =>
      post<Done>(`/changes/${number}/${deed}`, body, { key: wish.of([deed, body]) }),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.matters }),
    onSuccess: (done, { deed }) => {
      wish.done()
      if (deed !== 'look') return toast({ text: say('change.saved') })
      const { code, says } = done as Looked
      if (code === null) return toast({ text: say('change.looked') })
      // A tracker that was asked in vain has told nothing.
      const why = [`${say(`set_up.trk_${code}`)}.`, says && say('set_up.mailbox_says', { says })]
      toast({ text: why.filter(Boolean).join(' '), kind: 'wrong' })
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}

export type NewChange = {
  readonly kind: ChangeKind
  readonly title: string
  readonly wanted: string
  readonly why: string
  readonly product?: string | null
  readonly case?: number
  readonly entries?: readonly number[]
  readonly problem?: ProblemId
}

/** Asks for one; hears its number. */
export function useAskChange(onDone: (number: number) => void) {
  const say = useSay()
  const client = useQueryClient()
  const keysOf = useWishKeys()
  return useMutation({
    mutationFn: (wish: NewChange) => post<{ number: number }>('/changes', wish, { key: keysOf.of(wish) }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.matters })
      void client.invalidateQueries({ queryKey: keys.cases })
    },
    onSuccess: ({ number }) => {
      keysOf.done()
      onDone(number)
    },
    onError: thrown => toast(refused(thrown, say)),
  })
}

/** What has to be known of a case, as it may leave the house, in this language. */
export const useWantedOutside = (caseNumber: number | null, language: string) =>
  useQuery({
    queryKey: [...key, 'wanted', caseNumber, language],
    queryFn: async ({ signal }) =>
      (await get<{ wanted: readonly WantedLine[] }>(`/cases/${caseNumber}/evidence`, { language }, signal))
        .wanted,
    enabled: caseNumber !== null,
  })
