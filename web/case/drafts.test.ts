// Drafts never share a buffer, are kept often enough, and never come back after they were sent.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DraftBuffer, draftName, type Keeper, localMs, remoteMs } from './drafts.ts'

/** Timers the test moves by hand. */
function handTimers() {
  let now = 0
  let waiting: { at: number; run: () => void }[] = []
  return {
    set: (run: () => void, ms: number) => {
      const one = { at: now + ms, run }
      waiting.push(one)
      return one
    },
    clear: (timer: unknown) => {
      waiting = waiting.filter(one => one !== timer)
    },
    now: () => now,
    pass: async (ms: number) => {
      now += ms
      const due = waiting.filter(one => one.at <= now)
      waiting = waiting.filter(one => one.at > now)
      for (const one of due) one.run()
      for (let i = 0; i < 8; i++) await Promise.resolve()
    },
  }
}

function notebook() {
  const kept: string[] = []
  const keep: Keeper = async (name, text) => {
    kept.push(`${name}: ${text}`)
  }
  return { kept, keep }
}

const name = draftName('cas_1', 'agt_1', 'customer')

test('a draft for the customer and one for the team have different names', () => {
  assert.notEqual(draftName('cas_1', 'agt_1', 'customer'), draftName('cas_1', 'agt_1', 'team'))
  assert.notEqual(draftName('cas_1', 'agt_1', 'team'), draftName('cas_1', 'agt_2', 'team'))
})

test('typing is kept here after 300 ms and on the server after 2 s, only the newest text', async () => {
  const timers = handTimers()
  const [here, there] = [notebook(), notebook()]
  const buffer = new DraftBuffer(name, '', here.keep, there.keep, timers)
  buffer.write('H')
  buffer.write('Hej')
  await timers.pass(localMs)
  assert.deepEqual(here.kept, [`${name}: Hej`])
  assert.deepEqual(there.kept, [])
  assert.equal(buffer.state().savedAt, localMs)
  buffer.write('Hej Anna')
  await timers.pass(remoteMs)
  assert.deepEqual(there.kept, [`${name}: Hej Anna`])
})

test('what was sent is taken away after a slow save, so that no late write brings it back', async () => {
  const timers = handTimers()
  const order: string[] = []
  let release = () => {}
  const slow: Keeper = async (_name, text) => {
    order.push(`begin ${text}`)
    if (text !== '')
      await new Promise<void>(done => {
        release = done
      })
    order.push(`end ${text}`)
  }
  const buffer = new DraftBuffer(name, '', async () => {}, slow, timers)
  buffer.write('half a word')
  await timers.pass(remoteMs)
  const cleared = buffer.clear()
  release()
  await cleared
  assert.deepEqual(order, ['begin half a word', 'end half a word', 'begin ', 'end '])
  assert.deepEqual(buffer.state(), { text: '', savedAt: null })
})

test('a keeper that fails is tried again with the next change', async () => {
  const timers = handTimers()
  const kept: string[] = []
  let works = false
  const keep: Keeper = async (_name, text) => {
    if (!works) throw new Error('no connection')
    kept.push(text)
  }
  const buffer = new DraftBuffer(name, '', keep, async () => {}, timers)
  buffer.write('one')
  await timers.pass(localMs)
  assert.equal(buffer.state().savedAt, null)
  works = true
  await buffer.flush()
  assert.deepEqual(kept, ['one'])
})

test('a kept text is taken over only into an empty box', () => {
  const none: Keeper = async () => {}
  const typed = new DraftBuffer(name, 'already typed', none, none)
  typed.restore('older')
  assert.equal(typed.state().text, 'already typed')
  const empty = new DraftBuffer(name, '', none, none)
  empty.restore('older')
  assert.equal(empty.state().text, 'older')
})
