// Short words and their way back.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { closeToast, sweepToasts, toast, toasts, undoLast } from './toast.ts'

beforeEach(() => {
  for (const one of toasts.all()) closeToast(one.id)
})

test('what can be undone stays ten seconds, what cannot five, what went wrong until it is closed', () => {
  toast({ text: 'taken', undo: () => {} }, 0)
  toast({ text: 'saved' }, 0)
  toast({ text: 'refused', kind: 'wrong' }, 0)
  assert.deepEqual(
    toasts.all().map(one => one.until),
    [10_000, 5_000, null],
  )
  sweepToasts(10_000)
  assert.deepEqual(
    toasts.all().map(one => one.text),
    ['refused'],
  )
})

test('undo takes back the newest thing that can be taken back, once', () => {
  const undone: string[] = []
  toast({ text: 'a', undo: () => undone.push('a') })
  toast({ text: 'b', undo: () => undone.push('b') })
  toast({ text: 'c' })
  assert.equal(undoLast(), true)
  assert.equal(undoLast(), true)
  assert.equal(undoLast(), false)
  assert.deepEqual(undone, ['b', 'a'])
})

test('at most three stand at once, the oldest goes', () => {
  for (const text of ['a', 'b', 'c', 'd']) toast({ text })
  assert.deepEqual(
    toasts.all().map(one => one.text),
    ['b', 'c', 'd'],
  )
})
