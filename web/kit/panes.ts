// How many panes fit: three wide, two with the panel as a sheet, one on a phone. Not: what stands in them.
import { useSyncExternalStore } from 'react'

export type Panes = 'one' | 'two' | 'three'
/** Below this width one pane at a time; below the next one the panel is a sheet. */
export const onePaneBelow = 800
export const panelSheetBelow = 1100

/** The panes for a width in CSS pixels. */
export const panesFor = (width: number): Panes =>
  width < onePaneBelow ? 'one' : width < panelSheetBelow ? 'two' : 'three'

const watch = (watcher: () => void) => {
  addEventListener('resize', watcher)
  return () => removeEventListener('resize', watcher)
}

/** Below this height what stands above a text leaves it too little room. */
export const lowBelow = 700

/** Whether this window has room for one thing at a time only, by its width or its height. */
export const useTight = (): boolean =>
  useSyncExternalStore(watch, () => innerWidth < onePaneBelow || innerHeight < lowBelow)

/** The panes of this window, kept up to date. */
export const usePanes = (): Panes => useSyncExternalStore(watch, () => panesFor(innerWidth))
