// Who is there, and how much each works on: counted for them alone, and no more often than needed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, instant, secondMs } from '#core/kit/time.ts'
import type { LiveTurn, LiveTurnTable } from '#store/desk/live-turn.ts'
import { whereabouts } from './whereabouts.ts'

const bo = 'agt_bo' as AgentId
const eva = 'agt_eva' as AgentId

/** A table that remembers who was counted; each works on as many cases as his name has letters. */
function table() {
  const counted: string[] = []
  const turns: LiveTurn[] = []
  const own: LiveTurnTable = {
    see: async () => {},
    pause: async () => {},
    all: async () => turns,
    worked: async agents => {
      counted.push(agents.join(' '))
      return agents.map(agent => ({ agent, cases: agent.length }))
    },
    cards: async () => [],
  }
  return { own, counted, turns }
}

test('only those who are there are counted, again when others come and every ten seconds', async () => {
  const { own, counted, turns } = table()
  let at: Instant = instant(1_000_000)
  const where = whereabouts(own, () => at)
  await where.see(new Set())
  await where.see(new Set([bo]))
  await where.see(new Set([bo]))
  assert.deepEqual(counted, ['', 'agt_bo'])
  turns.push({ agent: eva, seenAt: at, pausedUntil: null, pausedBecause: null })
  await where.see(new Set([bo]))
  assert.deepEqual(counted.slice(2), ['agt_bo agt_eva'], 'one whom another node saw')
  assert.deepEqual([where.there()[bo]?.cases, where.there()[eva]?.cases], [6, 7])
  at = instant(at + 9 * secondMs)
  await where.see(new Set([bo]))
  assert.equal(counted.length, 3)
  at = instant(at + secondMs)
  await where.see(new Set([bo]))
  assert.deepEqual(counted.slice(3), ['agt_bo agt_eva'])
})
