// The command line of the simulator.
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { main } from '#bin/main.ts'

async function simulate(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = {
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    stdin: Readable.from([]),
    env: {},
    cwd: '/',
  }
  return { code: await main(['simulate', ...args], io), out, err }
}

test('a seed ends with one object that says what happened', async () => {
  const { code, out } = await simulate('--seed', '4711', '--days', '0.3', '--json')
  const { seed, days, steps, cases, events, violations } = JSON.parse(out.at(-1)!)
  assert.deepEqual([code, seed, days, violations], [0, 4711, 0.3, []])
  assert.ok(steps > 100 && cases > 0 && events['case.opened'] === cases)
})
test('without --json a sentence says it, with the fingerprint of the run', async () => {
  const { out } = await simulate('--seed', '7', '--days', '2', '--core')
  assert.match(out[0]!, /^seed 7, 2 days: \d+ steps, \d+ cases, \d+ facts, \d+ steps\/s, trace [0-9a-f]{16}$/)
})
test('several seeds at once are told as they are one after the other', async () => {
  const several = ['--seed', '40', '--runs', '3', '--days', '0.2', '--json']
  const [alone, atOnce] = [
    await simulate(...several, '--workers', '1'),
    await simulate(...several, '--workers', '2'),
  ]
  assert.deepEqual(atOnce, alone)
  assert.deepEqual(
    alone.out.map(line => JSON.parse(line).seed),
    [40, 41, 42],
  )
})
test('what makes no sense is bad usage', async () => {
  for (const bad of [['--seed', 'x'], ['--days', '-1'], ['--runs', '0'], ['--workers', '0'], ['--what']])
    assert.equal((await simulate(...bad)).code, 2)
})
