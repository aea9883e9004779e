// The present for components, without drawing everything every second. Not: the timer (now.ts).
import { useSyncExternalStore } from 'react'
import { nowMs, watchNow } from './now.ts'

/**
 * What `read` makes of the present. The component is drawn again only when the text or number it returns
 * changes.
 */
export const useOfNow = <T extends string | number | boolean>(read: (now: number) => T): T =>
  useSyncExternalStore(watchNow, () => read(nowMs()))
