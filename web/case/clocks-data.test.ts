// What the screen says of a clock: its sign, its words, its rule, and who held it for how long.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recorded, WaitReason } from '#core/case/event.ts'
import type { Stretch } from '#core/clock/explain.ts'
import type { Units } from '#core/entitlement/units.ts'
import { type Instant, instant, minuteMs } from '#core/kit/time.ts'
import type { Words } from '#web/kit/times.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import {
  causeText,
  countedMinutes,
  coveredText,
  type ExplainedClock,
  holderText,
  inOrder,
  judgedByText,
  lengthText,
  severityAtEnd,
  placeOf,
  resultText,
  ruleText,
  sharesOf,
  signOf,
  standingText,
} from './clocks-data.ts'

const now = Date.UTC(2026, 10, 19, 13, 18)
const words: Words = { language: 'en', say: speaker('en', messagesOf('en')), zone: 'UTC' }
const at = (minutes: number): Instant => instant(now + minutes * minuteMs)
const clock = (more: Partial<ExplainedClock> = {}): ExplainedClock => ({
  target: 'tgt_a',
  kind: 'first_response',
  standing: 'running',
  from: at(-60),
  dueAt: at(0),
  warnAt: null,
  metAt: null,
  breached: null,
  policy: 'pol_gold',
  version: 1,
  rule: null,
  calendar: null,
  stretches: [],
  ...more,
})

test('a clock says by its sign and in words what became of it', () => {
  const said = (more: Partial<ExplainedClock>) => [signOf(clock(more)), standingText(clock(more), now, words)]
  assert.deepEqual(said({}), [undefined, 'running'])
  assert.deepEqual(said({ breached: 'due' }), ['late', 'missed'])
  assert.deepEqual(said({ standing: 'paused' }), ['paused', 'stands still'])
  assert.deepEqual(said({ standing: 'met', metAt: at(-8) }), ['kept', 'met 13:10'])
  assert.deepEqual(said({ standing: 'met', metAt: at(8), breached: 'due' }), ['missed', 'met late, 13:26'])
  // It was late by what was owed then; a lower severity gave more time since.
  assert.deepEqual(said({ standing: 'met', metAt: at(-8), breached: 'due' }), ['missed', 'met late, 13:10'])
  assert.deepEqual(said({ standing: 'cancelled' }), ['paused', 'no longer owed'])
  assert.deepEqual(said({ standing: 'cancelled', breached: 'due' }), ['missed', 'no longer owed'])
})

test('what is still owed stands first, the soonest on top', () => {
  const all = [
    clock({ target: 'ended', standing: 'met', from: at(-90) }),
    clock({ target: 'later', dueAt: at(50) }),
    clock({ target: 'ended last', standing: 'cancelled', from: at(-10) }),
    clock({ target: 'soon', dueAt: at(5) }),
  ]
  assert.deepEqual(
    inOrder(all).map(one => one.target),
    ['soon', 'later', 'ended last', 'ended'],
  )
})

test('a rule is a sentence', () => {
  const rule = {
    kind: 'resolution',
    within: [null, null, { count: 2, unit: 'days' }, null],
    counts: 'working',
  } as const
  assert.equal(ruleText(rule, 3, words), 'within 2 business days')
  assert.equal(ruleText(rule, 1, words), '')
  assert.equal(ruleText(null, 1, words), '')
  assert.equal(
    lengthText({ count: 90, unit: 'minutes' }, 'always', words),
    'within 90 minutes, around the clock',
  )
  assert.equal(
    lengthText({ count: 240, unit: 'minutes' }, 'working', words),
    'within 4 hours of working time',
  )
  // As it was agreed, and never in days of 24 hours where working time is meant.
  assert.equal(
    lengthText({ count: 40 * 60, unit: 'minutes' }, 'working', words),
    'within 40 hours of working time',
  )
  assert.equal(lengthText({ count: 1, unit: 'days' }, 'always', words), 'within 1 day, around the clock')
})

test('a clock that ended is told by the severity it ended with', () => {
  const facts = [
    { type: 'case.opened' },
    { type: 'target.met', target: 'tgt_1' },
    { type: 'case.classified', severity: 1 },
    { type: 'case.classified', kind: 'question' },
    { type: 'target.cancelled', target: 'tgt_2' },
  ] as unknown as Recorded[]
  assert.equal(severityAtEnd(facts, 'tgt_1'), 3)
  assert.equal(severityAtEnd(facts, 'tgt_2'), 1)
  assert.equal(severityAtEnd(facts, 'tgt_3'), null, 'one that lives goes by the case')
})

test('the shares of a clock are named and summed, the longest first', () => {
  const part = (from: number, to: number, holder: Stretch['holder']): Stretch => ({
    from: at(from),
    to: at(to),
    holder,
    counts: true,
  })
  const { parts, whole } = sharesOf([
    part(0, 5, 1),
    part(5, 30, 'customer'),
    part(30, 40, 1),
    part(40, 40.2, 'closed'),
  ])
  assert.equal(whole, 40)
  assert.deepEqual(
    parts.map(({ holder, minutes }) => [holderText(holder, words), minutes]),
    [
      ['Customer’s turn', 25],
      ['Level 1', 15],
    ],
  )
})

