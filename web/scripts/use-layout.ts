// Lays a script's map out a part at a time, so that the page stays alive; it can be broken off. Not: how
// (map-layout.ts).
import { useEffect, useMemo, useState } from 'react'
import { type Graph, graphOf } from './map-graph.ts'
import { type Laid, layOut } from './map-layout.ts'
import type { Outline } from './outline.ts'

/** So long the page does nothing else, then it draws and listens. */
const sliceMs = 12

export type Layout = {
  readonly laid: Laid | null
  /** from 0 to 1 */
  readonly done: number
  readonly isCancelled: boolean
  cancel(): void
  again(): void
}

/** The layout of the steps as they are now; while a new one is made the old one stays. */
export function useLayout({ steps, start }: Outline): Layout {
  const graph = useMemo(() => graphOf({ steps, start }), [steps, start])
  const [state, setState] = useState<{ laid: Laid | null; done: number }>({ laid: null, done: 0 })
  const [round, setRound] = useState({ n: 0, isCancelled: false })
  useEffect(() => {
    if (round.isCancelled) return
    return inSlices(graph, (done, laid) => setState(now => ({ laid: laid ?? now.laid, done })))
  }, [graph, round])
  return {
    ...state,
    isCancelled: round.isCancelled,
    cancel: () => setRound(({ n }) => ({ n, isCancelled: true })),
    again: () => setRound(({ n }) => ({ n: n + 1, isCancelled: false })),
  }
}

/** Begins at once; what it returns breaks it off. */
function inSlices(graph: Graph, tell: (done: number, laid: Laid | null) => void): () => void {
  const steps = layOut(graph)
  let timer: ReturnType<typeof setTimeout> | undefined
  const go = () => {
    const began = performance.now()
    let next = steps.next()
    while (!next.done && performance.now() - began < sliceMs) next = steps.next()
    if (next.done) return tell(1, next.value)
    tell(next.value, null)
    timer = setTimeout(go)
  }
  go()
  return () => clearTimeout(timer)
}
