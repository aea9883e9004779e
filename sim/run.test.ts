// The simulated centre holds its rules: fixed seeds, a fresh one, and the same seed twice.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { describe, it } from 'node:test'
import { run } from '#sim/run.ts'
import { tallied } from '#sim/tally.ts'
import type { RunResult } from '#sim/running.ts'

const isFull = process.env.FULL === '1'
const fixed = isFull ? Array.from({ length: 200 }, (_, i) => i + 1) : [1, 2, 3, 4, 5, 6, 8, 11, 22]
const fresh = Array.from({ length: isFull ? 100 : 1 }, () => randomInt(2 ** 31))

/** What no run may miss altogether: a rule that is never tried says nothing. */
const mustHappen = [
  ...['wish', 'mail', 'relay', 'clock', 'go_on', 'node', 'erase', 'room', 'primary', 'staff'],
  ...tallied,
  ...['die', 'die_after', 'stall', 'stall_after', 'unknown', 'unknown_after', 'fail'],
  ...[
    'case.opened',
    'case.merged',
    'case.parted',
    'case.unlinked',
    'case.solved',
    'case.closed',
    'case.reopened',
  ],
  ...['promise.kept', 'promise.late', 'promise.missed', 'promise.moved', 'promise.withdrawn'],
  ...[
    'hand_off.accepted',
    'hand_off.returned',
    'hand_off.withdrawn',
    'hand_off.expired',
    'hand_off.answered',
  ],
  ...['target.met', 'target.warned', 'target.breached', 'target.paused', 'target.resumed'],
  ...['target.retargeted', 'target.cancelled'],
  ...['check_back.planned', 'check_back.tried', 'check_back.ended', 'news.missing'],
  ...['walk.begun', 'walk.answered', 'walk.reused', 'walk.jumped', 'walk.went_back'],
  ...['walk.paused', 'walk.resumed', 'walk.given_up', 'walk.sent'],
  ...[
    'message.withdrawn',
    ...['matter', 'join', 'matters', 'matter.joined', 'matter.left', 'matter.moved', 'matter.told'],
    ...['problem.published', 'problem.fixed', 'problem.merged', 'problem.workaround_ended'],
    ...['supplier.silent', 'supplier.raised', 'supplier.chase_due', 'supplier.taken_out'],
    ...['supplier.retested', 'verification.made', 'regression.due', 'regression.checked'],
    ...['live_line.answered', 'live_line.ended', 'live_line.taken_back', 'call_back.missed'],
    'message.failed',
    'message.bounced',
    'wait.ended',
    'help.asked',
    'question.declined',
  ],
]

describe('a simulated centre', () => {
  const happened: Record<string, number> = {}
  const count = ({ played, events, tallies }: RunResult) => {
    for (const [what, times] of [
      ...Object.entries(played),
      ...Object.entries(events),
      ...Object.entries(tallies),
    ])
      happened[what] = (happened[what] ?? 0) + times
  }
  for (const seed of fixed)
    it(`holds its rules for a day of seed ${seed}`, async () => {
      const result = await run({ seed, days: 1 })
      assert.deepEqual(result.violations, [])
      count(result)
    })
  for (const seed of fresh)
    it(`holds its rules for a day of seed ${seed}, a fresh one`, async () => {
      assert.deepEqual((await run({ seed, days: 1 })).violations, [])
    })
  it('has seen every kind of work, fault and end in them', () => {
    assert.deepEqual(
      mustHappen.filter(what => !happened[what]),
      [],
    )
  })
  it('holds its rules for weeks of the core alone', async () => {
    for (const seed of fixed.slice(0, 4)) {
      const result = await run({ seed, days: 14, alone: true, judges: true })
      assert.deepEqual(result.violations, [], `seed ${seed}`)
      assert.ok(result.cases > 100 && (result.events['target.breached'] ?? 0) > 100)
    }
  })
  it('is the same, to the last fact, for the same seed, and another for another', async () => {
    for (const alone of [false, true]) {
      const [one, again, other] = [
        await run({ seed: 11, days: 1, alone }),
        await run({ seed: 11, days: 1, alone }),
        await run({ seed: 12, days: 1, alone }),
      ]
      assert.deepEqual([again.trace, again.steps], [one.trace, one.steps])
      assert.notEqual(other.trace, one.trace)
    }
  })
})
