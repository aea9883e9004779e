// What is typed for a time of one's own: a window on one day, over midnight, over a change of clocks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Chosen, chosenOf, isOverMidnight, isTurned, typedOf } from './own-time.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => Date.parse(text)
const chosen = (ends: string, begins: string): Chosen | null => chosenOf({ ends, begins }, zone)

test('a time alone is a time; with a beginning before it, it is a window of that day', () => {
  const dueAt = at('2026-11-26T16:00+01:00')
  assert.deepEqual(chosen('2026-11-26T16:00', ''), { at: dueAt })
  const window = { at: dueAt, from: at('2026-11-26T14:00+01:00') }
  assert.deepEqual(chosen('2026-11-26T16:00', '14:00'), window)
  assert.equal(isOverMidnight(window, zone), false)
  assert.equal(isOverMidnight({ at: dueAt }, zone), false)
})

test('an end before the beginning is on the next day, at the end of a month as well', () => {
  const night = { at: at('2026-12-01T02:00+01:00'), from: at('2026-11-30T22:00+01:00') }
  assert.deepEqual(chosen('2026-11-30T02:00', '22:00'), night)
  assert.equal(isOverMidnight(night, zone), true)
  assert.equal(isTurned(night), false)
})

test('an end that is the beginning is no window, and not a whole day', () => {
  const none = chosen('2026-11-26T16:00', '16:00')!
  assert.deepEqual([isTurned(none), isOverMidnight(none, zone)], [true, false])
})

test('what is half typed is no beginning, and a day that is half typed is nothing', () => {
  assert.deepEqual(chosen('2026-11-26T16:00', '14'), { at: at('2026-11-26T16:00+01:00') })
  assert.equal(chosen('2026-11-', '14:00'), null)
})

test('the fields show again what was typed, so that one can be changed without the other', () => {
  for (const typed of [
    { ends: '2026-11-26T16:00', begins: '' },
    { ends: '2026-11-26T16:00', begins: '14:00' },
    { ends: '2026-11-30T02:00', begins: '22:00' },
    { ends: '2026-12-31T00:00', begins: '23:30' },
    // The clocks go back within the first, and forward within the second.
    { ends: '2026-10-24T06:00', begins: '22:00' },
    { ends: '2026-03-28T06:00', begins: '22:00' },
  ])
    assert.deepEqual(typedOf(chosenOf(typed, zone)!, zone), typed)
})

test('over a change of clocks each end is what the wall says', () => {
  const night = chosen('2026-10-24T06:00', '22:00')
  assert.deepEqual(night, { at: at('2026-10-25T06:00+01:00'), from: at('2026-10-24T22:00+02:00') })
})
