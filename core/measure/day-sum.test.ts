// A day comes to the same in each part of the desk as its marks do, and to the same bytes each time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { anewSince, kindOfName, namesOf, summedKinds, sumsOf } from '#core/measure/day-sum.ts'
import { reading, readRuns } from '#core/measure/kept-run.ts'
import type { Mark } from '#core/measure/mark.ts'
import { pageOf } from '#core/measure/mark-page.ts'

const place = { team: 'tea_a', level: 1, product: null, kind: 'other', channel: 'email' } as const
const marked = (mark: Mark['mark'], number: number, value: number, more: Partial<Mark> = {}): Mark => ({
  ...{ mark, at: instant(1_000 + number), number, value, place },
  ...more,
})
const marks = [
  marked('opened', 3, 0),
  marked('opened', 4, 0, { place: { ...place, team: 'tea_b', product: 'pro_a' } }),
  marked('solved', 3, 60),
  marked('owed', 3, 1, { of: 'policy:pol_a@1 target:solution' }),
  marked('worked', 3, 60),
  marked('lay', 3, 1),
]

test('each part of the desk has what was marked there, in all its names, and no other is there', () => {
  const sums = sumsOf(pageOf(instant(1_000), marks))
  const alike = ['channel:email', 'desk', 'kind:other', 'level:1']
  assert.deepEqual(
    sums.map(({ scope }) => scope),
    [...alike, 'product:pro_a', 'team:tea_a', 'team:tea_b'],
  )
  const { names, bytes } = sums[1]!
  assert.deepEqual(names, ['kind:other', 'opened', 'policy:pol_a@1 target:solution', 'solved', 'worked'])
  const from = reading(bytes)
  const read = names.flatMap(() => [0, 1].map(() => readRuns(from))).length
  assert.deepEqual([read, from.at], [10, bytes.length], 'of each its values and its cases')
  assert.deepEqual(sums.at(-1)!.names, ['opened'])
  assert.deepEqual(sumsOf(pageOf(instant(1_000), [])), [])
})

test('in whatever order cases are read, the sums are the same bytes', () => {
  const of = (some: readonly Mark[]) => sumsOf(pageOf(instant(1_000), some))
  assert.deepEqual(of(marks.toReversed()), of(marks))
})

test('each name says of which kind its marks are', () => {
  const ofs: Partial<Record<Mark['mark'], string>> = {
    ...{ owed: 'policy:pol_a@1 target:solution', solved_cause: 'cause:log', answered_anew: '1700' },
    ...{
      helped: 'script:light',
      helped_lasted_7: 'article:art_1',
      helped_lasted_30: 'article:named',
      cost: 'cost:parts',
    },
  }
  for (const kind of summedKinds)
    for (const { name } of namesOf(kind, { ...place, of: ofs[kind] ?? null }))
      assert.equal(kindOfName(name), kind, name)
  assert.deepEqual([anewSince('anew 1700'), anewSince('answered')], [1_700, null])
})
