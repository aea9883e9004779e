// A list one walks with j/k or the arrows: exactly one row is in reach of Tab. Not: where a move leads
// (roving.ts).
import { useEffect, useRef, useState } from 'react'
import { kept, moved } from './roving.ts'
import { useKeys } from './use-keys.ts'

type Wish = {
  readonly keys: readonly string[]
  /** Enter on a row, or a click */
  readonly onOpen?: (key: string) => void
  /** what moving is called in the sheet of keys */
  readonly does?: string
  /** j/k listen on the whole screen (the main list) or only inside the list */
  readonly off?: boolean
  /** asked before focusing, so that a virtual list can scroll the row into being */
  readonly onMove?: (key: string) => void
}

/** The row in focus, how to set it, and the attributes of each row. */
export function useRoving({ keys, onOpen, does = '', off = false, onMove }: Wish) {
  const [at, setAt] = useState<string | null>(null)
  const before = useRef(keys)
  const rows = useRef(new Map<string, HTMLElement>())
  useEffect(() => {
    setAt(now => kept(before.current, keys, now))
    before.current = keys
  }, [keys])
  const go = (key: string | null) => {
    if (key === null) return
    setAt(key)
    onMove?.(key)
    const row = rows.current.get(key)
    if (row) row.focus()
    else requestAnimationFrame(() => rows.current.get(key)?.focus())
  }
  const down = { does, run: () => go(moved(keys, at, 1)) }
  const up = { does, run: () => go(moved(keys, at, -1)) }
  const quiet = { down: () => go(moved(keys, at, 1)), up: () => go(moved(keys, at, -1)) }
  useKeys(off ? {} : { j: down, k: up, arrowdown: quiet.down, arrowup: quiet.up }, 'list')
  const rowProps = (key: string) => ({
    tabIndex: key === (at ?? keys[0]) ? 0 : -1,
    ref: (row: HTMLElement | null) => {
      if (row) rows.current.set(key, row)
      else rows.current.delete(key)
    },
    onFocus: () => setAt(key),
    onKeyDown: (event: React.KeyboardEvent) => {
      // With ⌘ or Ctrl it is the main button that is meant.
      const isPlain = !event.ctrlKey && !event.metaKey
      if (event.key === 'Enter' && isPlain && event.target === event.currentTarget) {
        event.preventDefault()
        onOpen?.(key)
      }
    },
  })
  return { at, go, rowProps }
}