test('an offer nobody has accepted yet is told apart from what its level works on', () => {
  const by = { kind: 'agent', id: 'agt_bo' } as const
  const who = () => ({ name: 'Bo Ek' })
  const part = (from: number, to: number, more: Partial<Stretch>): Stretch => ({
    ...{ from: at(from), to: at(to), holder: 1, counts: true },
    ...more,
  })
  const offered = part(5, 30, { cause: { why: 'acceptance', by } })
  const solved = part(60, 70, { holder: 'solved', counts: false, cause: { why: 'ended', by } })
  const all = [part(0, 5, {}), offered, part(30, 60, { holder: 2 }), solved]
  assert.deepEqual(
    sharesOf(all).parts.map(({ holder, minutes }) => [holderText(holder, words), minutes]),
    [
      ['Level 2', 30],
      ['Level 1, offered and not accepted yet', 25],
      ['Solved meanwhile', 10],
      ['Level 1', 5],
    ],
  )
  assert.equal(countedMinutes(all), 60)
  assert.deepEqual(
    all.map(one => causeText(one, who, words)),
    ['', 'by Bo Ek', '', 'by Bo Ek'],
  )
})

test('in another case what was waited for does not count, and is told apart', () => {
  const part = (from: number, to: number, counts: boolean): Stretch => ({
    ...{ from: at(from), to: at(to), holder: 'elsewhere', counts },
  })
  const all = [part(0, 10, true), part(10, 40, false), part(40, 45, true)]
  assert.deepEqual(
    sharesOf(all).parts.map(({ holder, minutes }) => [holderText(holder, words), minutes]),
    [
      ['Waited for in another case', 30],
      ['In another case', 15],
    ],
  )
  assert.equal(countedMinutes(all), 15)
})

test('a wait says for what, and who began it', () => {
  const by = { kind: 'agent', id: 'agt_bo' } as const
  const said = (holder: Stretch['holder'], why: WaitReason) =>
    causeText({ holder, cause: { why, by } }, () => ({ name: 'Bo Ek' }), words)
  assert.equal(said('customer', 'answer'), 'Waits for the customer: an answer · by Bo Ek')
  assert.equal(said('supplier', 'part'), 'Waits for the supplier: a part · by Bo Ek')
  assert.equal(said('paused', 'maintenance_window'), 'Put aside for the maintenance window · by Bo Ek')
})

test('who is covered by what is a sentence, also where the policy is gone', () => {
  const names = { pol_gold: { name: 'Gold' } }
  const text = (outcome: 'covered' | 'not_covered', policy: string | null) =>
    coveredText({ outcome, policy }, names, words.say)
  assert.equal(text('covered', 'pol_gold'), 'Covered by a contract: Gold')
  assert.equal(text('covered', 'pol_gone'), 'Covered by a contract: –')
  assert.equal(text('not_covered', null), 'No contract covers this')
})

test('a decision says whose product it is, and how much was used of what is counted', () => {
  const covered = {
    outcome: 'covered',
    policy: 'pol_gold',
    supplier: 'Nordlicht',
    registered: 'SN 7',
  } as const
  assert.equal(
    coveredText(covered, { pol_gold: { name: 'Gold' } }, words.say),
    'Covered by a contract: Gold · product of Nordlicht · registered as SN 7',
  )
  const includes = ['onSite', 'outOfHours', 'parts'] as const
  assert.equal(
    coveredText(
      { outcome: 'covered', policy: 'pol_gold', includes },
      { pol_gold: { name: 'Gold' } },
      words.say,
    ),
    'Covered by a contract: Gold · with on-site visits · also outside working hours · with spare parts',
  )
  const step = (units: Units & { used: number }) =>
    resultText({ rule: 'account', result: 'used_up', units }, words)
  assert.equal(step({ of: 'cases', total: 1, used: 1 }), 'used up · 1 of 1 case used')
  assert.equal(step({ of: 'minutes', total: 600, used: 630 }), 'used up · 10.5 of 10 h used')
  assert.equal(resultText({ rule: 'account', result: 'matched' }, words), words.say('clocks.result_matched'))
})

test('what counted is added up, and the due instant has its place in the bar', () => {
  const stretches: Stretch[] = [
    { from: at(0), to: at(30), holder: 1, counts: true },
    { from: at(30), to: at(90), holder: 'closed', counts: false },
    { from: at(90), to: at(120), holder: 2, counts: true },
  ]
  assert.equal(countedMinutes(stretches), 60)
  assert.equal(placeOf(at(30), stretches), 0.25)
  assert.deepEqual(
    [placeOf(at(0), stretches), placeOf(at(120), stretches), placeOf(at(1), [])],
    [null, null, null],
  )
})

test('a clock names the published rule and the hours it is counted by', () => {
  const known = { policies: { pol_gold: { name: 'Gold' } }, names: { cal_a: 'Office' } }
  const said = (more: Partial<ExplainedClock>) => judgedByText(clock(more), known, words.say)
  assert.equal(said({ calendar: 'cal_a', version: 3 }), 'Gold, version 3 · hours of Office')
  assert.equal(said({}), 'Gold, version 1')
  assert.equal(said({ policy: 'pol_gone' }), '–, version 1')
})
