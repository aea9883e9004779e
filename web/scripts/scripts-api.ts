// What the pages of scripts read and write, typed once. Not: the pages, nor who may (core/access/set-up.ts).
import { type QueryClient, useQuery } from '@tanstack/react-query'
import type { AgentId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import type { Clash } from '#core/script/merge-drafts.ts'
import type { Wording } from '#core/script/script.ts'
import { get, post } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { keys } from '../api/query.ts'
import type { From } from './draft.ts'

export type ScriptLine = {
  readonly slug: string
  readonly version: number
  readonly title: Wording
  readonly says: Wording
  readonly languages: readonly Language[]
  readonly steps: number
}
export type DraftLine = Omit<ScriptLine, 'version' | 'languages'> & {
  readonly revision: number
  readonly at: number
  readonly by: AgentId
}
export type Published = {
  readonly slug: string
  readonly version: number
  readonly isLive: boolean
  readonly form: unknown
}
export type Fault = {
  readonly path: string
  readonly code: string
  readonly step: string | null
  readonly details: Readonly<Record<string, string>>
  /** a sentence in the reader's language */
  readonly message: string
}
export type Draft = {
  readonly slug: string
  readonly revision: number
  readonly at: number
  readonly by: AgentId
  readonly form: unknown
  /** null: it was not asked what stands against publishing it */
  readonly faults: readonly Fault[] | null
}
export type Past = {
  readonly live: number | null
  readonly items: readonly { readonly version: number; readonly at: number; readonly by: AgentId | null }[]
}

type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

const pagesMax = 50

/** Every page of a list; a desk has tens of scripts, and they are searched while one types. */
async function all<T>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const items: T[] = []
  let cursor: string | null = ''
  for (let page = 0; cursor !== null && page < pagesMax; page++) {
    const { items: more, next }: Page<T> = await get<Page<T>>(path, { limit: 100, cursor }, signal)
    items.push(...more)
    cursor = next
  }
  return items
}

export type Lists = { readonly published: readonly ScriptLine[]; readonly drafts: readonly DraftLine[] }

/** All scripts: those new walks can begin with, and those that are being written. */
export const useScripts = () =>
  useQuery({
    queryKey: [...keys.scripts, 'list'],
    queryFn: async ({ signal }): Promise<Lists> => {
      const [published, drafts] = await Promise.all([
        all<ScriptLine>('/scripts', signal),
        all<DraftLine>('/script-drafts', signal),
      ])
      return { published, drafts }
    },
  })

/** null where the server says that there is none. */
const orNone = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch(thrown => {
    if (isProblem(thrown) && thrown.status === 404) return null
    throw thrown
  })

export type Whole = {
  readonly draft: Draft | null
  readonly past: Past | null
  readonly shown: Published | null
}

/** Under which a script is kept; `version` 0: what is current. */
export const scriptKey = (slug: string, version: number) => [...keys.scripts, 'one', slug, version] as const

/**
 * A script with its draft and its past; `version` 0: the live one. All parts null: there is no such script.
 */
export const useScript = (slug: string, version: number) =>
  useQuery({
    queryKey: scriptKey(slug, version),
    // Comparing the whole of a long script with what was there would stop whoever types.
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<Whole> => {
      const path = `/scripts/${encodeURIComponent(slug)}`
      const [draft, past, shown] = await Promise.all([
        // Judging a long one takes a moment, for which opening it does not wait.
        orNone(get<Draft>(`${path}/draft`, { faults: false }, signal)),
        orNone(get<Past>(`${path}/versions`, {}, signal)),
        orNone(get<Published>(path, { version: version === 0 ? null : version }, signal)),
      ])
      return { draft, past, shown }
    },
  })

export type SavedDraft = Draft & { readonly clashes: readonly Clash[] }

/** What stands against publishing a draft; asked for while nothing else has told it. */
export const useToldFaults = (slug: string, revision: number, isAsked: boolean) =>
  useQuery({
    queryKey: [...keys.scripts, 'faults', slug, revision],
    enabled: isAsked,
    queryFn: ({ signal }) =>
      get<{ faults: readonly Fault[] }>(`/scripts/${encodeURIComponent(slug)}/draft/faults`, {}, signal),
  })

/** Saves a draft with what it was made from; the answer is what is there now. */
export async function putDraft(
  client: QueryClient,
  { slug, form, from }: { readonly slug: string; readonly form: unknown; readonly from: From },
): Promise<SavedDraft> {
  const path = `/scripts/${encodeURIComponent(slug)}/draft`
  const answer = await post<SavedDraft>(`${path}?brief=true`, { form, ...from }, { method: 'PUT' })
  // What was just sent does not come back.
  const draft = { ...answer, form: answer.form ?? form }
  // A long script is not asked for again after each saving.
  client.setQueryData<Whole>(scriptKey(slug, 0), whole => whole && { ...whole, draft })
  await client.invalidateQueries({ queryKey: [...keys.scripts, 'list'], refetchType: 'none' })
  return draft
}

/** Whatever was written: scripts are read anew. */
export const refreshScripts = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: keys.scripts })
