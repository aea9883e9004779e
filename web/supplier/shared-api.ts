// What people of another house are told of the supplier cases in their share, and answering. Not: our own
// pages of them (suppliers-api.ts).
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Severity } from '#core/case/event.ts'
import type { SentHow, SupplierAnswer } from '#core/supplier/supplier-fact.ts'
import { get, post } from '../api/client.ts'
import { keys } from '../api/query.ts'
import { refused } from '../api/refusal-text.ts'
import { saveFile } from '../case/save-file.ts'
import { toast } from '../kit/toast.ts'
import { useSay } from '../words.ts'
import type { Owed } from './suppliers-api.ts'

export type SharedStanding = 'asked' | 'late' | 'answered' | 'testing' | 'over'
export type SharedRow = {
  readonly number: number
  readonly title: string
  readonly severity: Severity
  readonly standing: SharedStanding
  readonly isOpen: boolean
  readonly reference: string | null
  readonly sentAt: number
  readonly dueAt: number | null
}
export type SharedLine = {
  readonly seq: number
  readonly at: number
  readonly what: 'sent' | 'said' | 'lodged' | 'retested' | 'solved' | 'reopened'
  readonly name: string | null
  readonly isTheirs: boolean
  readonly words: string | null
  readonly pack: boolean
  readonly answer: SupplierAnswer | null
  readonly version: string | null
  readonly reference: string | null
  readonly holds: boolean | null
  readonly files: readonly {
    readonly file: string
    readonly name: string
    readonly how: SentHow
    readonly isThere: boolean
  }[]
}
export type SharedPage = {
  readonly row: SharedRow
  readonly version: string | null
  readonly owed: readonly Owed[]
  readonly course: readonly SharedLine[]
}

const path = '/shared/supplier-cases'
const key = [...keys.matters, 'shared'] as const
type Page = { readonly items: readonly SharedRow[]; readonly next: string | null }

/** The list, page by page, the newest first. */
export const useSharedList = () =>
  useInfiniteQuery({
    queryKey: [...key, 'list'],
    queryFn: ({ pageParam, signal }) => get<Page>(path, { limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: page => page.next,
  })

export const useShared = (number: string) =>
  useQuery({
    queryKey: [...key, number],
    queryFn: ({ signal }) => get<SharedPage>(`${path}/${number}`, {}, signal),
  })

export type Answering = {
  readonly to: 'answer' | 'reference'
  readonly body: object
  /** one for what is on the form: pressed twice it is said once */
  readonly deed: string
}

/** Answers; what does not arrive stays on the form. */
export function useAnswering(number: string, onDone: () => void) {
  const say = useSay()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ to, body, deed }: Answering) => post(`${path}/${number}/${to}`, body, { key: deed }),
    onSuccess: () => {
      onDone()
      toast({ text: say('shared.answered') })
    },
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
    onError: thrown => toast(refused(thrown, say)),
  })
}

/** Fetches a file that went with it. */
export const useSharedFile = (number: number): ((file: string) => Promise<void>) => {
  const say = useSay()
  return async file => {
    try {
      await saveFile(`${path}/${number}/files/${file}`)
    } catch (thrown) {
      toast(refused(thrown, say))
    }
  }
}
