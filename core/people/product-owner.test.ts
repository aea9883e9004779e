// Who owns a product and hears what customers were sent elsewhere for, as a manager would say it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventOf } from '#core/case/event.ts'
import { evolve, openedCase } from '#core/case/case.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { aboutOf, isSettled, isTelling, type Telling } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import { ownersOfProduct, ownsProduct, productsOwned } from '#core/people/product-owner.ts'
import { at, by, desk, play, taken, teamId, text, type Wished } from '#core/testing/world.ts'

const lamp = 'pro_lamp' as const
const owned = (owner: `agt_${string}` | `tea_${string}`) => ({ ...desk, productOwners: { [lamp]: owner } })
const ids = (all: readonly { id: string }[]) => all.map(one => one.id).sort()

test('a person owns it, or everybody of a team; nobody where nobody is named', () => {
  assert.deepEqual(ids(ownersOfProduct(lamp, owned('agt_jordi'))), ['agt_jordi'])
  const team = teamId(2)
  const ofTeam = Object.values(desk.agents).filter(one => one.active && one.teams.includes(team))
  assert.deepEqual(ids(ownersOfProduct(lamp, owned(team))), ids(ofTeam))
  assert.deepEqual(ownersOfProduct(lamp, desk), [])
  assert.deepEqual(ownersOfProduct(null, owned('agt_jordi')), [])
  assert.deepEqual(productsOwned(desk.agents.agt_jordi!, owned('agt_jordi')), [lamp])
  assert.deepEqual(productsOwned(desk.agents.agt_jordi!, desk), [])
})

test('whoever left owns nothing any more', () => {
  const gone = { ...desk.agents.agt_jordi!, active: false }
  assert.equal(ownsProduct(gone, lamp, owned('agt_jordi')), false)
})

const words = { because: text('no battery'), instead: text('another lamp') }
const about: Wished = [2, by('bo'), { type: 'case.classify', product: lamp }]
const closed = (reason: 'referred' | 'withdrawn'): readonly Wished[] => [
  ...[...taken, about],
  [3, by('bo'), { type: 'case.close', reason, ...words }],
]
const toldOf = (owner: `agt_${string}` | `tea_${string}` | null) => {
  const { events } = play(closed('referred'))
  const state = openedCase(events.reduce(evolve, { phase: 'unopened', seq: 0 } as never)) as OpenedCase
  const event = events.findLast(one => one.type === 'case.closed') as Telling
  const facts = owner === null ? desk : owned(owner)
  const { tell, againAt } = whoIsTold(state, event, {
    ...{ now: at(3), desk: facts, before: [], isTakenUp: false },
  })
  assert.equal(againAt, null)
  assert.equal(isSettled(state, event), true)
  return tell.map(({ agent, as }) => `${agent} ${as}`)
}

test('of a referral whoever owns the product is told, and never who made it himself; else nobody', () => {
  assert.deepEqual(toldOf('agt_jordi'), ['agt_jordi product_owner'])
  assert.deepEqual(toldOf('agt_bo'), [])
  assert.deepEqual(toldOf(null), [])
})

test('a case that is closed for another reason is told to nobody', () => {
  const event = (reason: 'referred' | 'withdrawn') =>
    play(closed(reason)).events.find(one => one.type === 'case.closed') as EventOf<'case.closed'>
  assert.deepEqual([isTelling(event('withdrawn')), isTelling(event('referred'))], [false, true])
  assert.equal(aboutOf(event('referred') as Telling), String(at(3)))
})
