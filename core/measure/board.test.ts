// The rules of the board: who needs a person, when a week begins, and when a share may be said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import {
  availabilityOf,
  boardOldMs,
  firstLevelShare,
  needOf,
  weekStart,
  dayStart,
} from '#core/measure/board.ts'

const now = instant(Date.UTC(2026, 10, 19, 13, 18))
const before = (ms: number) => instant(now - ms)
const later = (ms: number) => instant(now + ms)

const cardOf = (more: Partial<Card> = {}): Card => ({
  id: 'cas_1',
  number: 1001,
  seq: 3,
  phase: 'open',
  subject: 'Router drops',
  customer: 'cus_1',
  customerName: 'Anna',
  organisation: null,
  organisationName: null,
  channel: 'email',
  language: 'sv',
  kind: 'malfunction',
  severity: 3,
  product: null,
  level: 1,
  team: 'tea_1',
  worker: 'agt_1',
  contact: 'agt_1',
  wait: null,
  offer: null,
  clock: null,
  why: { code: 'new', at: before(hourMs) },
  help: false,
  keeper: null,
  openedAt: before(2 * hourMs),
  changedAt: before(hourMs),
  solvedAt: null,
  solvedLevel: null,
  into: null,
  hadBy: [],
  ...more,
})

const late = { kind: 'promise', dueAt: before(8 * minuteMs) } as const
const asked = { kind: 'check_back', dueAt: before(minuteMs) } as const
const accept = { kind: 'accept', dueAt: before(minuteMs) } as const

const needs: readonly [string, Partial<Card>, ReturnType<typeof needOf>][] = [
  ['nothing is known', {}, null],
  ['it will, but not yet', { need: { code: 'late', at: later(minuteMs) } }, null],
  [
    'severity 1 without a worker is taken',
    { severity: 1, worker: null, need: { code: 'severity_1', at: before(hourMs) } },
    { code: 'severity_1', since: before(hourMs), act: 'take' },
  ],
  [
    'a late promise of somebody is asked about',
    { clock: late, need: { code: 'late', at: late.dueAt, kind: 'promise' } },
    { code: 'late', since: late.dueAt, kind: 'promise', act: 'open' },
  ],
  [
    'an offer nobody accepted in time is taken',
    { clock: accept, need: { code: 'expired', at: accept.dueAt } },
    { code: 'expired', since: accept.dueAt, act: 'take' },
  ],
  [
    'what is due is late, also before the clock has looked',
    { clock: late, need: { code: 'soon', at: before(hourMs), kind: 'resolution' } },
    { code: 'late', since: late.dueAt, kind: 'promise', act: 'open' },
  ],
  [
    'the same of nobody',
    { worker: null, clock: late, need: { code: 'nobody', at: before(hourMs) } },
    { code: 'late', since: late.dueAt, kind: 'promise', act: 'take' },
  ],
  [
    'what is worse than late stays',
    { worker: null, severity: 1, clock: late, need: { code: 'severity_1', at: before(hourMs) } },
    { code: 'severity_1', since: before(hourMs), act: 'take' },
  ],
  [
    'nobody asked in time whether it holds',
    { phase: 'solved', clock: asked, need: { code: 'late', at: asked.dueAt, kind: 'check_back' } },
    { code: 'late', since: asked.dueAt, kind: 'check_back', act: 'open' },
  ],
]
for (const [rule, card, expected] of needs) {
  test(`needs a person: ${rule}`, () => assert.deepEqual(needOf(cardOf(card), now), expected))
}

const weeks: readonly [string, string, string, string][] = [
  ['in the middle of a week', '2026-11-19T13:18:00Z', 'Europe/Stockholm', '2026-11-15T23:00:00Z'],
  ['on Monday at the first moment', '2026-11-15T23:00:00Z', 'Europe/Stockholm', '2026-11-15T23:00:00Z'],
  ['a moment before Monday', '2026-11-15T22:59:59.999Z', 'Europe/Stockholm', '2026-11-08T23:00:00Z'],
  ['over the change of the clocks', '2026-03-31T10:00:00Z', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['far in the east it is Monday already', '2026-11-15T18:00:00Z', 'Asia/Tokyo', '2026-11-15T15:00:00Z'],
]
for (const [rule, at, zone, start] of weeks) {
  test(`the week begins on Monday of the desk: ${rule}`, () => {
    assert.equal(weekStart(instant(Date.parse(at)), zone), Date.parse(start))
  })
}

test('a share is said from twenty solved cases on, and always with those that came back', () => {
  assert.deepEqual(firstLevelShare({ level1: 14, all: 19, cameBack: 2 }), {
    solved: 14,
    ofAll: 19,
    share: null,
    cameBack: 2,
  })
  assert.equal(firstLevelShare({ level1: 15, all: 20, cameBack: 0 }).share, 0.75)
  assert.equal(firstLevelShare({ level1: 0, all: 0, cameBack: 0 }).share, null)
})

test('people are there, writing, or away; nothing is said about their speed', () => {
  const present = { active: true, absent: false }
  assert.equal(availabilityOf(present, { isThere: true, isWriting: false }), 'available')
  assert.equal(availabilityOf(present, { isThere: true, isWriting: true }), 'busy')
  assert.equal(availabilityOf(present, { isThere: false, isWriting: false }), 'away')
  assert.equal(availabilityOf({ active: true, absent: true }, { isThere: true, isWriting: false }), 'away')
  assert.equal(availabilityOf({ active: false, absent: false }, { isThere: true, isWriting: true }), 'away')
})

test('a board is old after thirty seconds', () => assert.equal(boardOldMs, 30_000))

test('a day begins at its midnight in the zone of the desk', () => {
  const at = instant(Date.UTC(2026, 9, 2, 23, 30))
  assert.equal(dayStart(at, 'UTC'), Date.UTC(2026, 9, 2))
  assert.equal(dayStart(at, 'Europe/Stockholm'), Date.UTC(2026, 9, 2, 22))
})
