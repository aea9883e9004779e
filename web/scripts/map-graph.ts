// The steps of a script as a graph to be drawn: which arrows there are between which steps. Not: where they
// are drawn (map-layout.ts).
import type { Outline, Way } from './outline.ts'

export type Edge = {
  readonly from: number
  readonly to: number
  /** every way that leads there, in their order */
  readonly ways: readonly Way[]
}
export type Graph = {
  readonly count: number
  /** the index of the first step */
  readonly start: number
  readonly edges: readonly Edge[]
}

/** Arrows to steps there are, one for all ways between the same two. */
export function graphOf({ steps, start }: Pick<Outline, 'steps' | 'start'>): Graph {
  const indices = new Map<string, number>()
  // Of two with one name the first counts, as in a walk.
  for (const { name, index } of steps) if (name !== '' && !indices.has(name)) indices.set(name, index)
  const edges = steps.flatMap(({ index: from, ways }) => {
    const byTarget = new Map<number, Way[]>()
    for (const way of ways) {
      const to = way.to === null ? undefined : indices.get(way.to)
      if (to !== undefined) byTarget.set(to, [...(byTarget.get(to) ?? []), way])
    }
    return [...byTarget].map(([to, all]): Edge => ({ from, to, ways: all }))
  })
  return { count: steps.length, start: indices.get(start) ?? 0, edges }
}
