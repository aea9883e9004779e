import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weekdays } from '#core/clock/date.ts'
import { type Quiet, quietUntil } from '#core/notice/quiet.ts'
import { shown, when } from '#core/testing/clock-world.ts'

const zone = 'Europe/Stockholm'
const nights: Quiet = { days: weekdays, from: '22:00', until: '06:30' }
const until = (at: string, ...quiet: Quiet[]) => shown(quietUntil(quiet, zone, when(at)))

test('who has no quiet hours is reached at any time', () => {
  assert.equal(until('2027-01-13T23:00Z'), null)
})

test('a night that begins on one day ends on the next, by the clocks of its person', () => {
  assert.equal(until('2027-01-13T20:59Z', nights), null)
  assert.equal(until('2027-01-13T21:00Z', nights), '2027-01-14T05:30:00Z')
  assert.equal(until('2027-01-14T03:00Z', nights), '2027-01-14T05:30:00Z')
  assert.equal(until('2027-01-14T05:30Z', nights), null, 'at its end it is over')
})

test('quiet hours count on the days on which they begin', () => {
  const noon: Quiet = { days: ['wed'], from: '12:00', until: '13:00' }
  assert.equal(until('2027-01-13T11:30Z', noon), '2027-01-13T12:00:00Z')
  assert.equal(until('2027-01-14T11:30Z', noon), null)
})

test('quiet hours that touch are one', () => {
  const weekend: Quiet = { days: ['sat', 'sun'], from: '06:30', until: '22:00' }
  assert.equal(until('2027-01-15T22:00Z', nights, weekend), '2027-01-18T05:30:00Z')
})

test('a night in which the clocks change is as long as the clocks say', () => {
  assert.equal(until('2027-03-27T22:00Z', nights), '2027-03-28T04:30:00Z')
  assert.equal(until('2027-10-30T22:00Z', nights), '2027-10-31T05:30:00Z')
})

test('nobody is out of reach for longer than a week', () => {
  const always: Quiet = { days: weekdays, from: '00:00', until: '00:00' }
  assert.equal(until('2027-01-13T11:00Z', always), '2027-01-20T23:00:00Z')
})
