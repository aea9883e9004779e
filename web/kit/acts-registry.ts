// The acts the palette can do on the screen that is open. Not: the palette (palette.tsx), nor its matching.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Values } from '#words/say.ts'

/**
 * An act by its key in the catalogue, so that it is found in English too. Destructive ones name their object.
 */
export type ActWish = {
  readonly id: string
  readonly key: string
  readonly values?: Values
  readonly keys?: string
  readonly run: () => void
}
type Group = { readonly title: string; readonly acts: readonly ActWish[]; readonly rank: number }

let groups: readonly Group[] = []
const watchers = new Set<() => void>()
const set = (next: readonly Group[]) => {
  groups = next
  for (const watcher of watchers) watcher()
}
const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/**
 * Offers acts in the palette while the component stands; `title` heads them ("On 4821, Internet goes off").
 * Screens come first, the shell (rank 1) after them.
 */
export function useActs(title: string, acts: readonly ActWish[], rank: 0 | 1 = 0): void {
  const latest = useRef(acts)
  latest.current = acts
  const named = acts.map(one => `${one.id}${one.key}${JSON.stringify(one.values ?? '')}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are what the palette sees of the acts
  useEffect(() => {
    const group: Group = {
      title,
      rank,
      acts: latest.current.map(one => ({
        ...one,
        run: () => (latest.current.find(each => each.id === one.id) ?? one).run(),
      })),
    }
    set([...groups, group].sort((a, b) => a.rank - b.rank))
    return () => set(groups.filter(one => one !== group))
  }, [title, named, rank])
}

/** What the palette offers now. */
export const useActGroups = (): readonly Group[] => useSyncExternalStore(watch, () => groups)
