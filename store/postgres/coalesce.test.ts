// How appends travel together: none waits for company, none stays alone for long, and no two that want the
// same meet.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { opening } from '../contract/specimen.ts'
import type { Append } from '../store.ts'
import { coalesce } from './coalesce.ts'

/** A database that writes when it is told to, and remembers how much it was given at once. */
function database(now = () => 0) {
  const sizes: number[] = []
  const running: (() => void)[] = []
  const append = coalesce(async batch => {
    sizes.push(batch.length)
    await new Promise<void>(done => running.push(done))
    return batch.map(() => ({ outcome: 'appended', seq: 1, number: 1, position: '1.1' }))
  }, now)
  const finish = async () => {
    running.shift()?.()
    for (let turn = 0; turn < 4; turn++) await setImmediate()
  }
  return { sizes, running, append, finish }
}

it('a lone append goes at once', async () => {
  const { sizes, append, finish } = database()
  const one = append(opening())
  await setImmediate()
  assert.deepEqual(sizes, [1])
  await finish()
  assert.equal((await one).outcome, 'appended')
})

it('senders who come again find themselves in two halves, however they began', async () => {
  const { sizes, append, finish } = database()
  let isOver = false
  const sender = async () => {
    while (!isOver) {
      await append(opening())
      // What a sender takes to hear of it and to come again.
      await setImmediate()
    }
  }
  const senders = [sender()]
  await setImmediate()
  assert.deepEqual(sizes, [1], 'the first came before all others')
  for (let i = 1; i < 30; i++) senders.push(sender())
  await setImmediate()
  for (let i = 0; i < 20; i++) await finish()
  const settled = sizes.slice(-8)
  assert.ok(
    settled.every(size => size >= 12 && size <= 18),
    `thirty senders, batches of ${settled.join(', ')}`,
  )
  isOver = true
  for (let i = 0; i < 8; i++) await finish()
  await Promise.all(senders)
})

it('a crowd does not go all at once, and everybody is written', async () => {
  const { sizes, running, append, finish } = database()
  const all = Array.from({ length: 150 }, () => append(opening()))
  await setImmediate()
  while (running.length > 0) await finish()
  assert.equal((await Promise.all(all)).length, 150)
  assert.ok(Math.max(...sizes) <= 32, `batches of ${sizes.join(', ')}`)
  assert.equal(
    sizes.reduce((sum, size) => sum + size, 0),
    150,
  )
})

it('those that wait set out before those that were written hear of it', async () => {
  const { running, append, finish } = database()
  const first = append(opening()).then(() => running.length)
  await setImmediate()
  const second = append(opening())
  await setImmediate()
  assert.equal(running.length, 1, 'the second waits for the first')
  await finish()
  assert.equal(await first, 1, 'the second was under way when the first heard')
  await finish()
  await second
})

it('a write that takes long holds up nobody who comes later, and a third waits for one of them', async () => {
  let clock = 0
  const { sizes, running, append, finish } = database(() => clock)
  const all = [append(opening())]
  await setImmediate()
  clock = 50
  all.push(append(opening()))
  await setImmediate()
  assert.deepEqual(sizes, [1], 'fifty milliseconds are nothing')
  clock = 150
  all.push(append(opening()))
  await setImmediate()
  assert.deepEqual(sizes, [1, 2])
  clock = 400
  all.push(append(opening()))
  await setImmediate()
  assert.deepEqual(sizes, [1, 2])
  while (running.length > 0) await finish()
  await Promise.all(all)
  assert.deepEqual(sizes, [1, 2, 1])
})

it('a write that fails as a whole is told to each, and the next goes on', async () => {
  let isDown = true
  const append = coalesce(async batch => {
    await setImmediate()
    if (isDown) throw new Error('the database is away')
    return batch.map(() => ({ outcome: 'appended', seq: 1, number: 1, position: '1.1' }))
  })
  const both = await Promise.allSettled([append(opening()), append(opening())])
  assert.deepEqual(
    both.map(one => one.status === 'rejected' && one.reason.message),
    ['the database is away', 'the database is away'],
  )
  isDown = false
  assert.equal((await append(opening())).outcome, 'appended')
})

it('two appends to one case are never under way together, and keep their order', async () => {
  const { sizes, running, append, finish } = database()
  const first = opening()
  const second: Append = { ...opening(), caseId: first.caseId }
  const done: string[] = []
  const both = [append(first).then(() => done.push('first')), append(second).then(() => done.push('second'))]
  await setImmediate()
  assert.deepEqual(sizes, [1])
  await finish()
  assert.deepEqual(done, ['first'])
  assert.equal(running.length, 1)
  await finish()
  await Promise.all(both)
  assert.deepEqual(sizes, [1, 1])
})
