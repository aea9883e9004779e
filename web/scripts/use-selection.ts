// Which step is looked at, which are folded, what is searched for; and the rows that are seen by that. A step
// is followed by its name when others move. Not: the keys (use-outline-keys.ts).
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Outline } from './outline.ts'
import { wholeAt } from './outline-tree.tsx'
import { found, foldedFirst, type TreeRow, treeOf, unfolded } from './tree.ts'

type Sight = { readonly index: number; readonly name: string }

export function useSelection(outline: Outline) {
  const all = useMemo(() => treeOf(outline), [outline])
  const [sight, setSight] = useState<Sight>(() => ({ index: 0, name: outline.steps[0]?.name ?? '' }))
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => foldedFirst(all))
  const [focus, setFocus] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed)
  const rows = useMemo(
    () => (wanted.trim() === '' ? unfolded(all, folded) : found(all, wanted)),
    [all, folded, wanted],
  )
  const at = placeOf(sight, outline)

  /** `row` gives the focus to the row, `none` leaves it where it is. */
  const go = (index: number, focused: 'row' | 'none' = 'row', name = outline.steps[index]?.name ?? '') => {
    setSight({ index, name })
    setOpen(true)
    const above = parentsOf(all, index)
    if (above.some(one => folded.has(one)))
      setFolded(new Set([...folded].filter(one => !above.includes(one))))
    if (wanted !== '' && !rows.some(({ step }) => step.index === index)) setTyped('')
    if (focused === 'row') setFocus(n => n + 1)
  }
  const fold = ({ step, below }: TreeRow, wish: 'turn' | 'open' | 'close' = 'turn') => {
    if (below === 0) return
    const isFolded = folded.has(step.name)
    if (wish === (isFolded ? 'close' : 'open')) return
    const next = new Set(folded)
    if (!next.delete(step.name)) next.add(step.name)
    setFolded(next)
  }
  const now = { all, rows, at, folded, focus, isOpen, typed, setTyped, setOpen, go, fold, setFocus }
  return { ...now, ...useSteady({ go, fold }) }
}

/** The same functions at every drawing, which do what the newest would: rows are not drawn anew. */
function useSteady({ go, fold }: { go: (index: number) => void; fold: (row: TreeRow) => void }) {
  const latest = useRef({ go, fold })
  latest.current = { go, fold }
  const [steady] = useState(() => ({
    openRow: (index: number) => latest.current.go(index),
    foldRow: (row: TreeRow) => latest.current.fold(row),
  }))
  return steady
}

export type Selection = ReturnType<typeof useSelection>

/** Where the step is by now: others may have put some before it. */
function placeOf({ index, name }: Sight, { steps }: Outline): number {
  if (index === wholeAt || steps.length === 0) return wholeAt
  if (steps[index]?.name === name) return index
  const named = name === '' ? undefined : steps.find(one => one.name === name)
  return named?.index ?? Math.min(index, steps.length - 1)
}

function parentsOf(all: readonly TreeRow[], index: number): readonly string[] {
  const names: string[] = []
  for (let row = all[index]; row && row.parent !== null; row = all[row.parent])
    names.push(all[row.parent]!.step.name)
  return names
}
