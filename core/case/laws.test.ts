// Laws that hold for every course a case can take, found by wishing at random.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { may } from '#core/access/may.ts'
import { cardOf } from '#core/case/card.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import { isOpenPromise } from '#core/case/deed/promise.ts'
import type { Event } from '#core/case/event.ts'
import { regressionRing } from '#core/case/regressions.ts'
import { nextRing } from '#core/case/ring.ts'
import { type Case, unopened } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { commandTypes, samples } from '#core/testing/sample.ts'
import {
  at,
  by,
  caseId,
  clock,
  countingIds,
  customer,
  desk,
  openCommand,
  relay,
  textOf,
} from '#core/testing/world.ts'

const actors = [by('bo'), by('chiara'), by('marta'), by('jordi'), by('karin'), customer, clock, relay]
const wish = fc.record({
  wait: fc.integer({ min: 0, max: 400 }),
  who: fc.constantFrom(...actors),
  type: fc.constantFrom(...commandTypes),
})
const names = { text: textOf, customerName: 'Anna', organisationName: null }

/** Plays wishes as the shell does: the phase, the right, the decision; refusals leave no trace. */
function run(wishes: { wait: number; who: (typeof actors)[number]; type: Command['type'] }[]) {
  const newId = countingIds()
  let state: Case = unopened
  const events: Event[] = []
  let minute = 0
  const go = (who: (typeof actors)[number], command: Command) => {
    if (may(who, command.type, state, desk) !== true) return
    const outcome = decide(state, command, who, { now: at(minute), newId, desk })
    if (isRefusal(outcome)) return
    events.push(...outcome)
    state = fold(outcome, state)
    check(state, minute)
  }
  go(customer, openCommand)
  for (const { wait, who, type } of wishes) {
    minute += wait
    go(clock, { type: 'clock.ring' })
    const sample = samples[type]
    go(
      who,
      type === 'promise.make' || type === 'promise.move'
        ? ({ ...sample, dueAt: at(minute + 60) } as Command)
        : sample,
    )
  }
  return { events, state }
}

function check(state: Case, minute: number) {
  assert.notEqual(state.phase, 'unopened')
  if (state.phase === 'unopened') return
  if (state.phase !== 'open')
    assert.ok(
      !Object.values(state.promises).some(isOpenPromise) || state.phase === 'solved',
      'an ended case owes nothing',
    )
  if (state.phase === 'closed') assert.equal(nextRing(state), regressionRing(state), 'else it rests')
  if (state.phase === 'merged') assert.equal(nextRing(state), null)
  if (state.worker) assert.ok(state.contact, 'whoever works, somebody is the contact')
  if (state.offered) assert.equal(state.handOffs[state.offered]?.standing, 'offered')
  for (const id of state.accepted) assert.equal(state.handOffs[id]?.standing, 'accepted')
  assert.ok(state.lastAt <= at(minute))
}

test('whatever is wished, the invariants of a case hold', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 60 }), wishes => {
      const { events, state } = run(wishes)
      const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
      assert.deepEqual(
        events.map(e => e.at),
        events.map(e => e.at).toSorted((a, b) => a - b),
      )
      assert.deepEqual(fold(JSON.parse(JSON.stringify(events)) as Event[]), state)
      const card = cardOf(caseId('a'), events, names)!
      assert.deepEqual(
        [card.seq, card.phase, card.worker],
        [events.length, state.phase, 'worker' in state && state.worker],
      )
      assert.ok(timeline(ledger).length <= ledger.length)
    }),
    { numRuns: 300 },
  )
})
test('the clock, once rung, has nothing left to say until the next ring', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 30 }), fc.nat(3000), (wishes, minutes) => {
      const { state } = run(wishes)
      if (state.phase === 'unopened') return
      const now = at(wishes.reduce((sum, one) => sum + one.wait, 0) + minutes)
      const ring = (on: Case) =>
        decide(on, { type: 'clock.ring' }, clock, { now, newId: countingIds(), desk })
      const once = ring(state)
      assert.ok(!isRefusal(once))
      const next = fold(once, state)
      assert.deepEqual(ring(next), [])
      const again = nextRing(next)
      assert.ok(again === null || again > now)
    }),
    { numRuns: 200 },
  )
})
