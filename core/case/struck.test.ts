// What was struck, and what struck it, is evidence of nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import { struckIn } from '#core/case/struck.ts'
import { at, by, text } from '#core/testing/world.ts'

const because = text('wrong case')
const recorded = (facts: readonly object[]): Recorded[] =>
  facts.map((fact, i) => ({ ...fact, seq: i + 1, at: at(i), by: by('bo') }) as unknown as Recorded)

test('a note, a try and a check that were struck, each with the fact that struck it, and no other', () => {
  const events = recorded([
    { type: 'note.added', note: 'not_a' },
    { type: 'note.added', note: 'not_b' },
    { type: 'reproduction.tried', reproduction: 'rpr_a' },
    { type: 'reproduction.tried', reproduction: 'rpr_b' },
    { type: 'verification.made', verification: 'ver_a' },
    { type: 'step.tried', step: 'stp_a' },
    { type: 'note.struck', note: 'not_a', because },
    { type: 'reproduction.struck', reproduction: 'rpr_a', because },
    { type: 'verification.struck', verification: 'ver_a', because },
    { type: 'note.flagged', note: 'not_a' },
  ])
  assert.deepEqual([...struckIn(events)], [1, 3, 5, 7, 8, 9])
  assert.deepEqual([...struckIn(events.slice(0, 6))], [])
})
