// Where each step and arrow of a script is drawn: in rows from the start down, few arrows crossing. It stops
// between its parts, so that a page that draws two thousand steps stays alive. Not: the drawing itself.
// Our own because a script is dense with long arrows to few ends, on which a general layout takes minutes
// (docs/dependencies.md); here an arrow that would cross more than a few rows is told at its step instead.
import type { Edge, Graph } from './map-graph.ts'

export const nodeWidth = 232
export const nodeHeight = 96
const gapAcross = 36
/** between the rows */
export const rowGap = 72
const bendWidth = 20
/** An arrow over more rows than this, or upwards, is a number at its step. */
const rowsMax = 3
const sweeps = 12
const settlings = 8

export type Point = { readonly x: number; readonly y: number }
export type LaidNode = Point & { readonly index: number; readonly row: number }
export type LaidEdge = { readonly edge: Edge; readonly points: readonly Point[] }
export type Laid = {
  /** by index; the point is the upper left corner */
  readonly nodes: readonly LaidNode[]
  readonly edges: readonly LaidEdge[]
  /** arrows that are told at their step, in their order */
  readonly told: readonly Edge[]
  readonly width: number
  readonly height: number
}

/** A place in a row: of a step, or (`step` null) where an arrow passes through. */
type Spot = {
  readonly step: number | null
  readonly row: number
  readonly width: number
  readonly up: Spot[]
  readonly down: Spot[]
  x: number
}

/** Yields how much of it is done, from 0 to 1. */
export function* layOut(graph: Graph): Generator<number, Laid> {
  const rowOf = rowsOf(graph)
  yield 0.1
  const { rows, drawn, told } = spotsOf(graph, rowOf)
  yield 0.2
  for (let sweep = 0; sweep < sweeps; sweep++) {
    order(rows, sweep % 2 === 0 ? 'up' : 'down')
    yield 0.2 + (0.5 * (sweep + 1)) / sweeps
  }
  spread(rows)
  for (let n = 0; n < settlings; n++) {
    settle(rows, n % 2 === 0 ? 'up' : 'down')
    yield 0.7 + (0.3 * (n + 1)) / settlings
  }
  return laidOut(rows, drawn, told)
}

/** The whole of it at once: of a script that is small, or where nobody waits. */
export function laidAtOnce(graph: Graph): Laid {
  const steps = layOut(graph)
  for (;;) {
    const next = steps.next()
    if (next.done) return next.value
  }
}

/** The row of each step: one below the lowest that leads to it; arrows that lead back do not count. */
function rowsOf({ count, start, edges }: Graph): readonly number[] {
  const out = Array.from({ length: count }, (): number[] => [])
  for (const { from, to } of edges) out[from]!.push(to)
  const state = new Uint8Array(count)
  const backwards = new Set<number>()
  const finished: number[] = []
  const visit = (root: number) => {
    const open = [{ at: root, next: 0 }]
    state[root] = 1
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const to = out[top.at]![top.next++]
      if (to === undefined) {
        state[top.at] = 2
        finished.push(top.at)
        open.pop()
      } else if (state[to] === 0) {
        state[to] = 1
        open.push({ at: to, next: 0 })
      } else if (state[to] === 1) backwards.add(top.at * count + to)
    }
  }
  const all = [start, ...Array.from({ length: count }, (_, index) => index)]
  for (const one of all) if (one < count && state[one] === 0) visit(one)
  const rows = new Array<number>(count).fill(0)
  for (const from of finished.toReversed())
    for (const to of out[from]!)
      if (!backwards.has(from * count + to)) rows[to] = Math.max(rows[to]!, rows[from]! + 1)
  return rows
}

type Drawn = { readonly edge: Edge; readonly spots: readonly Spot[] }

function spotsOf({ count, edges }: Graph, rowOf: readonly number[]) {
  const rows: Spot[][] = []
  const add = (step: number | null, row: number): Spot => {
    const width = step === null ? bendWidth : nodeWidth
    const spot: Spot = { step, row, width, up: [], down: [], x: 0 }
    while (rows.length <= row) rows.push([])
    rows[row]!.push(spot)
    return spot
  }
  const ofStep = Array.from({ length: count }, (_, index) => add(index, rowOf[index]!))
  const drawn: Drawn[] = []
  const told: Edge[] = []
  for (const edge of edges) {
    const [from, to] = [ofStep[edge.from]!, ofStep[edge.to]!]
    const span = to.row - from.row
    if (span < 1 || span > rowsMax) {
      told.push(edge)
      continue
    }
    const bends = Array.from({ length: span - 1 }, (_, i) => add(null, from.row + 1 + i))
    const spots = [from, ...bends, to]
    spots.forEach((spot, i) => {
      const next = spots[i + 1]
      if (!next) return
      spot.down.push(next)
      next.up.push(spot)
    })
    drawn.push({ edge, spots })
  }
  return { rows, drawn, told }
}

