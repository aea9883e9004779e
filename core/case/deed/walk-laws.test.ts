// Laws of walks on a case that hold whatever is wished, found by wishing at random.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { may } from '#core/access/may.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import { isRunning } from '#core/case/deed/walk-facts.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { placeOf } from '#core/script/walk.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, countingIds, customer, desk, given, taken } from '#core/testing/world.ts'

const types = [
  'walk.begin',
  'walk.answer',
  'walk.reuse',
  'walk.go_back',
  'walk.jump',
  'walk.pause',
  'walk.resume',
  'walk.give_up',
] as const
const wish = fc.record({
  type: fc.constantFrom(...types),
  walk: fc.constantFrom('wlk_a', 'wlk_b'),
  who: fc.constantFrom(by('bo'), customer),
  value: fc.constantFrom('yes', 'no'),
})

test('a case is walked at one place at a time, and an answer is given where the walk stands', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), wishes => {
      let state = given(...taken).state as OpenedCase
      const newId = countingIds()
      for (const [i, { type, walk, who, value }] of wishes.entries()) {
        const step = state.walks[walk as `wlk_${string}`]
        const place = step && placeOf(step.walk.stack).step
        const own = place === 'restart' ? { kind: 'failed' } : { kind: 'value', value }
        const answer = type === 'walk.answer' ? { step: place ?? 'light', answer: own } : {}
        const command = { ...samples[type], walk, ...answer } as Command
        if (may(who, type, state, desk) !== true) continue
        const outcome = decide(state, command, who, { now: at(2 + i), newId, desk })
        if (isRefusal(outcome)) continue
        for (const event of outcome) state = walked(state, event)
        assert.ok(Object.values(state.walks).filter(isRunning).length <= 1, 'two walks are under way')
      }
    }),
    { numRuns: 500 },
  )
})

/** The case after one more fact; an answer must have been given where the fact before it led. */
function walked(state: OpenedCase, event: Event): OpenedCase {
  if (event.type === 'walk.answered' || event.type === 'walk.reused') {
    const one = state.walks[event.walk]
    assert.equal(one && placeOf(one.walk.stack).step, event.step)
    assert.ok(one && !one.walk.paused && !one.isGivenUp)
  }
  return fold([event], state) as OpenedCase
}
