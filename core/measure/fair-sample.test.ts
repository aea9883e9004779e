// A sample that is fair over people.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fairSample } from '#core/measure/fair-sample.ts'

type One = { id: string; by: string }
const of = (by: string, count: number): One[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${by}${i}`, by }))
const draw = (all: readonly One[], seed: string, count: number) =>
  fairSample(all, { seed, count, personOf: one => one.by, keyOf: one => one.id })

test('the same seed draws the same, another one something else', () => {
  const all = [...of('bo', 30), ...of('eva', 30)]
  const ids = (seed: string) => draw(all, seed, 6).map(one => one.id)
  assert.deepEqual(ids('a'), ids('a'))
  assert.notDeepEqual(ids('a'), ids('b'))
})

test('who handed over a hundred times is drawn no oftener than who did it once', () => {
  const all = [...of('bo', 100), ...of('eva', 1), ...of('ida', 3)]
  assert.deepEqual(
    draw(all, 'x', 3)
      .map(one => one.by)
      .sort(),
    ['bo', 'eva', 'ida'],
  )
  const first = { bo: 0, eva: 0, ida: 0 }
  for (let seed = 0; seed < 600; seed++) first[draw(all, `s${seed}`, 1)[0]!.by as 'bo']++
  for (const [who, times] of Object.entries(first)) assert.ok(times > 150 && times < 250, `${who}: ${times}`)
})

test('each of a person’s is drawn as often as his others, nothing twice, and no more than there is', () => {
  const all = of('bo', 4)
  const times = new Map<string, number>()
  for (let seed = 0; seed < 800; seed++) {
    const { id } = draw(all, `s${seed}`, 1)[0]!
    times.set(id, (times.get(id) ?? 0) + 1)
  }
  for (const [id, n] of times) assert.ok(n > 150 && n < 250, `${id}: ${n}`)
  const whole = draw([...all, ...of('eva', 1)], 'x', 50)
  assert.equal(new Set(whole.map(one => one.id)).size, 5)
  assert.deepEqual(draw([], 'x', 5), [])
})

test('the order tells nothing of how many somebody has', () => {
  const all = [...of('bo', 20), ...of('eva', 2)]
  const firsts = Array.from({ length: 200 }, (_, i) => draw(all, `s${i}`, 4)[0]!.by)
  const ofEva = firsts.filter(by => by === 'eva').length
  assert.ok(ofEva > 70 && ofEva < 130, `${ofEva}`)
})
