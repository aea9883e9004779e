// Laws of explained time that hold for every course of a case: no minute is lost, none is told twice, and
// what counts in the stretches is what the clock has counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { may } from '#core/access/may.ts'
import { type Command, decide, fold } from '#core/case/case.ts'
import type { Event, Recorded } from '#core/case/event.ts'
import { type Case, type TargetState, unopened } from '#core/case/state.ts'
import { countedMs } from '#core/clock/due.ts'
import {
  caseStretches,
  type Holder,
  type Shares,
  shares,
  type Stretch,
  stretches,
  wholeMinutes,
} from '#core/clock/explain.ts'
import { versionOf } from '#core/clock/policy.ts'
import type { TargetId } from '#core/kit/id.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { byGold, clockedDesk, policies } from '#core/testing/clocked.ts'
import { commandTypes, samples } from '#core/testing/sample.ts'
import { at, by, caseId, clock, countingIds, customer, openCommand, relay } from '#core/testing/world.ts'

const calendar = clockedDesk.calendars.cal_work!
const targets = [policies.pol_gold, policies.pol_inner].flatMap(one => one!.versions[0]!.targets)
const desk: DeskFacts = {
  ...clockedDesk,
  policies: {
    ...policies,
    pol_gold: { ...policies.pol_gold!, versions: [{ version: 1, calendar: 'cal_work', targets }] },
  },
}
const actors = [by('bo'), by('marta'), by('jordi'), by('karin'), customer, relay]
const told = commandTypes.filter(type => !['case.open', 'case.merge', 'entitlement.decide'].includes(type))
const wish = fc.record({
  wait: fc.integer({ min: 0, max: 600 }),
  who: fc.constantFrom(...actors),
  // What moves a case is wished more often than what is only written on it.
  type: fc.oneof(
    fc.constantFrom(...told),
    fc.constantFrom<Command['type']>(
      ...(['hand_off.offer', 'hand_off.accept', 'hand_off.answer', 'worker.take', 'wait.start'] as const),
      ...(['wait.end', 'case.solve', 'case.reopen', 'case.classify', 'message.queue'] as const),
      ...(['case.link'] as const),
    ),
  ),
})
/** Another case goes on in this one; each further one began still earlier, and waited for its customer. */
const mergedFrom = (n: number): Command => ({
  type: 'case.link',
  to: caseId(`${n}`),
  how: 'merged_from',
  brings: {
    since: at(-100 * n),
    ...(n % 2 === 1 && { answeredAt: at(-100 * n + 10) }),
    policies: [{ policy: 'pol_slow', version: 2 }],
    waited: [
      [at(-100 * n + 20), at(-100 * n + 60)],
      [at(-100 * n + 90), at(-100 * n + 130)],
    ],
  },
})
const datedUntil = (until: Instant): Command => ({
  ...{ type: 'wait.start', turn: 'us', reason: 'agreed_date', until },
})
type Wish = { wait: number; who: (typeof actors)[number]; type: Command['type'] }

/** A case by wishes at random, with the instant it is looked at. */
function played(wishes: readonly Wish[]): { ledger: Recorded[]; state: Case; now: Instant } {
  const newId = countingIds()
  let state: Case = unopened
  let minute = 0
  let merged = 0
  const events: Event[] = []
  const go = (who: Wish['who'] | typeof clock, command: Command) => {
    if (may(who, command.type, state, desk) !== true) return
    const outcome = decide(state, command, who, { now: at(minute), newId, desk })
    if (isRefusal(outcome)) return
    events.push(...outcome)
    state = fold(outcome, state)
  }
  go(customer, { ...openCommand, entitled: byGold })
  for (const { wait, who, type } of wishes) {
    minute += wait
    go(clock, { type: 'clock.ring' })
    const isDue = type === 'promise.make' || type === 'promise.move'
    if (type === 'case.link') go(who, mergedFrom(++merged))
    // A wait for a date, which mostly comes before anybody looks again.
    else if (type === 'wait.start' && wait % 2 === 1) go(who, datedUntil(at(minute + 60)))
    else go(who, isDue ? ({ ...samples[type], dueAt: at(minute + 60) } as Command) : samples[type])
  }
  return { ledger: events.map((event, i) => ({ ...event, seq: i + 1 })), state, now: at(minute + 30) }
}

