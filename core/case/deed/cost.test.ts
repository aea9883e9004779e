// Noting what a case cost: by whom, in which currency, once; taken back with a reason, and never gone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CostEntry } from '#core/case/cost-entry.ts'
import { broughtBy } from '#core/case/brought.ts'
import { evolve } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { may } from '#core/access/may.ts'
import { deskTold } from '#core/people/desk-at.ts'
import { caseIn, samples } from '#core/testing/sample.ts'
import { agentId, at, by, desk, given, taken, teamId, text, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const note = { ...samples['cost.note'], cost: 'cst_a' } as const
const because = text('the wrong case')
const noted: readonly Wished[] = [...taken, [2, bo, note]]
const withdrawn: readonly Wished[] = [...noted, [3, bo, { type: 'cost.withdraw', cost: 'cst_a', because }]]
const entryOf = (wished: readonly Wished[]) =>
  timeline(given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))).find(
    one => one.kind === 'cost',
  ) as CostEntry

test('a cost is noted once, and taken back once, with a reason', () => {
  given(...taken)
    .when(2, bo, note)
    .then('cost.noted')
  given(...noted)
    .when(3, bo, note)
    .thenRefused('cost.already')
  given(...withdrawn)
    .when(4, bo, { type: 'cost.withdraw', cost: 'cst_a', because })
    .thenRefused('cost.withdrawn')
  given(...withdrawn)
    .when(4, bo, note)
    .thenRefused('cost.already')
  given(...taken)
    .when(4, bo, { type: 'cost.withdraw', cost: 'cst_a', because })
    .thenRefused('cost.not_found')
})

test('it stands in the case with what became of it', () => {
  const { of, amountMinor, currency, supplierCase } = entryOf(noted)
  assert.deepEqual([of, amountMinor, currency, supplierCase], ['parts', 4_900, 'EUR', null])
  assert.equal(entryOf(noted).withdrawn, null)
  assert.equal(entryOf(withdrawn).withdrawn?.because, because)
})

test('it may come of a case with a supplier to which this one belongs', () => {
  const supplierCase = 'spc_a' as const
  given(...taken)
    .when(3, bo, { ...note, supplierCase })
    .thenRefused('matter.not_joined')
  const joined: readonly Wished[] = [...taken, [2, bo, { type: 'matter.join', matter: supplierCase }]]
  assert.equal(entryOf([...joined, [3, bo, { ...note, supplierCase }]]).supplierCase, supplierCase)
})

test('all is counted in the one currency of the desk, and nothing before it has one', () => {
  given(...taken)
    .when(2, bo, { ...note, currency: 'SEK' })
    .thenRefused('cost.other_currency', { currency: 'EUR' })
  const { costs: _costs, ...without } = desk
  given(...taken)
    .on(without)
    .when(2, bo, note)
    .thenRefused('cost.no_currency')
})

test('who works on the case notes it, or who leads; nobody of another house', () => {
  const { state } = caseIn('open, worked on')
  const asked = (who: string, facts = desk) => may(by(who), 'cost.note', state, facts)
  assert.equal(asked('bo'), true)
  assert.equal(asked('karin'), true)
  assert.deepEqual(asked('chiara'), { refused: 'access.not_contact_or_worker' })
  const partner = {
    house: 'Nord',
    accountable: agentId('karin'),
    endsAt: null,
    readDays: 0,
    namesPeople: true,
  }
  const one = teamId(1)
  const teams = { ...desk.teams, [one]: { ...desk.teams[one]!, partner } }
  const theirs = { ...desk.agents[agentId('bo')]!, roles: ['partner'] as const }
  const shared = { ...desk, teams, agents: { ...desk.agents, [agentId('bo')]: theirs } }
  assert.notEqual(asked('bo', shared), true)
})

test('browsers are told in which currency, not what an hour costs', () => {
  const versions = [{ version: 1, at: at(0), rates: { 1: 1, 2: 2, 3: 3 } }]
  assert.deepEqual(deskTold({ ...desk, costs: { currency: 'EUR', versions } }).costs?.versions, [])
  assert.equal(deskTold({ ...desk, costs: null }).costs, null)
})

test('a case that goes on in another tells it what it cost; nothing, where nothing is known', () => {
  const ledger = given(...noted).events.map((event, i) => ({ ...event, seq: i + 1 }))
  assert.deepEqual(broughtBy(ledger, at(5), desk)?.costs, { currency: 'EUR', minor: { parts: 4_900 } })
  assert.equal(broughtBy(ledger, at(5))?.costs, undefined)
})

test('what a ledger takes back without having noted it is no cost', () => {
  const { state } = given(...taken)
  const event = { type: 'cost.withdrawn', cost: 'cst_lost', because, at: at(3), by: bo } as Event
  const { costs } = evolve(state, event) as OpenedCase
  assert.equal(costs?.cst_lost, 'withdrawn')
})
