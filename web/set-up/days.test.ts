// Days begin where their zone says, also when the clocks change.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayEnd, dayOf, dayStart } from './days.ts'

const rows: readonly [string, string, string, string][] = [
  ['2026-11-24', 'UTC', '2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z'],
  ['2026-11-24', 'Europe/Stockholm', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ['2026-11-24', 'Asia/Tokyo', '2026-11-23T15:00:00Z', '2026-11-24T15:00:00Z'],
]
for (const [day, zone, start, end] of rows)
  test(`${day} in ${zone}`, () => {
    assert.deepEqual([dayStart(day, zone), dayEnd(day, zone)], [Date.parse(start), Date.parse(end)])
    assert.equal(dayOf(Date.parse(start), zone), day)
    assert.equal(dayOf(Date.parse(end) - 1, zone), day)
  })

test('what is no day begins nowhere', () => {
  assert.equal(dayStart('', 'UTC'), null)
  assert.equal(dayEnd('tomorrow', 'UTC'), null)
})
