// When a draft is saved: a moment after the last change, once at a time, again when it failed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, From } from './draft.ts'
import { draftKeeper } from './draft-keeper.ts'

type Sent = {
  readonly form: unknown
  readonly from: From
  readonly answer: (answer: Answer) => void
  readonly refuse: (thrown: Error) => void
}

/** A keeper whose clock and server stand still until they are told. */
function begun() {
  const sent: Sent[] = []
  let ring: (() => void) | null = null
  const keeper = draftKeeper<Answer>({
    form: { n: 0 },
    from: { revision: 1 },
    send: (form, from) =>
      new Promise((answer, refuse) => {
        sent.push({ form, from, answer, refuse })
      }),
    mayPass: thrown => (thrown as Error).message === 'no line',
    tell: () => {},
    after: (_, run) => {
      ring = run
      return () => {
        if (ring === run) ring = null
      }
    },
  })
  const ringNow = () => {
    const due = ring
    ring = null
    due?.()
    return due !== null
  }
  return { keeper, sent, ringNow }
}
const settle = () => new Promise(done => setImmediate(done))

test('many changes are one saving, and what is typed meanwhile is the next one', async () => {
  const { keeper, sent, ringNow } = begun()
  keeper.edit({ n: 1 })
  keeper.edit({ n: 2 })
  assert.equal(sent.length, 0)
  ringNow()
  assert.deepEqual([sent[0]?.form, sent[0]?.from, keeper.now().isSaving], [{ n: 2 }, { revision: 1 }, true])
  keeper.edit({ n: 3 })
  ringNow()
  assert.equal(sent.length, 1)
  sent[0]!.answer({ revision: 2, form: { n: 2 } })
  await settle()
  assert.deepEqual([sent[1]?.form, sent[1]?.from], [{ n: 3 }, { revision: 2 }])
  sent[1]!.answer({ revision: 3, form: { n: 3 } })
  await settle()
  assert.deepEqual([ringNow(), sent.length, keeper.now().isSaving], [false, 2, false])
})

test('whoever must have it saved waits for what was typed last', async () => {
  const { keeper, sent } = begun()
  await keeper.save()
  assert.equal(sent.length, 0)
  keeper.edit({ n: 1 })
  let isDone = false
  const done = keeper.save().then(() => {
    isDone = true
  })
  sent[0]!.answer({ revision: 2, form: { n: 1 } })
  await done
  assert.ok(isDone)
})

test('what could not be saved stays, says why, and is tried again', async () => {
  const { keeper, sent, ringNow } = begun()
  keeper.edit({ n: 1 })
  ringNow()
  const why = new Error('no line')
  sent[0]!.refuse(why)
  await settle()
  assert.deepEqual([keeper.now().trouble, keeper.now().draft.form], [why, { n: 1 }])
  assert.ok(ringNow())
  sent[1]!.answer({ revision: 2, form: { n: 1 } })
  await settle()
  assert.deepEqual([keeper.now().trouble, ringNow()], [null, false])
})

test('what the server refuses is not sent again until something is changed', async () => {
  const { keeper, sent, ringNow } = begun()
  keeper.edit({ n: 1 })
  ringNow()
  sent[0]!.refuse(new Error('too long'))
  await settle()
  assert.equal(ringNow(), false)
  keeper.edit({ n: 2 })
  assert.ok(ringNow())
  keeper.restart({ n: 5 }, { revision: 0, version: 2 })
  assert.deepEqual(keeper.now().draft.kept, { form: { n: 5 }, from: { revision: 0, version: 2 } })
})

test('what the server has of late is taken in, unless it is what we have or a saving is on its way', async () => {
  const { keeper, sent, ringNow } = begun()
  keeper.take({ revision: 1, form: { n: 7 } })
  assert.deepEqual(keeper.now().draft.form, { n: 0 })
  keeper.take({ revision: 2, form: { n: 8 } })
  assert.deepEqual([keeper.now().draft.form, ringNow()], [{ n: 8 }, false])
  keeper.edit({ n: 9 })
  ringNow()
  keeper.take({ revision: 3, form: { n: 10 } })
  assert.deepEqual(keeper.now().draft.form, { n: 9 })
  sent[0]!.answer({ revision: 3, form: { n: 9 } })
  await settle()
  keeper.undo()
  assert.deepEqual(keeper.now().draft.form, { n: 8 })
  keeper.redo()
  keeper.end()
  assert.deepEqual(sent.length, 1)
})
