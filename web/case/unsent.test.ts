// Own entries are sent in order and once, wait for the connection, and carry the reason when refused.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OwnDeed } from './foresee.ts'
import { type SendDeed, Unsent } from './unsent.ts'

const deed = (key: string, more: Partial<OwnDeed> = {}): OwnDeed => ({
  key,
  caseId: 'cas_1',
  type: 'note.add',
  body: { text: key },
  at: 1,
  state: 'sending',
  ...more,
})
const offline = new Error('offline')
function desk(send: SendDeed) {
  let kept: readonly OwnDeed[] = []
  const unsent = new Unsent({
    send,
    refused: thrown => ({ offline: thrown === offline, reason: String((thrown as Error).message) }),
    keep: deeds => {
      kept = deeds
    },
  })
  return { unsent, kept: () => kept.map(one => one.key) }
}

test('entries of a case arrive in the order they were made', async () => {
  const sent: string[] = []
  let first = () => {}
  const { unsent } = desk(async one => {
    if (one.key === 'a') await new Promise<void>(done => (first = done))
    sent.push(one.key)
    return { seq: sent.length }
  })
  const both = [unsent.add(deed('a')), unsent.add(deed('b'))]
  await Promise.resolve()
  await Promise.resolve()
  first()
  assert.deepEqual(await Promise.all(both), [true, true])
  assert.deepEqual(sent, ['a', 'b'])
})

test('a team entry without a connection waits, is kept, and goes out under the same key when it is back', async () => {
  let works = false
  const keys: string[] = []
  const { unsent, kept } = desk(async one => {
    if (!works) throw offline
    keys.push(one.key)
    return { seq: 7 }
  })
  assert.equal(await unsent.add(deed('a')), false)
  assert.equal(unsent.all()[0]?.state, 'waiting')
  assert.deepEqual(kept(), ['a'])
  works = true
  await unsent.backOnline()
  assert.deepEqual(keys, ['a'])
  assert.deepEqual(kept(), [])
  unsent.reached('cas_1', 7)
  assert.deepEqual(unsent.all(), [])
})

test('a promise without a connection is refused instead of promised behind its maker’s back', async () => {
  const { unsent, kept } = desk(async () => {
    throw offline
  })
  await unsent.add(deed('a', { type: 'promise.make' }))
  assert.equal(unsent.all()[0]?.state, 'refused')
  assert.deepEqual(kept(), [])
})

test('a refused entry keeps its words and its reason until it is sent again or taken away', async () => {
  let no = true
  const { unsent } = desk(async () => {
    if (no) throw new Error('this case is closed')
    return { seq: 3 }
  })
  await unsent.add(deed('a'))
  assert.deepEqual(unsent.all()[0]?.reason, 'this case is closed')
  no = false
  assert.equal(await unsent.again('a'), true)
  await unsent.add(deed('b'))
  unsent.drop('b')
  assert.deepEqual(
    unsent.all().map(one => one.key),
    ['a'],
  )
})

test('an answer in a script waits as well; beginning one, and words to the customer, do not', async () => {
  const { unsent } = desk(async () => {
    throw offline
  })
  for (const type of ['walk.answer', 'walk.jump', 'walk.go_back', 'walk.begin', 'message.queue'] as const)
    await unsent.add(deed(type, { type, body: {} }))
  assert.deepEqual(
    unsent.all().map(({ key, state }) => [key, state]),
    [
      ['walk.answer', 'waiting'],
      ['walk.jump', 'waiting'],
      ['walk.go_back', 'waiting'],
      ['walk.begin', 'refused'],
      ['message.queue', 'refused'],
    ],
  )
})

test('a refusal keeps its name, so that a form knows what to do about it', async () => {
  const unsent = new Unsent({
    send: async () => {
      throw new Error('elsewhere')
    },
    refused: () => ({ offline: false, reason: 'It moved on', code: 'walk.not_there' }),
    keep: () => {},
  })
  await unsent.add(deed('a', { type: 'walk.answer' }))
  assert.deepEqual(
    unsent.all().map(({ state, code, reason }) => [state, code, reason]),
    [['refused', 'walk.not_there', 'It moved on']],
  )
})
