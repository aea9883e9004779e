// All cases are of one shape, whatever happens to them: a fact adds no field that is not named at first.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blank } from '#core/case/blank.ts'
import { decide, fold } from '#core/case/case.ts'
import type { Case } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { caseIn, commandTypes, later, samples, worldNames } from '#core/testing/sample.ts'
import { at, by, countingIds, desk } from '#core/testing/world.ts'

const shape = Object.keys(blank)
const fields = (state: Case) => Object.keys(state)

test('whatever is done to a case in whatever posture, it has the fields of a blank one, in their order', () => {
  let done = 0
  for (const name of worldNames) {
    const { state } = caseIn(name)
    if (state.phase !== 'unopened') assert.deepEqual(fields(state), shape, name)
    for (const type of commandTypes) {
      const outcome = decide(state, samples[type], by('karin'), {
        now: at(later),
        newId: countingIds(),
        desk,
      })
      if (isRefusal(outcome) || outcome.length === 0) continue
      assert.deepEqual(fields(fold(outcome, state)), shape, `${name}, ${type}`)
      done++
    }
  }
  assert.ok(done > 100, `${done} deeds`)
})
