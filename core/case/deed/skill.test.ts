// A skill one case needs because somebody says so.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { isAsked, misfits, nextFor } from '#core/people/routing.ts'
import { agentId, by, caseId, desk as plain, given, play, taken, text, textOf } from '#core/testing/world.ts'

const radio = { id: 'skl_radio', name: 'Radio', products: [], kinds: [], active: true } as const
const desk: DeskFacts = { ...plain, skills: { skl_radio: radio, skl_rests: { ...radio, active: false } } }
const need = { type: 'skill.need', skill: 'skl_radio', because: text('it is the antenna') } as const
const release = { ...need, type: 'skill.release' } as const
const names = { text: textOf, customerName: 'Anna', organisationName: null }

test('a case needs a skill once, for a reason, until somebody says that it does no more', () => {
  const state = given(...taken).on(desk)
  state.when(2, by('bo'), need).then('skill.needed')
  const twice = play([...taken, [2, by('bo'), need], [3, by('chiara'), need]], desk)
  assert.equal(twice.events.filter(one => one.type === 'skill.needed').length, 1)
  const over = play([...taken, [2, by('bo'), need], [3, by('bo'), release]], desk)
  assert.equal(over.events.at(-1)?.type, 'skill.released')
  assert.equal(cardOf(caseId('a'), over.events, names)?.skills, undefined)
  state.when(2, by('bo'), release).thenNothing()
})

test('what is no skill of the desk, or rests, is needed by no case', () => {
  const state = given(...taken)
  state.when(2, by('bo'), need).thenRefused('skill.not_found')
  state
    .on(desk)
    .when(2, by('bo'), { ...need, skill: 'skl_rests' })
    .thenRefused('skill.not_found')
  state
    .on({ ...desk, skills: {} })
    .when(2, by('bo'), need)
    .thenRefused('skill.not_found')
})

test('it stands on the card, and whoever lacks it does not fit', () => {
  const { events } = play([...taken, [2, by('bo'), need]], desk)
  const card = cardOf(caseId('a'), events, names)!
  assert.deepEqual(card.skills, ['skl_radio'])
  const bo = desk.agents[agentId('bo')]!
  assert.deepEqual(misfits(desk, bo, card), [{ code: 'skill', skill: 'skl_radio' }])
  assert.equal(isAsked({ ...card, worker: null }, nextFor(desk, bo, 0)), false)
  const routing = { skills: ['skl_radio'], languages: [], products: [], capacity: null } as const
  assert.deepEqual(misfits(desk, { ...bo, routing }, card), [])
  assert.equal(isAsked({ ...card, worker: null }, nextFor(desk, { ...bo, routing }, 0)), true)
})

test('a ledger that only takes one back folds to none', () => {
  const { events } = play([...taken, [2, by('bo'), need], [3, by('bo'), release]], desk)
  const state = fold(events.filter(one => one.type !== 'skill.needed'))
  assert.ok(state.phase === 'open')
  assert.deepEqual(state.skills, [])
})
