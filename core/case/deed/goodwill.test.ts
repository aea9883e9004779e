import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, evolve, fold } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import { goodwillRing } from '#core/case/goodwills.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { firstRules } from '#core/goodwill/rules.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { aboutOf, dueOf, holderOf, isSettled, isTelling, kindOf, type Telling } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import { may } from '#core/access/may.ts'
import { samples } from '#core/testing/sample.ts'
import {
  at,
  by,
  clock,
  customer,
  desk,
  given,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const bo = by('bo')
const karin = by('karin')
const known: readonly Wished[] = [...taken, [2, bo, { type: 'case.classify', kind: 'malfunction' }]]
const ask: Command = { ...samples['goodwill.ask'], goodwill: 'gdw_a' }
const asked: readonly Wished[] = [...known, [3, bo, ask]]
const byCustomer: Command = { ...ask, origin: 'customer' }
const give: Command = { ...samples['goodwill.give'], goodwill: 'gdw_a' }
const grant: Command = { ...samples['goodwill.grant'], words: text('sorry') }
const refuse: Command = samples['goodwill.refuse']
const redeem: Command = { ...samples['goodwill.redeem'], where: text('shop') }
const entryOf = (events: readonly Event[]) =>
  timeline(events.map((event, i) => ({ ...event, seq: i + 1 }))).find(one => one.kind === 'goodwill')
const reach = { zone: 'UTC', quiet: [], mail: 'never', cover: null } as const
/** The same desk, of people who can be told. */
const reached: DeskFacts = {
  ...desk,
  agents: Object.fromEntries(Object.entries(desk.agents).map(([id, one]) => [id, { ...one, reach }])),
}
const without: DeskFacts = { ...desk, goodwill: null }
const rulesOf = (changes: Partial<typeof firstRules>): DeskFacts => ({
  ...desk,
  goodwill: { version: 7, rules: { ...firstRules, ...changes } },
})

test('nothing is given before it is known what kind of fault it is, or as the rules say its cause', () => {
  given(...taken)
    .when(3, bo, ask)
    .thenRefused('goodwill.not_understood')
  given(...known)
    .when(3, bo, ask)
    .then('goodwill.asked')
  const cause = rulesOf({ understood: 'cause' })
  given(...known)
    .on(cause)
    .when(3, bo, ask)
    .thenRefused('goodwill.not_understood')
  const found: readonly Wished[] = [
    ...known,
    [2, bo, { ...samples['hypothesis.raise'], hypothesis: 'hyp_a' }],
    [2, bo, { ...samples['cause.find'], hypothesis: 'hyp_a' }] as Wished,
  ]
  given(...found)
    .on(cause)
    .when(3, bo, give)
    .then('goodwill.asked', 'goodwill.granted')
})

test('without rules, where it was not our doing, or in another coin, nothing is given', () => {
  for (const command of [ask, give])
    given(...known)
      .on(without)
      .when(3, bo, command)
      .thenRefused('goodwill.no_rules')
  for (const command of [grant, refuse])
    given(...asked)
      .on(without)
      .when(4, karin, command)
      .thenRefused('goodwill.no_rules')
  given(...known)
    .when(3, bo, { ...ask, fault: 'customer' })
    .thenRefused('goodwill.fault')
  given(...known)
    .on(rulesOf({ faults: {} }))
    .when(3, bo, give)
    .thenRefused('goodwill.fault')
  given(...known)
    .when(3, bo, { ...ask, currency: 'SEK' })
    .thenRefused('goodwill.other_currency', { currency: 'EUR' })
  given(...asked)
    .when(4, bo, ask)
    .thenRefused('goodwill.decided')
})

test('one gives as far as his word goes; above it a lead is asked, by a clock', () => {
  const dear = { ...give, amountMinor: 2_001 }
  given(...known)
    .when(3, bo, dear)
    .thenRefused('goodwill.above_limit', { amount: '20.00 EUR' })
  given(...known)
    .when(3, clock, give)
    .thenRefused('agent.not_found')
  const wanted = { ...ask, amountMinor: 2_001 }
  const [fact] = given(...known)
    .when(3, bo, wanted)
    .then('goodwill.asked')
  assert.ok(fact?.type === 'goodwill.asked' && fact.dueAt === at(3 + 240) && fact.rules === 2)
  const dearAsked: readonly Wished[] = [...known, [3, bo, wanted]]
  given(...dearAsked)
    .when(4, bo, grant)
    .thenRefused('goodwill.above_limit', { amount: '20.00 EUR' })
  const [granted] = given(...dearAsked)
    .when(4, karin, grant)
    .then('goodwill.granted')
  assert.ok(granted?.type === 'goodwill.granted' && granted.authority === 'lead' && granted.team === 'tea_1')
})

test('a coupon needs its code and holds for the days the rules say; what is no coupon has none', () => {
  const { code: _, ...bare } = give as Command & { code: unknown }
  given(...known)
    .when(3, bo, bare as Command)
    .thenRefused('goodwill.no_code')
  const [, coupon] = given(...known)
    .when(3, bo, give)
    .then('goodwill.asked', 'goodwill.granted')
  assert.ok(coupon?.type === 'goodwill.granted' && coupon.until === at(3 + 90 * 24 * 60))
  const waived = [...known, [3, bo, { ...give, kind: 'fee_waived' }] as Wished]
  const state = given(...waived).state as OpenedCase
  assert.equal(state.goodwills?.gdw_a?.until, null)
  given(...waived)
    .when(4, bo, redeem)
    .thenRefused('goodwill.no_coupon')
})

test('a coupon is redeemed once; one that was taken back, has run out or is none is refused by name', () => {
  const has: readonly Wished[] = [...known, [3, bo, give]]
  given(...has)
    .when(4, bo, redeem)
    .then('goodwill.redeemed')
  given(...has, [4, bo, redeem])
    .when(5, bo, redeem)
    .thenRefused('goodwill.redeemed', { when: '2026-11-19 09:04' })
  given(...has, [4, karin, samples['goodwill.revoke']])
    .when(5, bo, redeem)
    .thenRefused('goodwill.revoked', { when: '2026-11-19 09:04' })
  given(...has)
    .when(3 + 90 * 24 * 60, bo, redeem)
    .thenRefused('goodwill.expired', { when: '2027-02-17 09:03' })
  given(...asked)
    .when(4, bo, redeem)
    .thenRefused('goodwill.not_granted')
  for (const command of [redeem, grant, refuse, samples['goodwill.withdraw'], samples['goodwill.revoke']])
    given(...known)
      .when(4, karin, command)
      .thenRefused('goodwill.not_found')
})

test('it is decided once, and what a customer asked for is answered, not withdrawn', () => {
  given(...asked)
    .when(4, karin, refuse)
    .then('goodwill.refused')
  for (const command of [grant, refuse, samples['goodwill.withdraw']])
    given(...asked, [4, karin, refuse])
      .when(5, karin, command)
      .thenRefused('goodwill.decided')
  given(...asked)
    .when(4, bo, samples['goodwill.withdraw'])
    .then('goodwill.withdrawn')
  given(...known, [3, bo, byCustomer])
    .when(4, bo, samples['goodwill.withdraw'])
    .thenRefused('goodwill.customer_asked')
})

test('whoever of ours reaches the case asks and gives; saying no and taking back are for who leads', () => {
  const { state } = given(...asked)
  const who = (type: Command['type'], facts = desk) =>
    ['bo', 'jordi', 'karin'].filter(name => may(by(name), type, state, facts) === true)
  assert.deepEqual(who('goodwill.give'), ['bo', 'karin'])
  assert.deepEqual(who('goodwill.refuse'), ['karin'])
  assert.deepEqual(who('goodwill.redeem'), ['bo', 'jordi', 'karin'])
  const partner = {
    house: 'Other',
    accountable: 'agt_karin',
    endsAt: null,
    readDays: 3,
    namesPeople: true,
  } as const
  const outside = { ...desk, teams: { ...desk.teams, tea_1: { ...desk.teams.tea_1!, partner } } }
  assert.deepEqual(who('goodwill.give', outside).includes('bo'), false)
  assert.deepEqual(who('goodwill.redeem', outside).includes('bo'), false)
})

test('nobody answers in time: it is late once, and can still be granted', () => {
  const { state } = given(...asked)
  assert.equal(goodwillRing(state as OpenedCase), at(243))
  given(...asked)
    .when(200, clock, { type: 'clock.ring' })
    .thenNothing()
  const late: readonly Wished[] = [...asked, [243, clock, { type: 'clock.ring' }]]
  assert.equal(
    entryOf(given(...late).events)?.kind === 'goodwill' && goodwillRing(given(...late).state as OpenedCase),
    null,
  )
  given(...late)
    .when(244, clock, { type: 'clock.ring' })
    .thenNothing()
  given(...late)
    .when(244, karin, grant)
    .then('goodwill.granted')
  const given_ = given(...known, [3, bo, give]).state as OpenedCase
  assert.equal(goodwillRing(given_), null)
})

test('those who lead are told of what waits, and whoever asked of what was said', () => {
  const told = (wished: readonly Wished[], type: Event['type']) => {
    const { events, state } = given(...wished)
    const event = events.findLast(one => one.type === type) as Telling
    const now = event.at
    const { tell } = whoIsTold(state as OpenedCase, event, {
      now,
      desk: reached,
      before: [],
      isTakenUp: false,
    })
    assert.equal(isTelling(event), true)
    assert.equal(kindOf(event), null)
    return { agents: tell.map(one => one.agent), state: state as OpenedCase, event }
  }
  const waits = told(asked, 'goodwill.asked')
  assert.deepEqual(waits.agents, ['agt_karin'])
  assert.equal(dueOf(waits.state, waits.event), at(243))
  assert.equal(isSettled(waits.state, waits.event), false)
  const late = told([...asked, [243, clock, { type: 'clock.ring' }]], 'goodwill.late')
  assert.deepEqual(late.agents, ['agt_karin'])
  const granted = told([...asked, [4, karin, grant]], 'goodwill.granted')
  assert.deepEqual(granted.agents, ['agt_bo'])
  assert.equal(isSettled(granted.state, granted.event), true)
  assert.equal(aboutOf(granted.event), 'gdw_a')
  assert.deepEqual(told([...asked, [4, karin, refuse]], 'goodwill.refused').agents, ['agt_bo'])
  const self = told([...known, [3, bo, give]], 'goodwill.granted')
  assert.deepEqual(self.agents, [])
  assert.equal(dueOf(self.state, self.event), null)
  const [asking] = given(...known).when(3, bo, give).outcome as Event[]
  assert.equal(isTelling(asking!), false)
  const unknown = { ...self.event, goodwill: 'gdw_z' } as Telling
  assert.equal(holderOf(self.state, unknown), null)
  assert.equal(dueOf({ ...self.state, goodwills: {} }, unknown), null)
})

test('the ledger says what was given, on whose word, by which rules, and what became of it', () => {
  const entry = (...more: readonly Wished[]) => {
    const one = entryOf(given(...known, ...more).events)
    return one?.kind === 'goodwill' ? one : assert.fail()
  }
  const one = entry([3, bo, give], [4, bo, redeem])
  assert.equal(one.standing, 'redeemed')
  assert.deepEqual(
    [one.decided?.authority, one.rules, one.coupon?.until],
    ['level_1', 2, at(3 + 90 * 24 * 60)],
  )
  assert.equal(textOf(one.ended!.words!), 'shop')
  assert.equal(entry([3, bo, { ...give, kind: 'upgrade' }]).coupon, null)
  assert.equal(entry([3, bo, ask], [4, karin, refuse]).decided?.authority, null)
  assert.equal(entry([3, bo, ask], [243, clock, { type: 'clock.ring' }]).standing, 'late')
  assert.equal(entry([3, bo, ask], [4, bo, samples['goodwill.withdraw']]).standing, 'withdrawn')
  assert.equal(entry([3, bo, give], [4, karin, samples['goodwill.revoke']]).standing, 'revoked')
  assert.equal(entry([3, bo, give], [4, bo, samples['goodwill.redeem']]).ended?.words, null)
})

test('a customer reads what he gets and what he was refused, and nothing thought of inside alone', () => {
  const lines = (...more: readonly Wished[]) => {
    const { events, state } = given(...known, ...more)
    const ledger = events.map((event, i) => ({ ...event, seq: i + 1 }))
    const reading = { text: textOf, agentName: () => null, now: at(500) }
    return customerTimeline(ledger, state as OpenedCase, reading).filter(one =>
      one.kind.startsWith('goodwill'),
    )
  }
  const kindsOf = (...more: readonly Wished[]) => lines(...more).map(one => one.kind)
  assert.deepEqual(kindsOf([3, bo, ask]), [])
  assert.deepEqual(kindsOf([3, bo, ask], [4, karin, refuse]), [])
  assert.deepEqual(kindsOf([3, bo, byCustomer], [4, karin, refuse]), ['goodwill_asked', 'goodwill_refused'])
  const [granted] = lines([3, bo, ask], [4, karin, grant])
  assert.ok(granted?.kind === 'goodwill_granted')
  assert.deepEqual(
    [granted.what, granted.words, granted.code, granted.amountMinor],
    ['10 off', 'sorry', 'c', 1_000],
  )
  const [plain] = lines([3, bo, { ...give, kind: 'upgrade' }])
  assert.ok(plain?.kind === 'goodwill_granted' && plain.code === null && plain.words === null)
  assert.deepEqual(kindsOf([3, bo, give], [4, bo, redeem]), ['goodwill_granted', 'goodwill_redeemed'])
  assert.deepEqual(kindsOf([3, bo, give], [4, karin, samples['goodwill.revoke']]), [
    'goodwill_granted',
    'goodwill_revoked',
  ])
})

test('a change of something that is not there is none', () => {
  const { state } = given(...known)
  for (const type of ['goodwill.withdrawn', 'goodwill.revoked'] as const) {
    const stray = { type, goodwill: 'gdw_z', because: text('w'), at: at(9), by: bo } as unknown as Event
    assert.equal((evolve(state, stray) as OpenedCase).goodwills, undefined)
  }
})

test('a fact of goodwill that nobody asked for changes nothing', () => {
  const { state, events } = given(...known)
  const at_ = { at: at(9), by: customer }
  const facts = [
    { type: 'goodwill.late', goodwill: 'gdw_z', dueAt: at(9), ...at_ },
    { type: 'goodwill.granted', goodwill: 'gdw_z', rules: 2, authority: 'lead', team: 'tea_1', ...at_ },
    { type: 'goodwill.refused', goodwill: 'gdw_z', rules: 2, words: text('w'), ...at_ },
    { type: 'goodwill.redeemed', goodwill: 'gdw_z', ...at_ },
  ] as Event[]
  for (const one of facts) assert.equal((evolve(state, one) as OpenedCase).goodwills, undefined)
  const ledger = [...events, ...facts].map((event, i) => ({ ...event, seq: i + 1 }))
  const reading = { text: textOf, agentName: () => null, now: at(500) }
  const kinds = customerTimeline(ledger, fold(ledger) as OpenedCase, reading).map(one => one.kind)
  assert.deepEqual(kinds.slice(-1), ['goodwill_redeemed'])
})
