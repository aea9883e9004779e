// How a queue goes, against independent ways to compute the same: exact fractions, the chain of births and
// deaths itself, and a queue played call by call.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { erlangA, erlangB, erlangC, erlangsOf, leastAgents, type Load, withinOccupancy } from './erlang.ts'

const load: Load = { calls: 100, intervalS: 1800, ahtS: 180 }
const near = (found: number | undefined, there: number, within = 1e-9) =>
  assert.ok(
    found !== undefined && Math.abs(found - there) <= within * Math.max(1, Math.abs(there)),
    `${found} is not ${there}`,
  )

/** Where a queue of people who give up stands, by its own chain: so many in it with such a chance. */
function chain({ calls, intervalS, ahtS }: Load, agents: number, patienceS: number) {
  const arrivals = calls / intervalS
  let term = 1
  const terms = [1]
  for (let k = 1; k < 4_000; k++) {
    term *= arrivals / (Math.min(k, agents) / ahtS + Math.max(0, k - agents) / patienceS)
    terms.push(term)
  }
  const sum = terms.reduce((a, b) => a + b, 0)
  const inQueue = terms.reduce((a, b, k) => a + b * Math.max(0, k - agents), 0) / sum
  const waits = terms.reduce((a, b, k) => a + (k >= agents ? b : 0), 0) / sum
  return { waits, inQueue, givesUp: inQueue / patienceS / arrivals }
}

test('nobody who cannot wait: Erlang B is the sum of its fractions', () => {
  assert.equal(erlangB(0, 3), 1)
  near(erlangB(1, 3), 3 / 4)
  near(erlangB(2, 1), 1 / 5)
  assert.deepEqual([erlangB(0, 0), erlangB(2, 0)], [1, 0])
  assert.equal(erlangB(900_000, 1), 0, 'far more people than calls')
})

test('everybody waits: two people and one Erlang wait a third', () => {
  const two = erlangC({ calls: 60, intervalS: 3600, ahtS: 60 }, 2)
  near(two.waiting?.pWait, 1 / 3)
  near(two.occupancy!, 0.5)
  near(two.waiting?.asaS, 20)
  near(two.waiting?.answeredWithin(60), 1 - Math.exp(-1) / 3)
  near(two.waiting?.waitsOver(0), 1 / 3)
  near(two.waiting?.meanQueue, 1 / 3)
})

test('more than can be done grows without end, and nothing is said of the wait', () => {
  for (const agents of [0, 9, 10]) {
    const { unstable, occupancy, waiting } = erlangC(load, agents)
    assert.deepEqual([unstable, occupancy, waiting], [true, null, undefined])
  }
})

test('nobody calls: nobody waits', () => {
  const none = { ...load, calls: 0 }
  for (const queue of [erlangC(none, 0), erlangC(none, 3), erlangA(none, 0, 60)]) {
    assert.deepEqual([queue.unstable, queue.occupancy, queue.waiting?.pWait], [false, 0, 0])
    assert.deepEqual([queue.waiting?.answeredWithin(0), queue.waiting?.waitsOver(0)], [1, 0])
  }
  assert.equal(leastAgents(none, { serviceLevel: 0.8, waitS: 20 })?.agents, 0)
})

test('who gives up makes room: Erlang A is the chain of births and deaths', () => {
  for (const [agents, patience] of [
    [12, 60],
    [10, 300],
    [7, 45],
    [3, 600],
    [0, 30],
  ] as const) {
    const { waiting, occupancy, erlangs } = erlangA(load, agents, patience)
    const exact = chain(load, agents, patience)
    near(waiting?.pWait, exact.waits)
    near(waiting?.pAbandon, exact.givesUp)
    near(waiting?.meanQueue, exact.inQueue)
    near(waiting?.asaS, (exact.inQueue / load.calls) * load.intervalS)
    near(occupancy!, agents === 0 ? 0 : (erlangs * (1 - exact.givesUp)) / agents)
    // Whoever does not give up is answered in the end, and all who wait do so longer than not at all.
    near(waiting?.answeredWithin(1e6), 1 - exact.givesUp, 1e-8)
    near(waiting?.answeredWithin(0), 1 - exact.waits, 1e-8)
    near(waiting?.waitsOver(0), exact.waits, 1e-8)
    assert.equal(waiting?.waitsOver(1e9), agents === 0 ? 1 : 0)
  }
})

test('with endless patience Erlang A is Erlang C', () => {
  const c = erlangC(load, 13)
  const a = erlangA(load, 13, 5e6)
  near(a.waiting?.pWait, c.waiting!.pWait, 1e-4)
  near(a.waiting?.answeredWithin(20), c.waiting!.answeredWithin(20), 1e-4)
  near(a.waiting?.waitsOver(60), c.waiting!.waitsOver(60), 1e-4)
})

test('a queue far beyond what can be done, and of very patient people, is still told in numbers', () => {
  const { waiting } = erlangA({ calls: 90_000, intervalS: 3600, ahtS: 300 }, 5_000, 30_000)
  near(waiting?.pWait, 1)
  near(waiting?.pAbandon, 1 / 3, 1e-6)
  assert.ok(waiting!.answeredWithin(3_600) < 0.01)
})

test('a queue played call by call goes as Erlang A says', () => {
  let seed = 7
  const draw = (mean: number) => {
    seed = (Math.imul(seed ^ (seed >>> 15), 2_246_822_519) + 0x9e3779b9) | 0
    let mixed = Math.imul(seed ^ (seed >>> 13), 3_266_489_917)
    mixed ^= mixed >>> 16
    return -mean * Math.log(((mixed >>> 0) + 1) / 4_294_967_297)
  }
  const [agents, patience, within] = [11, 90, 20]
  const freeAt = Array.from({ length: agents }, () => 0)
  const callers = 300_000
  let [now, answered, gaveUp] = [0, 0, 0]
  for (let i = 0; i < callers; i++) {
    now += draw(load.intervalS / load.calls)
    const first = freeAt.indexOf(Math.min(...freeAt))
    const wait = Math.max(0, freeAt[first]! - now)
    if (wait > draw(patience)) gaveUp += 1
    else {
      freeAt[first] = now + wait + draw(load.ahtS)
      if (wait <= within) answered += 1
    }
  }
  const { waiting } = erlangA(load, agents, patience)
  near(answered / callers, waiting!.answeredWithin(within), 0.01)
  near(gaveUp / callers, waiting!.pAbandon!, 0.01)
})

test('the least number is enough, and one fewer is not', () => {
  for (const patience of [undefined, 30, 600])
    for (const serviceLevel of [0, 0.5, 0.8, 0.99])
      for (const waitS of [0, 20, 300]) {
        const found = leastAgents(load, { serviceLevel, waitS }, patience)!
        const going = (agents: number) =>
          (patience === undefined
            ? erlangC(load, agents)
            : erlangA(load, agents, patience)
          ).waiting?.answeredWithin(waitS) ?? 0
        assert.ok(going(found.agents) >= serviceLevel)
        if (found.agents > 1) assert.ok(going(found.agents - 1) < serviceLevel)
      }
  assert.equal(leastAgents(load, { serviceLevel: 0.8, waitS: 20 })?.agents, 14)
  assert.equal(leastAgents(load, { serviceLevel: 1.1, waitS: 20 }), null)
})

test('so many that they are busy for no larger share', () => {
  assert.equal(erlangsOf(load), 10)
  assert.deepEqual([withinOccupancy(11, 10, 0.85), withinOccupancy(14, 10, 0.85)], [12, 14])
  assert.equal(withinOccupancy(4, 8.5, 0.85), 10)
})
