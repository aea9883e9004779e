// Where an arrow key leads from a step of the map: along an arrow of the script, or to the step beside it.
// Not: the map.
import type { Laid } from './map-layout.ts'

/** The index of the step there; null: none, or another key. */
export function neighbourOf({ nodes, edges }: Laid, from: number, key: string): number | null {
  const at = nodes[from]
  if (!at) return null
  const nearest = (indices: readonly number[]): number | null => {
    const [first] = indices.toSorted((a, b) => Math.abs(nodes[a]!.x - at.x) - Math.abs(nodes[b]!.x - at.x))
    return first ?? null
  }
  if (key === 'ArrowDown') return nearest(edges.flatMap(({ edge }) => (edge.from === from ? [edge.to] : [])))
  if (key === 'ArrowUp') return nearest(edges.flatMap(({ edge }) => (edge.to === from ? [edge.from] : [])))
  const beside = nodes.filter(one => one.row === at.row)
  if (key === 'ArrowRight') return nearest(beside.flatMap(one => (one.x > at.x ? [one.index] : [])))
  if (key === 'ArrowLeft') return nearest(beside.flatMap(one => (one.x < at.x ? [one.index] : [])))
  return null
}
