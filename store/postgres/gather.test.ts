// What is asked at once is asked together, and everybody gets his own answer.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { gather } from './gather.ts'

it('a question is asked within its turn, those that come meanwhile go together', async () => {
  const asked: (readonly number[])[] = []
  const go: (() => void)[] = []
  const double = gather(async (keys: readonly number[]) => {
    asked.push(keys)
    await new Promise<void>(done => go.push(done))
    return keys.map(key => (key < 0 ? null : key * 2))
  })
  const first = double(1)
  await setImmediate()
  assert.deepEqual(asked, [[1]])
  const others = [double(2), double(-3), double(2)]
  go.shift()!()
  assert.equal(await first, 2)
  await setImmediate()
  assert.deepEqual(asked, [[1], [2, -3, 2]])
  go.shift()!()
  assert.deepEqual(await Promise.all(others), [4, null, 4])
})

it('a failure is heard by all who asked, and the next question is asked anew', async () => {
  let isDown = true
  const find = gather(async (keys: readonly string[]) => {
    if (isDown) throw new Error('down')
    return keys
  })
  const both = await Promise.allSettled([find('a'), find('b')])
  assert.deepEqual(
    both.map(one => one.status),
    ['rejected', 'rejected'],
  )
  isDown = false
  assert.equal(await find('a'), 'a')
})