/** Each row by the middle of what it hangs on, row by row. */
function order(rows: readonly Spot[][], by: 'up' | 'down'): void {
  for (const row of inTurn(rows, by)) {
    const middle = new Map(row.map((spot, i) => [spot, meanOf(spot[by]) ?? i]))
    row.sort((one, other) => middle.get(one)! - middle.get(other)!)
    row.forEach((spot, i) => {
      spot.x = i
    })
  }
}

/** From the top down where one hangs on what is above, else from below up. */
const inTurn = (rows: readonly Spot[][], by: 'up' | 'down') => (by === 'up' ? rows : rows.toReversed())

const meanOf = (spots: readonly Spot[]): number | null =>
  spots.length === 0 ? null : spots.reduce((sum, one) => sum + one.x, 0) / spots.length

/** Side by side, each row around the same middle. `x` is the middle of a spot from here on. */
function spread(rows: readonly Spot[][]): void {
  for (const row of rows) {
    let x = 0
    for (const spot of row) {
      spot.x = x + spot.width / 2
      x += spot.width + gapAcross
    }
    for (const spot of row) spot.x -= (x - gapAcross) / 2
  }
}

/** Each spot towards the middle of what it hangs on, as far as its neighbours leave it room. */
function settle(rows: readonly Spot[][], by: 'up' | 'down'): void {
  for (const row of inTurn(rows, by)) {
    const wished = row.map(spot => meanOf(spot[by]) ?? spot.x)
    let left = Number.NEGATIVE_INFINITY
    row.forEach((spot, i) => {
      spot.x = Math.max(wished[i]!, left + spot.width / 2)
      left = spot.x + spot.width / 2 + gapAcross
    })
    // Pushed to the right only: the whole row moves back by what it was pushed in the mean.
    const pushed = row.reduce((sum, spot, i) => sum + spot.x - wished[i]!, 0) / Math.max(row.length, 1)
    for (const spot of row) spot.x -= pushed
  }
}

const topOf = (row: number) => row * (nodeHeight + rowGap)

function laidOut(rows: readonly Spot[][], drawn: readonly Drawn[], told: readonly Edge[]): Laid {
  const all = rows.flat()
  const left = Math.min(0, ...rows.map(row => (row[0] ? row[0].x - row[0].width / 2 : 0)))
  const right = Math.max(0, ...rows.map(row => (row.at(-1) ? row.at(-1)!.x + row.at(-1)!.width / 2 : 0)))
  const nodes = all
    .flatMap(({ step, row, x }) =>
      step === null ? [] : [{ index: step, row, x: x - nodeWidth / 2 - left, y: topOf(row) }],
    )
    .sort((one, other) => one.index - other.index)
  const ports = portsOf(drawn)
  const edges = drawn.map(({ edge, spots }): LaidEdge => {
    const points = spots.map(({ x, row }, i) => ({
      x: (i === 0 ? x + ports.get(edge)! : x) - left,
      y: topOf(row) + (i === 0 ? nodeHeight : i === spots.length - 1 ? 0 : nodeHeight / 2),
    }))
    return { edge, points }
  })
  const height = rows.length === 0 ? 0 : topOf(rows.length - 1) + nodeHeight
  return { nodes, edges, told, width: right - left, height }
}

/** Where at the lower edge of its step an arrow leaves: in the order in which they go apart. */
function portsOf(drawn: readonly Drawn[]): ReadonlyMap<Edge, number> {
  const bySource = Map.groupBy(drawn, ({ edge }) => edge.from)
  return new Map(
    [...bySource.values()].flatMap(all => {
      const sorted = all.toSorted((one, other) => one.spots[1]!.x - other.spots[1]!.x)
      const room = nodeWidth / (sorted.length + 1)
      return sorted.map(({ edge }, i): [Edge, number] => [edge, room * (i + 1) - nodeWidth / 2])
    }),
  )
}

/** The line through some points, as SVG writes it: upright where it begins, passes and ends. */
export function pathOf([first, ...rest]: readonly Point[]): string {
  if (!first) return ''
  let from = first
  const parts = rest.map(to => {
    const bend = (to.y - from.y) / 2
    const middle = [from.x, from.y + bend, to.x, to.y - bend, to.x, to.y].map(whole)
    const part = `C${middle.join(' ')}`
    from = to
    return part
  })
  return `M${whole(first.x)} ${whole(first.y)}${parts.join('')}`
}

const whole = (n: number): number => Math.round(n * 10) / 10
