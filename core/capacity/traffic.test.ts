// What flows through the levels: what customers bring by the hour, what is handed on from where to where, how
// long a contact takes at each level.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trafficFold } from '#core/capacity/traffic.ts'
import { networkOf, tooLittleOf } from '#core/capacity/network.ts'
import { defaultCapacity } from '#core/capacity/capacity-setting.ts'
import { dayMs, type Instant, instant } from '#core/kit/time.ts'
import type { Mark, MarkKind, Place } from '#core/measure/mark.ts'
import { pageOf } from '#core/measure/mark-page.ts'
import { readPeriod } from '#core/measure/period.ts'
import type { HouseLevel } from '#core/people/level.ts'

const zone = 'UTC'
const place: Place = { team: 'tea_one', level: 1, product: null, kind: 'other', channel: 'email' }
const monday = Date.parse('2026-11-02T00:00:00Z')
/** So many hours after Monday. */
const at = (hours: number): Instant => instant(monday + hours * 3_600_000)
const mark = (kind: MarkKind, hours: number, number: number, level: HouseLevel, value = 0): Mark => ({
  ...{ mark: kind, at: at(hours), number, value },
  place: { ...place, level },
})
function told(marks: readonly Mark[], of = '2026-W45') {
  const fold = trafficFold({ ...readPeriod(of, zone)!, zone })
  for (const one of Map.groupBy(marks, one => Math.floor(one.at / dayMs)).values())
    fold.add(pageOf(instant(Math.floor(one[0]!.at / dayMs) * dayMs), one))
  return fold.told()
}

test('a contact comes to the level its case is at, in its hour; those outside the period are not counted', () => {
  const { levels, hours } = told([
    mark('contact', 9, 1, 1),
    mark('contact', 9.5, 2, 2),
    mark('contact', -1, 3, 1),
    mark('contact', 168, 4, 1),
  ])
  assert.deepEqual([levels[0].came[9], levels[1].came[9], levels[2].came[9]], [1, 1, 0])
  assert.equal(
    levels[0].came.reduce((sum, n) => sum + n, 0),
    1,
  )
  assert.deepEqual([hours.length, hours[0]], [168, 1])
})

test('what is accepted was handed on from where the case was before; else from the level below', () => {
  const { levels } = told([
    mark('accepted', 12, 1, 2, 3_600),
    mark('contact', 9, 1, 1),
    mark('accepted', 20, 1, 3),
    mark('accepted', 13, 2, 3),
    mark('accepted', 14, 3, 1),
    mark('accepted', 1, 4, 2, 7_200),
  ])
  assert.deepEqual(
    levels.map(one => one.onTo),
    [
      [1, 1, 0],
      [0, 0, 2],
      [0, 0, 0],
    ],
    'the last was offered before the period',
  )
})

test('a contact takes its part of what was noted for its case at its level, where enough was noted', () => {
  const contacts = Array.from({ length: 12 }, (_, i) => mark('contact', i, i, 1))
  const worked = Array.from({ length: 9 }, (_, i) => mark('worked', i + 1, i, 1, 600))
  const few = told([...contacts, ...worked])
  assert.deepEqual(few.levels[0].pieces, [])
  const enough = told([
    ...contacts,
    ...worked,
    mark('contact', 30, 0, 1),
    mark('worked', 31, 0, 1, 200),
    mark('worked', 31, 99, 1, 5_000),
    mark('worked', 200, 5, 1, 5_000),
    mark('worked', 31, 1, 2, 60),
  ])
  const { pieces } = enough.levels[0]
  assert.deepEqual([pieces.length, pieces[0], pieces[1], pieces[2]], [10, 400, 400, 600])
  assert.deepEqual(enough.levels[1].pieces, [])
})

const nobody = Array.from({ length: 168 }, () => 0)
const there = nobody.with(9, 2)

test('the levels are played by what was counted: rates, shares, lengths, each with how wrong it may be', () => {
  const contacts = Array.from({ length: 16 }, (_, i) => mark('contact', 9, i, 1))
  const handed = Array.from({ length: 4 }, (_, i) => mark('accepted', 20, i, 2))
  const worked = Array.from({ length: 16 }, (_, i) => mark('worked', 10, i, 1, i % 2 === 0 ? 300 : 900))
  const traffic = told([...contacts, ...handed, ...worked], '2026-11-02..2026-11-02')
  const network = networkOf(traffic, [there, there, nobody], defaultCapacity)
  const [one, two, three] = network.levels
  assert.deepEqual([one.perHour[9], one.perHour[8], one.perHour[33]], [16, 0, 0])
  assert.deepEqual([one.onTo, one.meanS, one.people[9]], [[0, 0.25, 0], 600, 2])
  assert.deepEqual(one.off, { perHour: 0.25, handle: 0.125 })
  assert.deepEqual([two.meanS, two.off, three.onTo], [1_800, { perHour: 0, handle: 0 }, [0, 0, 0]])
  assert.deepEqual([network.patienceS, network.waitS, network.busyShare], [null, 1_800, 0.85])
  const patient = networkOf(traffic, [there, there, nobody], { ...defaultCapacity, patienceMinutes: 5 })
  assert.equal(patient.patienceS, 300)
})

test('what only goes round leaves at last', () => {
  const round = Array.from({ length: 40 }, (_, i) => mark('accepted', i + 1, 1, i % 2 === 0 ? 2 : 1))
  const network = networkOf(
    told([mark('contact', 0, 1, 1), ...round]),
    [there, there, there],
    defaultCapacity,
  )
  assert.ok(network.levels.every(({ onTo }) => onTo[0] + onTo[1] + onTo[2] <= 0.95))
})

test('a short time, few contacts and nobody planned say too little', () => {
  const contacts = Array.from({ length: 50 }, (_, i) => mark('contact', i, i, 1))
  const people = [there, nobody, nobody] as const
  assert.equal(tooLittleOf(told(contacts, '2026-11-02..2026-11-05'), people), 'time')
  assert.equal(tooLittleOf(told(contacts.slice(1)), people), 'contacts')
  assert.equal(tooLittleOf(told(contacts), [nobody, nobody, nobody]), 'people')
  assert.equal(tooLittleOf(told(contacts), people), null)
})
