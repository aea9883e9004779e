// The rules of the board: who needs a person, when a week begins, and when a share may be said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { dayMs, hourMs, instant, minuteMs } from '#core/kit/time.ts'
import {
  availabilityOf,
  boardOldMs,
  byHarm,
  firstLevelShare,
  needOf,
  weekStart,
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
  openedAt: before(2 * hourMs),
  changedAt: before(hourMs),
  solvedAt: null,
  solvedLevel: null,
  into: null,
  hadBy: [],
  ...more,
})

const late = { kind: 'promise', dueAt: before(8 * minuteMs) } as const
const notYet = { kind: 'promise', dueAt: later(8 * minuteMs) } as const
const accept = { kind: 'accept', dueAt: before(minuteMs) } as const

const needs: readonly [string, Partial<Card>, ReturnType<typeof needOf>][] = [
  ['nothing is due', { clock: notYet }, null],
  ['severity 1 with a worker runs', { severity: 1, clock: notYet }, null],
  [
    'severity 1 without a worker',
    { severity: 1, worker: null },
    { code: 'severity_1', since: before(2 * hourMs), act: 'take' },
  ],
  [
    'a late promise of somebody is asked about',
    { clock: late },
    { code: 'late', since: late.dueAt, act: 'open' },
  ],
  [
    'a late first answer of nobody is taken',
    { clock: { ...late, kind: 'first_answer' }, worker: null },
    { code: 'late', since: late.dueAt, act: 'take' },
  ],
  ['the customer asked for more help', { help: true }, { code: 'help', since: before(hourMs), act: 'open' }],
  [
    'an offer nobody accepted in time',
    { clock: accept },
    { code: 'expired', since: accept.dueAt, act: 'take' },
  ],
  [
    'an offer whose end is on the card',
    { why: { code: 'expired', at: before(minuteMs) } },
    { code: 'expired', since: before(minuteMs), act: 'take' },
  ],
  ['a solved case owes nothing', { phase: 'solved', clock: late, severity: 1, worker: null }, null],
]
for (const [rule, card, expected] of needs) {
  test(`needs a person: ${rule}`, () => assert.deepEqual(needOf(cardOf(card), now), expected))
}

test('the most harm stands first: reason, then severity, then how long already', () => {
  const longLate = { kind: 'promise', dueAt: before(dayMs) } as const
  const cards = [
    cardOf({ id: 'cas_expired', clock: accept }),
    cardOf({ id: 'cas_fine', clock: notYet }),
    cardOf({ id: 'cas_help', help: true }),
    cardOf({ id: 'cas_late', clock: late }),
    cardOf({ id: 'cas_longer', clock: longLate }),
    cardOf({ id: 'cas_worse', clock: late, severity: 2 }),
    cardOf({ id: 'cas_s1', severity: 1, worker: null }),
  ]
  assert.deepEqual(
    byHarm(cards, now).map(one => one.card.id),
    ['cas_s1', 'cas_worse', 'cas_longer', 'cas_late', 'cas_help', 'cas_expired'],
  )
})

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
