// The edges of "May I tell?": parts of the desk that wish something, what was never asked, and what its case
// is not told.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/kit/refusal.ts'
import {
  decideMayTell,
  evolveMayTell,
  type MayTellCommand,
  type MayTellState,
  mayMayTell,
} from '#core/may-tell/decide.ts'
import type { MayTellFact } from '#core/may-tell/may-tell-fact.ts'
import { mayTellRules } from '#core/may-tell/rules.ts'
import type { Actor } from '#core/people/actor.ts'
import { at, by, clock, desk, settingAt, text, textOf } from '#core/testing/world.ts'

const ask: MayTellCommand = {
  ...{ type: 'may_tell.ask', case: 'cas_a', question: text('May I?'), answer: text('Yes'), team: 'tea_1' },
  dueAt: at(60),
}
const say = (state: MayTellState, command: MayTellCommand, who: Actor = by('karin')) =>
  decideMayTell(state, command, { by: who, at: at(5), setting: settingAt(at(5)) })
function facts(state: MayTellState, command: MayTellCommand, who?: Actor): readonly MayTellFact[] {
  const outcome = say(state, command, who)
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return outcome
}
const asked = facts(null, ask, by('bo')).reduce<MayTellState>(evolveMayTell, null)!
const anna: Actor = { kind: 'customer', id: 'cus_anna' }

test('the desk itself may ring it and nobody else; a customer may nothing', () => {
  assert.equal(mayMayTell(clock, 'clock.ring', asked, desk), true)
  assert.deepEqual(mayMayTell(by('karin'), 'clock.ring', asked, desk), { refused: 'access.denied' })
  assert.deepEqual(mayMayTell(anna, 'may_tell.ask', null, desk), { refused: 'access.denied' })
  assert.deepEqual(mayMayTell(by('bo'), 'may_tell.withdraw', null, desk), { refused: 'may_tell.not_lead' })
  assert.equal(mayMayTell(by('karin'), 'may_tell.decide', null, desk), true)
})

test('asked again it is the same; of what was never asked nothing is wished', () => {
  assert.deepEqual(facts(asked, ask), [])
  assert.deepEqual(facts(null, { type: 'clock.ring' }, clock), [])
  assert.equal(evolveMayTell(null, { type: 'may_tell.late', at: at(1), by: clock, dueAt: at(1) }), null)
  assert.throws(() => mayTellRules.card(null, textOf), /no card/)
  assert.equal(mayTellRules.ring(null, desk), null)
  assert.equal(facts(null, ask, clock).reduce<MayTellState>(evolveMayTell, null)?.asker, null)
})

test('its card is open while a lead is waited for, and has a name also without words', () => {
  const card = mayTellRules.card(asked, () => null)
  assert.deepEqual([card.isOpen, card.dueAt, card.title], [true, at(60), ''])
  assert.deepEqual(card.more, { case: 'cas_a', reach: null, pinned: null })
})

test('its case hears of the decision and of a late one; not of the asking, nor of a taking back', () => {
  const [begun] = facts(null, ask, by('bo'))
  assert.equal(mayTellRules.tells(asked, begun!), null)
  const late = { type: 'may_tell.late', at: at(60), by: clock, dueAt: at(60) } as const
  assert.equal(mayTellRules.tells(asked, late)?.news, 'may_tell_late')
  const decide: MayTellCommand = { type: 'may_tell.decide', answer: 'yes', reach: 'exception' }
  const [decided] = facts(asked, decide)
  assert.equal(mayTellRules.tells(null, decided!), null)
  const [back] = facts(asked, { type: 'may_tell.withdraw', because: text('found it') })
  assert.equal(mayTellRules.tells(asked, back!), null)
})

test('whoever asked hears of the decision himself, and of nothing else', () => {
  const [begun] = facts(null, ask, by('bo'))
  const decide: MayTellCommand = { type: 'may_tell.decide', answer: 'yes', reach: 'exception' }
  const [decided] = facts(asked, decide)
  assert.equal(mayTellRules.wants?.(begun!, asked), null)
  assert.deepEqual(mayTellRules.wants?.(decided!, asked), {
    ...{ cause: 'may_tell.decided', hears: 'owner', inHouse: true },
  })
})
