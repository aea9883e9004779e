import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evolve, fold } from '#core/case/case.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import type { Case } from '#core/case/state.ts'
import { instant } from '#core/kit/time.ts'
import { folds } from '#server/folds.ts'

const opened: Event = {
  type: 'case.opened',
  at: instant(1_000),
  by: { kind: 'customer', id: 'cus_ana' },
  channel: 'email',
  subject: { text: 'txt_1', mac: 'mac' },
  customer: 'cus_ana',
  language: 'ca',
  team: 'tea_first',
  level: 1,
  verified: false,
}
const taken = (who: `agt_${string}`, at: number): Event => ({
  type: 'worker.assigned',
  at: instant(at),
  by: { kind: 'agent', id: who },
  agent: who,
  level: 1,
  team: 'tea_first',
})
const ledger = (...events: Event[]): Recorded[] => events.map((event, i) => ({ ...event, seq: i + 1 }))

/** Counts the facts that are really folded. */
function counting() {
  let count = 0
  const own = (state: Case, event: Event) => {
    count += 1
    return evolve(state, event)
  }
  return { own, count: () => count }
}

const caseId = 'cas_1'
const short = ledger(opened, taken('agt_bo', 2_000))
const long = ledger(opened, taken('agt_bo', 2_000), taken('agt_ida', 3_000))

test('only what came since is folded, to the same case', () => {
  const { own, count } = counting()
  const kept = folds()
  assert.deepEqual(kept.of({ caseId, events: short }, own), fold(short))
  assert.deepEqual(kept.of({ caseId, events: long }, own), fold(long))
  assert.equal(count(), 3)
})

test('what a case became by an append is not folded again', () => {
  const { own, count } = counting()
  const kept = folds()
  kept.became(caseId, short[1]!, fold(short), own)
  assert.deepEqual(kept.of({ caseId, events: long }, own), fold(long))
  assert.equal(count(), 1)
})

test('an older reading of a ledger gives the older case', () => {
  const kept = folds()
  kept.of({ caseId, events: long }, evolve)
  assert.deepEqual(kept.of({ caseId, events: short }, evolve), fold(short))
})

test('a ledger that went another way is folded from its beginning', () => {
  const kept = folds()
  kept.of({ caseId, events: long }, evolve)
  const other = ledger(opened, taken('agt_ida', 2_500), taken('agt_bo', 3_500))
  assert.deepEqual(kept.of({ caseId, events: other }, evolve), fold(other))
})

test('what was folded by other rules is not taken over', () => {
  const kept = folds()
  kept.of({ caseId, events: short }, state => state)
  assert.deepEqual(kept.of({ caseId, events: short }, evolve), fold(short))
})

test('of many cases only those asked for last are kept', () => {
  const { own, count } = counting()
  const kept = folds(2)
  for (const id of ['cas_1', 'cas_2', 'cas_1', 'cas_3'] as const) kept.of({ caseId: id, events: short }, own)
  assert.equal(count(), 6)
  kept.of({ caseId: 'cas_1', events: short }, own)
  assert.equal(count(), 6)
  kept.of({ caseId: 'cas_2', events: short }, own)
  assert.equal(count(), 8)
})
