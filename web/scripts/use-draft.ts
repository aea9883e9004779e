// The draft that is open on a page: written, saved by itself, told when it is not. Not: what a change is
// (draft.ts), nor when it is saved (draft-keeper.ts).
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { mayRetry } from '../api/problem.ts'
import { setUnsent } from '../live/unsent.ts'
import { isSaved } from './draft.ts'
import { draftKeeper, type Keeper } from './draft-keeper.ts'
import { putDraft, type SavedDraft, type Whole } from './scripts-api.ts'

export type DraftKeeper = Keeper<SavedDraft> & { readonly watch: (watcher: () => void) => () => void }

function keeperOf(client: QueryClient, slug: string, { draft, shown }: Whole): DraftKeeper {
  const watchers = new Set<() => void>()
  const keeper = draftKeeper<SavedDraft>({
    form: (draft ?? shown)?.form,
    from: draft ? { revision: draft.revision } : { revision: 0, ...(shown && { version: shown.version }) },
    send: (form, from) => putDraft(client, { slug, form, from }),
    mayPass: mayRetry,
    tell: () => {
      for (const watcher of watchers) watcher()
    },
  })
  return {
    ...keeper,
    watch: watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

/** The keeper of this script's draft and what it has now. */
export function useDraft(slug: string, whole: Whole) {
  const client = useQueryClient()
  const [keeper] = useState(() => keeperOf(client, slug, whole))
  const kept = useSyncExternalStore(keeper.watch, keeper.now)
  const isKept = isSaved(kept.draft)
  useEffect(() => follow(keeper, whole), [keeper, whole])
  useEffect(() => () => void keeper.end(), [keeper])
  useEffect(() => {
    setUnsent('script-draft', isKept ? 0 : 1)
    if (isKept) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    const again = () => void keeper.save()
    addEventListener('beforeunload', ask)
    addEventListener('online', again)
    return () => {
      setUnsent('script-draft', 0)
      removeEventListener('beforeunload', ask)
      removeEventListener('online', again)
    }
  }, [keeper, isKept])
  return { keeper, kept }
}

/** What was read anew: somebody saved, published, or threw the draft away. */
function follow(keeper: DraftKeeper, { draft, shown }: Whole): void {
  const now = keeper.now().draft
  const { revision, version } = now.kept.from
  if (draft) keeper.take({ clashes: [], ...draft })
  else if (isSaved(now) && shown && (revision > 0 || version !== shown.version))
    keeper.restart(shown.form, { revision: 0, version: shown.version })
}
