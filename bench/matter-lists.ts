// How long the lists of problems, supplier cases and change requests take to answer over HTTP, with a hundred
// thousand of each. Not: their plans, which a test looks at (store/desk/matter-plans.test.ts).
import { client } from '#bench/http.ts'
import { percentile } from '#bench/machine.ts'
import type { Bench, Figure } from '#bench/measures.ts'
import { fillMatters } from '#store/many-matters.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

const targetMs = 100
const times = 50
const lists = {
  problems: 'matters/problems?limit=50',
  'problems, dismissed': 'matters/problems?standing=dismissed&limit=50',
  'supplier cases': 'matters/supplier-cases?limit=50',
  'supplier cases, what is due first': 'matters/supplier-cases?sort=due&limit=50',
  'change requests': 'changes?limit=50',
  'change requests, rejected': 'changes?standing=rejected&limit=50',
} as const

/** Fills the lists and asks for the first page of each. */
export async function matterLists(
  { node, token }: Bench,
  store: PostgresStore,
  count: number,
): Promise<Figure[]> {
  await fillMatters(store.pool, count, await store.now())
  const send = client(node.url, token, 1)
  const figures: Figure[] = []
  for (const [what, path] of Object.entries(lists)) {
    const took: number[] = []
    await send('GET', `/api/v1/${path}`)
    for (let i = 0; i < times; i++) {
      const started = performance.now()
      const { status, text } = await send('GET', `/api/v1/${path}`)
      if (status !== 200) throw new Error(`${path} answers ${status} ${text}`)
      took.push(performance.now() - started)
    }
    const ms = percentile(took, 0.95)
    figures.push({
      what: `list of ${what}, with ${count}, p95`,
      value: Math.round(ms * 10) / 10,
      unit: 'ms',
      target: `≤ ${targetMs} ms`,
      met: ms <= targetMs,
    })
  }
  return figures
}
