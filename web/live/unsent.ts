// How many things wait on this browser to be sent. Not: the things, which their screens keep.
import { useSyncExternalStore } from 'react'

const counts = new Map<string, number>()
const watchers = new Set<() => void>()

/** Says how many unsent things one part keeps; 0 takes it away. */
export function setUnsent(part: string, count: number): void {
  if (count === 0) counts.delete(part)
  else counts.set(part, count)
  for (const watcher of watchers) watcher()
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** All unsent things of this page. */
export const useUnsent = (): number =>
  useSyncExternalStore(watch, () => [...counts.values()].reduce((sum, one) => sum + one, 0))
