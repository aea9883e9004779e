// The questions of `tierline staffing`, line by line, as programs ask them.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { lineLengthMax } from '#bin/clock/lines.ts'
import { run } from '#bin/commands/staffing.ts'

async function told(...lines: string[]): Promise<Record<string, unknown>[]> {
  const out: string[] = []
  const stdin = Readable.from(lines.map(line => `${line}\n`))
  assert.equal(await run([], { out: line => out.push(line), err: assert.fail, stdin, env: {}, cwd: '/' }), 0)
  return out.map(line => JSON.parse(line) as Record<string, unknown>)
}
const asked = { id: 1, calls: 100, interval_s: 1800, aht_s: 180 }
const ask = async (more: object) => (await told(JSON.stringify({ ...asked, ...more })))[0]!
const near = (found: unknown, there: number) => assert.ok(Math.abs(Number(found) - there) < 1e-9, `${found}`)

test('how a queue goes with so many people', async () => {
  const found = await ask({ agents: 14, target_wait_s: 20 })
  assert.deepEqual([found.id, found.erlangs, found.unstable], [1, 10, undefined])
  near(found.p_wait, 0.174131933611068)
  near(found.service_level, 0.888350019179467)
  near(found.occupancy, 10 / 14)
  assert.equal((await ask({ agents: 14 })).service_level, undefined, 'no wait was named')
})

test('more than can be done, and people who give up', async () => {
  const grows = await ask({ agents: 9, target_wait_s: 20 })
  assert.deepEqual([grows.unstable, grows.occupancy, grows.p_wait], [true, null, undefined])
  const leave = await ask({ agents: 9, target_wait_s: 20, mean_patience_s: 60 })
  assert.equal(leave.unstable, undefined)
  assert.ok(Number(leave.p_abandon) > 0.1 && Number(leave.p_abandon) < 0.3)
})

test('the least number needed', async () => {
  const found = await ask({ target_service_level: 0.8, target_wait_s: 20 })
  assert.deepEqual([found.agents, found.agents_max_occupancy_85], [14, 14])
  const fewer = await ask({ target_service_level: 0.8, target_wait_s: 20, mean_patience_s: 60 })
  assert.ok(Number(fewer.agents) < 14)
})

test('a line that cannot be answered says why, and the next is read', async () => {
  const lines = [
    'nonsense',
    '[]',
    '{"id":2}',
    'x'.repeat(lineLengthMax + 1),
    JSON.stringify({ ...asked, agents: 14 }),
  ]
  const found = await told(...lines)
  assert.deepEqual(
    found.map(one => one.error),
    ['line.not_json', 'field.none', 'field.calls', 'line.too_long', undefined],
  )
  const error = async (more: object) => (await ask(more)).error
  assert.equal(await error({}), 'field.target_service_level')
  assert.equal(await error({ target_service_level: 0.8 }), 'field.target_wait_s')
  assert.equal(await error({ target_service_level: 1, target_wait_s: 20 }), 'goal.never_reached')
  assert.equal(await error({ agents: 1.5 }), 'field.agents')
  assert.equal(await error({ aht_s: 0, agents: 3 }), 'field.aht_s')
  assert.equal(await error({ calls: -1, agents: 3 }), 'field.calls')
  assert.equal(await error({ calls: 1e12, agents: 3 }), 'load.too_large')
  assert.equal(await error({ mean_patience_s: 1e9, agents: 3 }), 'load.too_large')
})
