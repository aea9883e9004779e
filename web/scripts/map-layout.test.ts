// Where steps and arrows are drawn: below what leads to them, none over another, also of two thousand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { sampleScript } from '#test/support/sample-script.ts'
import { type Graph, graphOf } from './map-graph.ts'
import { type Laid, laidAtOnce, layOut, nodeHeight, nodeWidth, pathOf } from './map-layout.ts'
import { neighbourOf } from './map-moves.ts'
import { outlineOf } from './outline.ts'

const edge = (from: number, to: number) => ({ from, to, ways: [] })
const overlapping = ({ nodes }: Laid) => {
  const rows = Map.groupBy(nodes, one => one.row)
  return [...rows.values()].flatMap(row => {
    const sorted = row.toSorted((one, other) => one.x - other.x)
    return sorted.filter((one, i) => i > 0 && one.x < sorted[i - 1]!.x + nodeWidth)
  })
}

test('a script is a graph of its steps, with one arrow for all ways between the same two', () => {
  const { start, edges } = graphOf(outlineOf(parse(sampleScript)))
  const told = edges.map(({ from, to, ways }) => `${from}→${to} ${ways.map(one => one.by).join(',')}`)
  assert.deepEqual(
    [start, told],
    [
      0,
      [
        ...['0→7 next', '0→1 next,otherwise', '1→2 choice', '1→4 next,otherwise', '2→3 next'],
        ...['2→6 next,otherwise', '3→4 to', '4→5 worked', '4→4 failed', '4→6 otherwise,spent'],
      ],
    ],
  )
})
test('arrows to steps there are not, and a start that is none, are left out', () => {
  const way = { by: 'to', words: null, when: null } as const
  const step = { index: 0, kind: 'tell', head: '', sentences: [], facts: [] } as const
  const steps = [
    {
      ...step,
      name: 'a',
      ways: [
        { ...way, to: 'nowhere' },
        { ...way, to: null },
      ],
    },
  ]
  assert.deepEqual(graphOf({ steps, start: 'nowhere' }), { count: 1, start: 0, edges: [] })
})

test('each step is below every step that leads to it, and none covers another', () => {
  const graph = graphOf(outlineOf(parse(sampleScript)))
  const laid = laidAtOnce(graph)
  for (const { edge: one, points } of laid.edges) {
    assert.ok(laid.nodes[one.to]!.row > laid.nodes[one.from]!.row)
    assert.equal(points[0]!.y, laid.nodes[one.from]!.y + nodeHeight)
    assert.equal(points.at(-1)!.y, laid.nodes[one.to]!.y)
  }
  assert.deepEqual(
    laid.nodes.map(one => one.index),
    [0, 1, 2, 3, 4, 5, 6, 7],
  )
  assert.deepEqual(overlapping(laid), [])
})
test('an arrow back to where one was, or over many rows, is told at its step', () => {
  const chain = Array.from({ length: 6 }, (_, i) => edge(i, i + 1))
  const { told, edges } = laidAtOnce({
    count: 7,
    start: 0,
    edges: [...chain, edge(3, 1), edge(0, 6), edge(0, 3)],
  })
  assert.deepEqual(
    told.map(one => [one.from, one.to]),
    [
      [3, 1],
      [0, 6],
    ],
  )
  const long = edges.find(one => one.edge.from === 0 && one.edge.to === 3)
  assert.equal(long?.points.length, 4)
})
test('what nobody leads to stands with the first, and nothing at all has no size', () => {
  const { nodes } = laidAtOnce({ count: 2, start: 0, edges: [] })
  assert.deepEqual(
    nodes.map(one => one.row),
    [0, 0],
  )
  assert.deepEqual(laidAtOnce({ count: 0, start: 0, edges: [] }), {
    ...{ nodes: [], edges: [], told: [], width: 0, height: 0 },
  })
})
test('arrow keys lead along the arrows of the script, and to the step beside', () => {
  const laid = laidAtOnce({ count: 4, start: 0, edges: [edge(0, 1), edge(0, 2), edge(1, 3), edge(2, 3)] })
  const [left, right] = laid.nodes[1]!.x < laid.nodes[2]!.x ? [1, 2] : [2, 1]
  assert.ok([1, 2].includes(neighbourOf(laid, 0, 'ArrowDown')!))
  assert.equal(neighbourOf(laid, 1, 'ArrowUp'), 0)
  assert.equal(neighbourOf(laid, left, 'ArrowRight'), right)
  assert.equal(neighbourOf(laid, right, 'ArrowLeft'), left)
  for (const [from, key] of [
    [left, 'ArrowLeft'],
    [3, 'ArrowDown'],
    [0, 'ArrowUp'],
    [0, 'x'],
    [9, 'ArrowUp'],
  ] as const)
    assert.equal(neighbourOf(laid, from, key), null)
})
test('a line leaves and arrives upright', () => {
  assert.equal(
    pathOf([
      { x: 0, y: 0 },
      { x: 10, y: 40 },
    ]),
    'M0 0C0 20 10 20 10 40',
  )
  assert.equal(pathOf([]), '')
})

test('two thousand steps are laid out in parts, each told, and none covers another', () => {
  const count = 2_000
  const edges = Array.from({ length: count - 1 }, (_, i) => [
    edge(i, i + 1),
    edge(i, Math.min(count - 1, i + 2 + ((i * 7) % 5))),
    edge(i, count - 1),
  ])
  const graph: Graph = { count, start: 0, edges: edges.flat() }
  const parts: number[] = []
  const steps = layOut(graph)
  let next = steps.next()
  for (; !next.done; next = steps.next()) parts.push(next.value)
  assert.ok(parts.length > 20 && parts.every((one, i) => i === 0 || one > parts[i - 1]!))
  assert.equal(next.value.nodes.length, count)
  assert.deepEqual(overlapping(next.value), [])
})
