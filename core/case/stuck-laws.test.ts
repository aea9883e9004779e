// Laws of being stuck that hold for every course a case can take: said once, in time, ended by a new fact.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { may } from '#core/access/may.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import { ringOf } from '#core/case/ring.ts'
import { type Case, type OpenedCase, unopened } from '#core/case/state.ts'
import { dueSigns } from '#core/case/stuck.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { type DeskFacts, defaultDesk, type WorkSetting } from '#core/people/desk-facts.ts'
import { commandTypes, samples } from '#core/testing/sample.ts'
import {
  at,
  by,
  clock,
  countingIds,
  customer,
  desk as quiet,
  openCommand,
  relay,
} from '#core/testing/world.ts'

const desk: DeskFacts = { ...quiet, stuck: defaultDesk.stuck }
const actors = [by('bo'), by('bo'), by('marta'), by('karin'), customer, clock, relay]
const wish = fc.record({
  wait: fc.integer({ min: 0, max: 300 }),
  who: fc.constantFrom(...actors),
  type: fc.constantFrom(...commandTypes, 'message.receive' as const, 'help.ask' as const),
})
type Wishes = readonly { wait: number; who: (typeof actors)[number]; type: Command['type'] }[]

/** Plays wishes, each rung before it; ids are fresh, so that steps repeat and messages add up. */
function run(wishes: Wishes): { state: OpenedCase; minute: number } {
  const newId = countingIds()
  let state: Case = unopened
  let minute = 0
  const go = (who: (typeof actors)[number], command: Command) => {
    if (may(who, command.type, state, desk) !== true) return
    const outcome = decide(state, command, who, { now: at(minute), newId, desk })
    if (!isRefusal(outcome)) state = fold(outcome, state)
  }
  go(customer, openCommand)
  go(by('bo'), { type: 'worker.take' })
  wishes.forEach(({ wait, who, type }, i) => {
    minute += wait
    go(clock, { type: 'clock.ring' })
    go(who, fresh(samples[type], i, minute))
  })
  return { state: state as unknown as OpenedCase, minute }
}
function fresh(command: Command, i: number, minute: number): Command {
  switch (command.type) {
    case 'message.receive':
      return { ...command, message: `msg_${i}` }
    case 'contact.hold':
      return { ...command, contact: `con_${i}`, news: i % 2 === 0 }
    case 'step.try':
      return { ...command, step: `stp_${i}`, outcome: 'no_change' } as Command
    case 'promise.make':
    case 'promise.move':
      return { ...command, dueAt: at(minute + 60) }
    case 'stuck.answer':
      return { ...command, until: at(minute + 60) } as Command
    default:
      return command
  }
}
const wishes = fc.array(wish, { maxLength: 40 })
const ringAt = (state: Case, minute: number) =>
  decide(state, { type: 'clock.ring' }, clock, { now: at(minute), newId: countingIds(), desk })

test('the clock, once rung, has nothing left to say until the next ring', () => {
  fc.assert(
    fc.property(wishes, fc.nat(3_000), (wishes, minutes) => {
      const { state, minute } = run(wishes)
      const now = minute + minutes
      const once = ringAt(state, now)
      assert.ok(!isRefusal(once))
      const next = fold(once, state)
      assert.deepEqual(ringAt(next, now), [])
      const again = ringOf(next, desk)
      assert.ok(again === null || again > at(now))
    }),
    { numRuns: 200 },
  )
})

test('at its ring there is something to say, and before it nothing', () => {
  fc.assert(
    fc.property(wishes, wishes => {
      const { state, minute } = run(wishes)
      const due = ringOf(state, desk)
      if (due === null || due <= at(minute)) return
      const now = (due - at(0)) / 60_000
      assert.deepEqual(ringAt(state, now - 1 / 60_000), [])
      assert.notDeepEqual(ringAt(state, now), [])
    }),
    { numRuns: 200 },
  )
})

test('to ask changes nothing; asked again it says the same', () => {
  fc.assert(
    fc.property(wishes, wishes => {
      const { state } = run(wishes)
      const before = JSON.stringify(state)
      assert.deepEqual(dueSigns(state, desk), dueSigns(state, desk))
      assert.equal(JSON.stringify(state), before)
    }),
    { numRuns: 100 },
  )
})

test('more minutes never say it earlier, and fewer signs never say more', () => {
  const longer = (setting: WorkSetting): WorkSetting => ({
    ...setting,
    heldMinutes: setting.heldMinutes.map(one => one + 30) as unknown as WorkSetting['heldMinutes'],
  })
  const patient: DeskFacts = {
    ...desk,
    levels: { 1: longer(desk.levels[1]), 2: longer(desk.levels[2]), 3: longer(desk.levels[3]) },
  }
  fc.assert(
    fc.property(wishes, fc.subarray([...stuckSigns]), (wishes, signs) => {
      const { state } = run(wishes)
      const soon = new Map(dueSigns(state, desk).map(one => [one.sign, one.at]))
      for (const one of dueSigns(state, patient)) assert.ok(one.at >= soon.get(one.sign)!)
      const some = dueSigns(state, { ...desk, stuck: { ...desk.stuck, signs } })
      assert.deepEqual(
        some,
        dueSigns(state, desk).filter(one => signs.includes(one.sign)),
      )
    }),
    { numRuns: 200 },
  )
})

test('what its worker does ends that he held it, came back to it, or repeated himself', () => {
  fc.assert(
    fc.property(wishes, wishes => {
      const { state, minute } = run(wishes)
      if (state.phase !== 'open' || state.worker === null) return
      const done = decide(
        state,
        { ...samples['note.add'], note: 'not_last' } as Command,
        { kind: 'agent', id: state.worker },
        { now: at(minute + 1), newId: countingIds(), desk },
      )
      assert.ok(!isRefusal(done))
      const next = fold(done, state) as OpenedCase
      const over = ['held', 'returned', 'led_nowhere', 'step_again'] as const
      for (const sign of over) assert.ok(!next.stuck.noticed?.signs.includes(sign), sign)
      assert.ok(dueSigns(next, desk).every(one => one.sign !== 'held' || one.since === at(minute + 1)))
    }),
    { numRuns: 200 },
  )
})
