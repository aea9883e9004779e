// What came is counted by the hour of the week of a zone's clocks, whatever they do; how long work takes is
// told of what was noted only.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weekFold } from '#core/capacity/week-hours.ts'
import { hourMs, type Instant, instant } from '#core/kit/time.ts'
import type { Mark, MarkKind, Place } from '#core/measure/mark.ts'
import { pageOf } from '#core/measure/mark-page.ts'
import { readPeriod } from '#core/measure/period.ts'
import type { Scope } from '#core/measure/scope.ts'

const zone = 'Europe/Stockholm'
const at = (text: string): Instant => instant(Date.parse(text))
const place: Place = { team: 'tea_one', level: 1, product: null, kind: 'other', channel: 'email' }
const mark = (kind: MarkKind, when: Instant, number: number, value = 0, more: Partial<Place> = {}): Mark => ({
  ...{ mark: kind, at: when, number, value },
  place: { ...place, ...more },
})
function told(marks: readonly Mark[], of: string, scope?: Scope) {
  const fold = weekFold({ ...readPeriod(of, zone)!, zone, scope })
  for (const one of Map.groupBy(marks, one => Math.floor(one.at / 86_400_000)).values())
    fold.add(pageOf(instant(Math.floor(one[0]!.at / 86_400_000) * 86_400_000), one))
  return fold.told()
}

test('a contact counts in the hour of its zone, once a contact, and its case once', () => {
  const marks = [
    mark('contact', at('2026-11-02T08:59:59Z'), 7),
    mark('contact', at('2026-11-02T08:10:00Z'), 7),
    mark('contact', at('2026-11-02T08:10:00Z'), 3),
    mark('contact', at('2026-11-02T09:00:00Z'), 4),
    mark('contact', at('2026-11-09T08:00:00Z'), 5),
  ]
  const { came, hours, cases } = told(marks, '2026-W45')
  assert.deepEqual(
    [came[9], came[10], hours[9]],
    [3, 1, 1],
    'Monday from 9 to 10; the next Monday is not in it',
  )
  assert.deepEqual([cases(9), cases(10), cases(0)], [[3, 7], [4], []])
  assert.deepEqual([hours.length, new Set(hours).size], [168, 1])
})

test('the hour a clock change leaves out was never there, the one that comes twice was there twice', () => {
  const sunday = (hour: number) => 6 * 24 + hour
  const spring = told([], '2026-W13').hours
  assert.deepEqual([spring[sunday(1)], spring[sunday(2)], spring[sunday(3)]], [1, 0, 1])
  const autumn = told(
    [mark('contact', at('2026-10-25T00:30:00Z'), 1), mark('contact', at('2026-10-25T01:30:00Z'), 2)],
    '2026-W43',
  )
  assert.deepEqual([autumn.hours[sunday(2)], autumn.came[sunday(2)]], [2, 2])
})

test('what is handed on comes to a level when it was offered; the desk had it before', () => {
  const above = { level: 2, team: 'tea_two' } as const
  const marks = [mark('accepted', at('2026-11-02T10:10:00Z'), 7, 3_600, above)]
  const level: Scope = { by: 'level', is: 2 }
  assert.equal(told(marks, '2026-W45', level).came[10], 1, 'an hour before it was accepted')
  assert.equal(told(marks, '2026-W45').came[10], 0)
  assert.equal(told(marks, '2026-W45', { by: 'channel', is: 'email' }).came[10], 0)
  assert.equal(told(marks, '2026-W45', { by: 'level', is: 1 }).came[10], 0)
  const later = [mark('accepted', at('2026-11-09T00:10:00+01:00'), 7, 3_600, above)]
  assert.equal(told(later, '2026-W45', level).came[167], 1, 'accepted a moment after the week')
})

test('work is a mean over the cases of which some was noted, wider with fewer; of few nothing is said', () => {
  const monday = at('2026-11-02T08:00:00Z')
  const came = (n: number) => Array.from({ length: n }, (_, i) => mark('contact', monday, i + 1))
  const noted = (n: number) => Array.from({ length: n }, (_, i) => mark('worked', monday, i + 1, 600))
  assert.equal(told([...came(9), ...noted(9)], '2026-W45').handle, null)
  assert.equal(told(noted(12), '2026-W45').handle, null, 'of cases that came before')
  const { handle } = told([...came(20), ...noted(10)], '2026-W45')
  assert.deepEqual([handle?.seconds, handle?.n], [600, 10])
  const more = told([...came(400), ...noted(400)], '2026-W45').handle!
  assert.ok(handle!.range[0] < more.range[0] && more.range[1] < handle!.range[1])
  assert.ok(more.range[0] < 600 && more.range[1] > 600)
  const away = [
    mark('worked', instant(monday - 9 * 24 * hourMs), 1, 9_000),
    mark('worked', instant(monday + 9 * 24 * hourMs), 1, 9_000),
  ]
  assert.equal(told([...came(10), ...noted(10), ...away], '2026-W45').handle?.seconds, 600)
  assert.equal(told([...came(10), ...noted(10)], '2026-W45', { by: 'level', is: 3 }).handle, null)
})
