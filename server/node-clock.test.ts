// A node goes by the keeper's clock, whatever happens to its own.
import assert from 'node:assert/strict'
import { setImmediate as quiet } from 'node:timers/promises'
import { test } from 'node:test'
import { hourMs, instant, minuteMs, secondMs } from '#core/kit/time.ts'
import { nodeClock } from '#server/node-clock.ts'

const t0 = 1_780_000_000_000

/** A machine whose clock is hours ahead of the keeper's. */
function machine() {
  const own = { keeperMs: t0, steadyMs: 5_000, wallMs: t0 + 3 * hourMs, looks: 0, answerMs: 0, down: false }
  const pass = (ms: number) => {
    own.keeperMs += ms
    own.steadyMs += ms
    own.wallMs += ms
  }
  const lines: string[] = []
  const options = {
    async keeper() {
      own.looks += 1
      if (own.down) throw new Error('gone')
      const at = instant(own.keeperMs)
      pass(own.answerMs)
      own.answerMs = 0
      return at
    },
    log: (line: string) => void lines.push(line),
    steadyMs: () => own.steadyMs,
    wallMs: () => own.wallMs,
  }
  return { own, options, pass, lines }
}

test('a machine that is hours ahead has the time of the keeper, and goes on with it', async t => {
  const { own, options, pass } = machine()
  const clock = await nodeClock(options)
  t.after(() => clock.close())
  assert.equal(clock.now(), t0)
  pass(20 * minuteMs)
  assert.equal(clock.now(), t0 + 20 * minuteMs)
  assert.equal(own.looks, 1)
})

test('setting the clock of the machine moves nothing; the keeper is asked again', async t => {
  const { own, options } = machine()
  const clock = await nodeClock(options)
  t.after(() => clock.close())
  own.wallMs += 5 * hourMs
  assert.equal(clock.now(), t0)
  assert.equal(clock.now(), t0)
  await quiet()
  assert.equal(own.looks, 2, 'asked once, although two wanted to know')
  assert.equal(clock.now(), t0)
  assert.equal(own.looks, 2)
})

test('after a sleep of the machine the time is right at the next look', async t => {
  const { own, options } = machine()
  const clock = await nodeClock(options)
  t.after(() => clock.close())
  own.keeperMs += hourMs
  own.wallMs += hourMs
  assert.equal(clock.now(), t0, 'the clock that goes evenly stood still')
  await quiet()
  assert.equal(clock.now(), t0 + hourMs)
})

test('an answer that took long is asked for again, but not for ever', async t => {
  const { own, options } = machine()
  own.answerMs = 10 * secondMs
  const clock = await nodeClock(options)
  t.after(() => clock.close())
  assert.deepEqual([own.looks, clock.now()], [2, t0 + 10 * secondMs])
  const slow = machine()
  const always = async () => {
    slow.own.answerMs = 2 * secondMs
    return slow.options.keeper()
  }
  const late = await nodeClock({ ...slow.options, keeper: always })
  late.close()
  assert.equal(slow.own.looks, 5)
})

test('a keeper that cannot be reached is told of, and the node goes on by what it knows', async t => {
  const { own, options, lines, pass } = machine()
  const clock = await nodeClock(options)
  t.after(() => clock.close())
  own.down = true
  own.wallMs += hourMs
  pass(secondMs)
  assert.equal(clock.now(), t0 + secondMs)
  await quiet()
  assert.match(lines.join(), /could not be read: Error: gone/)
  assert.equal(clock.now(), t0 + secondMs)
})
