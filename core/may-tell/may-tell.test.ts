// "May I tell?" as a manager would tell it: who asks, who decides, what has to be said, and what the
// case hears.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/kit/refusal.ts'
import { kindOfMatter } from '#core/matter/matter.ts'
import {
  decideMayTell,
  evolveMayTell,
  type MayTellCommand,
  type MayTellState,
  mayMayTell,
} from '#core/may-tell/decide.ts'
import { mayTellRules } from '#core/may-tell/rules.ts'
import type { Actor } from '#core/people/actor.ts'
import { at, by, clock, desk, settingAt, text, textOf } from '#core/testing/world.ts'

const question = text('Is the price going up?')
const answer = text('Yes, in May')
const ask: MayTellCommand = {
  ...{ type: 'may_tell.ask', case: 'cas_a', question, answer, team: 'tea_1', dueAt: at(60) },
}
const say = (state: MayTellState, command: MayTellCommand, who: Actor = by('karin'), minute = 5) =>
  decideMayTell(state, command, { by: who, at: at(minute), setting: settingAt(at(minute)) })
function then(state: MayTellState, command: MayTellCommand, who?: Actor, minute?: number): MayTellState {
  const outcome = say(state, command, who, minute)
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return outcome.reduce(evolveMayTell, state)
}
const refused = (state: MayTellState, command: MayTellCommand, minute?: number) => {
  const outcome = say(state, command, by('karin'), minute)
  return isRefusal(outcome) ? outcome.refused : outcome.map(one => one.type)
}
const asked = then(null, ask, by('bo'), 0)
const decide = (answer: 'yes' | 'no' | 'these_words', more: object = {}): MayTellCommand => ({
  ...{ type: 'may_tell.decide', answer, reach: 'exception', ...more },
})

test('whoever works on cases asks, another lead decides, the asker or a lead takes it back', () => {
  const may = (who: string, type: MayTellCommand['type'], state = asked) =>
    mayMayTell(by(who), type, state, desk) === true
  assert.deepEqual([may('bo', 'may_tell.ask', null), may('audit', 'may_tell.ask', null)], [true, false])
  assert.deepEqual([may('karin', 'may_tell.decide'), may('marta', 'may_tell.decide')], [true, false])
  const own = then(null, ask, by('karin'), 0)
  assert.equal(may('karin', 'may_tell.decide', own), false, 'nobody decides what he asked himself')
  const backs = ['bo', 'karin', 'marta'].map(who => may(who, 'may_tell.withdraw'))
  assert.deepEqual(backs, [true, true, false])
})

test('a no says why, own words are written, and it is decided once', () => {
  assert.equal(refused(asked, decide('no')), 'may_tell.words_missing')
  assert.equal(refused(asked, decide('these_words', { because: text('b') })), 'may_tell.words_missing')
  const done = then(asked, decide('no', { because: text('Not public yet') }))
  assert.equal(refused(done, decide('yes')), 'may_tell.ended')
  const back = then(asked, { type: 'may_tell.withdraw', because: text('found it') })
  assert.equal(refused(back, decide('yes')), 'may_tell.ended')
  assert.equal(refused(null, decide('yes')), 'matter.not_found')
  assert.equal(refused(null, ask, 60), 'may_tell.past')
})

test('its clock rings once, and a late answer still counts', () => {
  const ring: MayTellCommand = { type: 'clock.ring' }
  assert.equal(mayTellRules.ring(asked, desk), at(60))
  assert.deepEqual(refused(asked, ring, 59), [])
  const late = then(asked, ring, clock, 60)
  assert.equal(late?.standing, 'late')
  assert.deepEqual([mayTellRules.ring(late, desk), refused(late, ring, 90)], [null, []])
  assert.equal(then(late, decide('yes'), by('karin'), 91)?.standing, 'yes')
})

test('its case hears what may be told, in which words, and the card keeps the policy it rests on', () => {
  const pinned = { policy: 'hpo_a', version: 2, hash: 'h' } as const
  const words = text('We will tell everybody in April')
  const heard = (command: MayTellCommand) => {
    const facts = say(asked, command)
    assert.ok(!isRefusal(facts))
    const told = mayTellRules.tells(facts.reduce(evolveMayTell, asked), facts[0]!)
    return [told?.news, told?.words && textOf(told.words)]
  }
  assert.deepEqual(heard(decide('yes')), ['may_tell', 'Yes, in May'])
  assert.deepEqual(heard(decide('no', { because: text('Secret') })), ['may_not_tell', 'Secret'])
  assert.deepEqual(heard(decide('these_words', { words })), [
    ...['may_tell_so', 'We will tell everybody in April'],
  ])
  const card = mayTellRules.card(then(asked, decide('yes', { reach: 'policy', pinned })), textOf)
  assert.deepEqual(card.more, { case: 'cas_a', reach: 'policy', pinned })
  assert.deepEqual([card.isOpen, card.dueAt, kindOfMatter('mty_a')], [false, null, 'may_tell'])
})
