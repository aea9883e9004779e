// A script helped where a walk of it had come to its solved end when the case was solved; an article, where
// the fix, or an answer to a hand-off before it, names one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import { courseOf, factsOfCourse } from '#core/measure/case-course.ts'
import { helpedBy } from '#core/measure/helped-by.ts'
import { answer, begun, bo, goBack, worked } from '#core/testing/walk-course.ts'
import { caseId, given, text, type Wished } from '#core/testing/world.ts'

const solve = (minute: number, more: object = {}): Wished => [
  minute,
  bo,
  { type: 'case.solve', fix: text('restarted'), ...more },
]
/** As the store gives it: only the facts that count. */
function helped(...wished: readonly Wished[]): readonly string[] {
  const counts = new Set<string>(factsOfCourse)
  const facts = given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }) as Recorded)
  const own = facts.filter(({ type }) => counts.has(type))
  return courseOf({ id: caseId('a'), number: 7 }, own)!.helpedBy
}
const through: readonly Wished[] = [
  ...begun,
  [4, bo, answer('light', { kind: 'skipped' }, { because: text('dark'), nowhere: true })],
  [9, bo, answer('restart', worked)],
]

test('a script gone through to its solved end helped, each once; an article where one is named', () => {
  assert.deepEqual(helped(...through, solve(20)), ['script:sample'])
  assert.deepEqual(helped(...through, solve(20, { article: text('a') })), ['script:sample', 'article:named'])
  assert.deepEqual(helped(...begun, solve(20, { article: text('a') })), ['article:named'])
})

test('an article of the register is told by its id, whatever its version, and each once', () => {
  const named = { article: 'art_b' as const, version: 2 }
  assert.deepEqual(helped(...begun, solve(20, { named })), ['article:art_b'])
  const both = { named, article: text('a') }
  assert.deepEqual(helped(...through, solve(20, both)), ['script:sample', 'article:art_b', 'article:named'])
})

test('one that an answer from above named before the fix helped, too', () => {
  const fact = (type: string, seq: number, more: object = {}) => ({ type, seq, ...more }) as Recorded
  const above = fact('hand_off.answered', 1, { named: { article: 'art_b', version: 1 } })
  const fix = (more: object) => fact('case.solved', 2, more) as Recorded & { type: 'case.solved' }
  assert.deepEqual(helpedBy([above], fix({})), ['article:art_b'])
  const again = fix({ named: { article: 'art_b', version: 3 } })
  assert.deepEqual(helpedBy([above], again), ['article:art_b'], 'the same one, as it was changed since')
  assert.deepEqual(helpedBy([above], fix({ named: { article: 'art_a', version: 1 } })), [
    'article:art_a',
    'article:art_b',
  ])
  assert.deepEqual(helpedBy([fact('hand_off.answered', 1, { article: text('b') })], fix({})), [
    'article:named',
  ])
})

test('one that was left half way, taken back, or gone through after the fix did not', () => {
  assert.deepEqual(helped(...begun, solve(20)), [])
  assert.deepEqual(helped(...through, [10, bo, goBack], solve(20)), [])
  assert.deepEqual(helped(...through), [], 'nothing is solved')
  const again: Wished = [30, bo, { type: 'case.reopen', reason: 'by_agent' }]
  const later = through.slice(begun.length).map(([minute, ...rest]): Wished => [minute + 40, ...rest])
  assert.deepEqual(helped(...begun, solve(20), again, ...later, solve(90)), [])
})
