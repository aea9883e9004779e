// What comes once more is told once more: a warning of another time, and that nobody asked back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aboutOf, isTelling, type Telling } from '#core/notice/notice.ts'
import { judged } from '#core/testing/clocked.ts'
import { left, reply, ring, run, take } from '#core/testing/clocked-play.ts'
import { assessAs, by, clock, text, type Wished } from '#core/testing/world.ts'

const told = (which: Telling['type'], ...wished: readonly Wished[]): string[] =>
  run(wished)
    .events.filter(isTelling)
    .filter(one => one.type === which)
    .map(aboutOf)
const severity = (minute: number, to: 2 | 4): Wished => [minute, by('bo'), assessAs(to)]

test('a warning of a later time is another word than that of the first', () => {
  const course = [judged, take, severity(2, 2), [16, clock, ring], severity(20, 4), [61, clock, ring]]
  const warned = told('target.warned', ...(course as Wished[]))
  assert.deepEqual([warned.length, new Set(warned).size], [2, 2])
})

test('that nobody asked back once more is another word than that nobody asked at all', () => {
  const solved: Wished = [5, by('bo'), { type: 'case.solve', fix: text('f') }]
  const asked = [...reply(20_010, 'msg_a', { checkBack: true }), left(20_011)]
  const late = told(
    'check_back.late',
    ...[judged, take, solved, [20_000, clock, ring] satisfies Wished],
    ...[...asked, [30_000, clock, ring] satisfies Wished],
  )
  assert.deepEqual([late.length, new Set(late).size], [2, 2])
})
