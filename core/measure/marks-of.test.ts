// A stretch keeps the marks it had when it was over, whatever is recorded later; two stretches have those of
// both.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded } from '#core/case/event.ts'
import type { CaseId } from '#core/kit/id.ts'
import { dayMs, instant } from '#core/kit/time.ts'
import { courseOf } from '#core/measure/case-course.ts'
import { anewRead, cameAgain, inOneContact, wasReopened } from '#core/measure/mark.ts'
import { marksOf } from '#core/measure/marks-of.ts'

type Fact = { readonly type: string; readonly at: number } & Readonly<Record<string, unknown>>
const opened = (at: number, customer = 'cus_anna') => ({
  ...{ type: 'case.opened', at, by: { kind: 'customer', id: customer }, channel: 'email', customer },
  ...{ level: 1, team: 'tea_a' },
})
const read = (number: number, facts: readonly Fact[]) =>
  courseOf(
    { id: `cas_${number}` as CaseId, number },
    facts.map((fact, i) => ({ by: { kind: 'agent' }, ...fact, seq: i + 1 })) as unknown as Recorded[],
  )!
const within = (from: number, until: number) => ({ from: instant(from), until: instant(until) })

const whole: readonly Fact[] = [
  opened(10),
  { type: 'case.classified', at: 12, kind: 'update' },
  { type: 'message.received', at: 20, automatic: null },
  {
    type: 'contact.held',
    at: 30,
    means: 'phone',
    reach: 'reached',
    direction: 'out',
    startedAt: 29,
    minutes: 1,
  },
  { type: 'worker.queued', at: 35, team: 'tea_b', level: 2 },
  { type: 'case.solved', at: 40, level: 2 },
  { type: 'worker.queued', at: 45, team: 'tea_c', level: 1 },
  { type: 'satisfaction.asked', at: 50 },
  { type: 'satisfaction.answered', at: 60, score: 2 },
  { type: 'satisfaction.answered', at: 70, score: 5 },
  { type: 'case.reopened', at: 80 },
  { type: 'worker.assigned', at: 82, team: 'tea_c', level: 3 },
  { type: 'case.solved', at: 90, level: 3 },
  { type: 'case.merged', at: 95 },
]

test('what is recorded later changes nothing of a stretch that is over', () => {
  for (let until = 11; until < 100; until++) {
    const then = read(
      1,
      whole.filter(({ at }) => at < until),
    )
    const marks = (one: typeof then) => marksOf(one, within(0, until), new Map())
    assert.deepEqual(marks(then), marks(read(1, whole)), `until ${until}`)
  }
})

test('two stretches have the marks of both', () => {
  const one = read(1, whole)
  const parts = [within(0, 41), within(41, 82), within(82, 40 * dayMs)].flatMap(s =>
    marksOf(one, s, new Map()),
  )
  const spelled = (marks: typeof parts) => marks.map(mark => JSON.stringify(mark)).toSorted()
  assert.deepEqual(spelled(parts), spelled(marksOf(one, within(0, 40 * dayMs), new Map())))
})

test('it lies open where it goes, and nowhere while it is solved', () => {
  const lay = marksOf(read(1, whole), within(0, 100), new Map()).filter(({ mark }) => mark === 'lay')
  assert.deepEqual(
    lay.map(({ at, place }) => [at, place.team, place.level]),
    [
      [10, 'tea_a', 1],
      [12, 'tea_a', 1],
      [35, 'tea_b', 2],
      [40, 'tea_b', 2],
      [80, 'tea_c', 1],
      [82, 'tea_c', 3],
      [90, 'tea_c', 3],
      [95, 'tea_c', 3],
    ],
  )
})

test('whether a fix held is marked when so many days are over, where it was solved, by kinds as they stood then', () => {
  const one = read(1, [opened(10), { type: 'case.solved', at: 40, level: 1 }])
  const over = 40 + 7 * dayMs
  const other = (...facts: readonly Fact[]) => read(2, [opened(50), ...facts])
  const marked = (near: ReturnType<typeof read>[]) =>
    marksOf(one, within(41, over + 1), new Map([[one.customer, near]])).filter(m => m.mark === 'lasted_7')
  assert.deepEqual(
    marked([]).map(({ at, value }) => [at, value]),
    [[over, inOneContact]],
  )
  assert.equal(marked([one])[0]!.value, inOneContact, 'it is no other case itself')
  assert.equal(marked([other()])[0]!.value, inOneContact | cameAgain)
  const as = (kind: string, at: number) => ({ type: 'case.classified', kind, at })
  assert.equal(marked([other(as('update', 60))])[0]!.value, inOneContact)
  assert.equal(marked([other(as('update', over + 1))])[0]!.value, inOneContact | cameAgain)
  const splitOff = { type: 'case.linked', how: 'split_from', at: 50 }
  assert.equal(
    marked([other(splitOff)])[0]!.value,
    inOneContact,
    'a question of this one came no second time',
  )
  const own = read(1, [opened(10), { ...splitOff, at: 10 }, { type: 'case.solved', at: 40, level: 1 }])
  const [held] = marksOf(own, within(41, over + 1), new Map()).filter(m => m.mark === 'lasted_7')
  assert.equal(held!.value, inOneContact, 'one contact asked for both')
  const whichCame = marksOf(read(1, whole), within(0, 8 * dayMs), new Map()).find(m => m.mark === 'lasted_7')!
  assert.equal(whichCame.value, cameAgain | wasReopened)
  assert.deepEqual([whichCame.place.team, whichCame.place.level], ['tea_b', 2])
})

test('an honest referral is marked when it is made, and no other end is', () => {
  for (const [reason, marks] of [
    ['referred', 1],
    ['spam', 0],
  ] as const) {
    const one = read(1, [opened(10), { type: 'case.closed', at: 20, reason }])
    const found = marksOf(one, within(0, 100), new Map()).filter(({ mark }) => mark === 'referred')
    assert.deepEqual([found.length, found[0]?.at ?? null], [marks, marks ? 20 : null])
  }
})

test('another answer is marked with the one it takes the place of, where the first one was given', () => {
  const marks = marksOf(read(1, whole), within(0, 100), new Map())
  const [anew] = marks.filter(({ mark }) => mark === 'answered_anew')
  assert.deepEqual([anew!.at, anew!.of, anewRead(anew!.value)], [70, '60', { was: 2, is: 5 }])
})
