// Marks are kept side by side and come back as they were; the same marks are the same bytes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { layOn, type LyingOpen, openPage } from '#core/measure/lie-open.ts'
import { type Mark, markKinds } from '#core/measure/mark.ts'
import { marksIn, packed, pageOf, placesOf, unpacked } from '#core/measure/mark-page.ts'

const place = { team: 'tea_a', level: 1, product: null, kind: 'other', channel: 'email' } as const
const marked = (mark: Mark['mark'], at: number, number: number, value: number, of?: string): Mark => ({
  ...{ mark, at: instant(at), number, value, place },
  ...(of !== undefined && { of }),
})
const from = instant(1_000)
const marks = [
  marked('solved', 1_500, 7, 90),
  marked('opened', 1_900, 8, 0),
  marked('opened', 1_100, 9, 0),
  marked('opened', 1_100, 3, 0),
  marked('owed', 1_200, 7, 1, 'policy:pol_a@1 target:solution'),
]

test('a page that was kept says what it was made of, kind by kind and in order of time', () => {
  const page = pageOf(from, marks)
  const kept = packed(page)
  // Wherever bytes are read to, they are read aright.
  const moved = new Uint8Array(kept.bytes.length + 3).subarray(3)
  moved.set(kept.bytes)
  const back = unpacked(from, { ...kept, bytes: moved })
  assert.deepEqual(back, page)
  const none = pageOf(from, [])
  assert.deepEqual(unpacked(from, packed(none)), none)
  assert.deepEqual(
    [...marksIn(back, 'opened')].map(({ at, number }) => [at, number]),
    [
      [1_100, 3],
      [1_100, 9],
      [1_900, 8],
    ],
  )
  assert.deepEqual([...marksIn(back, 'owed')], [marks[4]])
  assert.deepEqual([...marksIn(back, 'contact')], [])
})

test('in whatever order cases are read, the bytes are the same', () => {
  assert.deepEqual(packed(pageOf(from, marks.toReversed())), packed(pageOf(from, marks)))
})

test('what came to lie open is the last, so that all other kinds lie together', () => {
  assert.deepEqual(placesOf(['opened', 'worked']), [0, markKinds.length - 2])
  assert.deepEqual(placesOf(['lay', 'lay']), [markKinds.length - 1, markKinds.length - 1])
})

test('what lies open goes on from a page of all that lay open', () => {
  const lay = (at: number, number: number, value: number) => marked('lay', at, number, value)
  const page = pageOf(from, [lay(1_100, 1, 50), lay(1_200, 2, 60), lay(1_300, 1, 0), lay(1_400, 3, 70)])
  const open: LyingOpen = new Map()
  layOn(open, page, instant(1_400))
  assert.deepEqual([...open.keys()], [2], 'what ended, and what is not yet, does not')
  const later: LyingOpen = new Map()
  layOn(later, openPage(open, instant(1_400)), instant(1_401))
  assert.deepEqual(
    [...later].map(([number, { since }]) => [number, since]),
    [[2, 60]],
  )
})
