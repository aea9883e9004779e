// Whether level 1 could have: a lead says it of an answered hand-off, once, and never of his own answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { evolve } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { accepted, entryOf, first } from '#core/testing/hand-off-play.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, desk, given, taken, text, type Wished } from '#core/testing/world.ts'

const [marta, karin] = [by('marta'), by('karin')]
const answered: readonly Wished[] = [...accepted, [9, marta, samples['hand_off.answer']]]
const check = samples['hand_off.check']
const checked: readonly Wished[] = [...answered, [20, karin, check]]

test('a lead says of an answered hand-off whether level 1 could have, and why; it stands with the hand-off', () => {
  given(...answered)
    .when(20, karin, check)
    .then('hand_off.checked')
  const { events, state } = given(...checked)
  const found = entryOf(events).checked
  assert.deepEqual([found?.says, found?.because.text, found?.by], ['could', 'txt_in the script', karin])
  assert.deepEqual(first({ state }).checked, { says: 'could', by: 'agt_karin' })
  assert.equal(entryOf(given(...answered).events).checked, null)
})

test('the first word stands: the same again adds nothing, another one is refused', () => {
  const one = given(...checked)
  one.when(21, karin, { ...check, because: text('again') }).thenNothing()
  one.when(21, karin, { ...check, says: 'could_not' }).thenRefused('hand_off.checked_before')
  one.when(21, by('bo'), check).thenRefused('hand_off.checked_before')
})

test('nobody checks what he answered himself, what has no answer, or what is not there', () => {
  for (const who of [marta, clock])
    given(...answered)
      .when(20, who, check)
      .thenRefused('hand_off.own_answer')
  given(...accepted)
    .when(20, karin, check)
    .thenRefused('hand_off.not_answered')
  given(...taken)
    .when(20, karin, check)
    .thenRefused('hand_off.not_found')
})

test('only who leads may check', () => {
  const { state } = given(...answered)
  assert.equal(may(karin, 'hand_off.check', state, desk), true)
  assert.deepEqual(may(by('bo'), 'hand_off.check', state, desk), { refused: 'access.lead_only' })
})

test('an answer that nobody of ours gave is nobody’s own: any lead checks it', () => {
  const { type: _type, ...said } = samples['hand_off.answer']
  const byDesk = { ...said, type: 'hand_off.answered', at: at(9), by: clock } as Event
  const state = evolve(given(...accepted).state, byDesk)
  assert.deepEqual([first({ state }).standing, first({ state }).answeredBy], ['answered', undefined])
})

test('a check of what is not there changes nothing, and one by nobody of ours names nobody', () => {
  const { state } = given(...answered)
  const said = { type: 'hand_off.checked', says: 'could', because: text('x'), week: '2026-W47', at: at(20) }
  const stray = { ...said, handOff: 'hnd_none', by: karin } as Event
  assert.deepEqual((evolve(state, stray) as OpenedCase).handOffs, (state as OpenedCase).handOffs)
  const byDesk = { ...said, handOff: 'hnd_a', by: clock } as Event
  assert.deepEqual(first({ state: evolve(state, byDesk) }).checked, { says: 'could', by: null })
})