/** Each begins where the one before ends; together they are the whole. */
function isWhole(all: readonly Stretch[], from: Instant, to: Instant): void {
  const ends = all.map(one => one.to)
  assert.deepEqual(
    all.map(one => one.from),
    from < to ? [from, ...ends.slice(0, -1)] : [],
  )
  assert.equal(ends.at(-1) ?? to, to)
  assert.ok(all.every(one => one.from < one.to))
  assert.equal(sumOf(shares(all)), to - from)
}
const sumOf = (held: Shares): number => Object.values(held).reduce((sum, ms) => sum + ms, 0)

const kept = { numRuns: 120 }

test('each minute of a clock has one holder, and what counts of it is what the clock has counted', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), wishes => {
      const { ledger, state, now } = played(wishes)
      if (state.phase === 'unopened') return
      for (const [target, one] of Object.entries(state.targets) as [TargetId, TargetState][]) {
        const version = versionOf(desk.policies[one.policy], one.version)
        const rule = version?.targets.find(each => each.kind === one.kind)
        const counting = rule?.counts === 'always' ? null : calendar
        const all = stretches(ledger, target, counting, now)
        const cancelledAt = ledger.find(
          event => event.type === 'target.cancelled' && event.target === target,
        )?.at
        const end = one.metAt ?? cancelledAt ?? now
        isWhole(all, one.from, end)
        const still = one.pausedAt === null ? 0 : countedMs(counting, one.pausedAt, end)
        const counted = all.reduce((sum, { counts, from, to }) => sum + (counts ? to - from : 0), 0)
        assert.equal(counted, countedMs(counting, one.from, end) - one.pausedMs - still, one.kind)
      }
    }),
    kept,
  )
})

test('each minute of a case has one holder: a level, a supplier, the customer, or closed hours', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 40 }), wishes => {
      const { ledger, state, now } = played(wishes)
      if (state.phase === 'unopened') return
      const all = caseStretches(ledger, calendar, now)
      const last = ledger.findLast(event => event.type === 'case.reopened')?.seq ?? 0
      const ended = ledger.find(
        ({ seq, type }) => seq > last && (type === 'case.solved' || type === 'case.closed'),
      )
      isWhole(all, state.openedAt, ended?.at ?? now)
      // What is not ours to work on says why and by whom; nobody's hours need no reason.
      for (const { holder, cause } of all)
        if (typeof holder !== 'number') assert.equal(cause !== undefined, holder !== 'closed', `${holder}`)
      // No level holds what nobody works on.
      const open = all.filter(one => typeof one.holder === 'number')
      for (const { from, to } of open) assert.equal(countedMs(calendar, from, to), to - from)
    }),
    kept,
  )
})

test('shares in whole minutes add up to the whole, rounded once', () => {
  const holders: Holder[] = [1, 2, 3, 'supplier', 'customer', 'closed']
  const ms = fc.integer({ min: 0, max: 600 * minuteMs })
  fc.assert(
    fc.property(fc.array(ms, { minLength: 6, maxLength: 6 }), lengths => {
      const held = Object.fromEntries(lengths.map((one, i) => [holders[i]!, one])) as Shares
      const parts = wholeMinutes(held)
      const sum = parts.reduce((all, { minutes }) => all + minutes, 0)
      assert.equal(sum, Math.round(sumOf(held) / minuteMs))
      for (const { holder, minutes } of parts)
        assert.ok(Math.abs(minutes - (held[holder] ?? 0) / minuteMs) < 1, `${holder}`)
    }),
    { numRuns: 500 },
  )
})
