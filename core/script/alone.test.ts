// A walk somebody goes by himself: the same ways as on a case, back and looked at again, and never stuck at a
// check.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/kit/refusal.ts'
import {
  type Act,
  answeredBy,
  beforeChecks,
  checkAlone,
  factsAlone,
  goneAlone,
  hasSaidWhen,
  onAlone,
  stoodAt,
} from '#core/script/alone.ts'
import type { Script } from '#core/script/script.ts'
import { outageOn, placeOf, type Walk } from '#core/script/walk.ts'
import { ask, check, on, passOn, scriptOf, shelf, solved, tell } from '#core/testing/script-world.ts'

const script = scriptOf([
  check('outage', '', { next: [on('told', { is: ['outage', 'yes'] })], otherwise: 'light' }),
  ask('light', 'again'),
  check('again', '', { next: [on('told')], otherwise: 'plug' }),
  ask('plug', '', { next: [on('good', { is: ['plug', 'yes'] }), on('bad')], otherwise: 'bad' }),
  tell('told', 'bad'),
  solved('good'),
  passOn('bad'),
])
const stepNameOf = ({ stack }: Walk) => placeOf(stack).step
const act = (step: string, value: string): Act => ({ step, answer: { kind: 'value', value } })
const gone = (acts: readonly Act[], one: Script = script): Walk => {
  const walk = goneAlone(one, acts, shelf(one))
  assert.ok(!isRefusal(walk))
  return walk
}

test('checks stay silent where there is no case, and the walk goes on by itself', () => {
  assert.equal(stepNameOf(gone([])), 'light')
  const walk = gone([act('light', 'no'), act('plug', 'yes')])
  assert.equal(walk.end, 'solved')
  assert.deepEqual(
    answeredBy(walk).map(({ answer }) => 'value' in answer && answer.value),
    ['no', 'yes'],
  )
})

test('whoever goes back answers again; what he said first is history and no longer on his way', () => {
  const walk = gone([act('light', 'no'), act('plug', 'no'), 'back', act('plug', 'yes')])
  assert.equal(walk.end, 'solved')
  assert.equal(walk.path.filter(({ undone }) => undone).length, 1)
  assert.equal(answeredBy(walk).length, 2)
  assert.equal(stepNameOf(gone([act('light', 'no'), 'back'])), 'light')
})

test('an earlier question can be looked at as it stood, and nothing is gone back over by that', () => {
  const walk = gone([act('light', 'no'), act('plug', 'yes')])
  assert.deepEqual(
    [0, 1, 2].map(n => stepNameOf(stoodAt(walk, n))),
    ['light', 'plug', 'good'],
  )
  const earlier = stoodAt(walk, 1)
  assert.deepEqual([earlier.end, answeredBy(earlier).length], [null, 1])
  assert.equal((onAlone(earlier, act('plug', 'no'), shelf(script)) as Walk).end, 'hand_off')
})

test('when it happens is said by an answer to a question of that name, as long as it stands', () => {
  const of = (fact: string | null) =>
    scriptOf([ask('light', 'pattern'), ask('pattern', 'good', { fact }), solved('good')])
  const said = (acts: readonly Act[], fact: string | null) =>
    hasSaidWhen(gone(acts, of(fact)), shelf(of(fact)))
  const both = [act('light', 'no'), act('pattern', 'yes')]
  for (const fact of ['lamp.when', 'lamp.goes_when', 'when']) assert.equal(said(both, fact), true, fact)
  for (const fact of ['lamp.whenever', 'lamp.since', null]) assert.equal(said(both, fact), false, `${fact}`)
  assert.equal(said([act('light', 'no')], 'when'), false)
  assert.equal(said([...both, 'back'], 'when'), false)
  const cannot: Act = { step: 'pattern', answer: { kind: 'cannot' } }
  assert.equal(said([act('light', 'no'), cannot], 'when'), false)
})

test('what the script has no place for is refused, and a script that leads nowhere is', () => {
  const refused = goneAlone(
    script,
    [act('light', 'no'), act('light', 'no'), act('plug', 'no')],
    shelf(script),
  )
  assert.ok(isRefusal(refused) && refused.refused === 'walk.not_there')
  const broken = scriptOf([ask('one', 'nowhere')])
  assert.ok(isRefusal(goneAlone({ ...broken, start: 'gone' }, [], shelf(broken))))
})

test('a check nobody has checked ends: a ring of them is left after so many, one that leads nowhere at once', () => {
  const ring = scriptOf([check('a', 'b'), check('b', 'a')])
  assert.ok(['a', 'b'].includes(stepNameOf(gone([], ring))))
  const lost = scriptOf([check('a', 'gone')])
  assert.equal(stepNameOf(gone([], lost)), 'a')
})

test('what it would be in a ledger stands act by act, checks behind the act they followed', () => {
  const acts = [act('light', 'no'), act('plug', 'no'), 'back', act('gone', 'yes')] as const
  const kinds = factsAlone(script, acts, shelf(script)).map(facts =>
    facts.map(fact => (fact.kind === 'given' ? fact.answer.kind : fact.kind)),
  )
  assert.deepEqual(kinds, [['begun', 'silent'], ['value', 'silent'], ['value'], ['back']])
  assert.deepEqual(factsAlone({ ...script, start: 'gone' }, [], shelf(script)), [])
})

test('a check that needs no case is asked where he comes to it, and its answer stays with his walk', () => {
  const scripts = shelf(script)
  const begun = beforeChecks(script, scripts)
  assert.ok(!isRefusal(begun))
  assert.equal(checkAlone(begun, scripts, {})?.name, 'outage')
  const told = { known_outage: { value: 'yes', found: { outage: 'otg_one' } } } as const
  assert.equal(checkAlone(begun, scripts, told), null)
  const walk = goneAlone(script, [], scripts, told) as Walk
  assert.equal(stepNameOf(walk), 'told')
  assert.equal(outageOn(walk), 'otg_one')
  assert.equal(factsAlone(script, [], scripts, told)[0]?.length, 2)
  const after = beforeChecks({ walk: gone([]), act: act('light', 'no') }, scripts)
  assert.equal(checkAlone(after as Walk, scripts, {})?.name, 'again')
  assert.ok(isRefusal(beforeChecks({ walk: gone([]), act: act('plug', 'no') }, scripts)))
  assert.equal(
    stepNameOf(beforeChecks({ walk: gone([act('light', 'no')]), act: 'back' }, scripts) as Walk),
    'light',
  )
  assert.ok(isRefusal(beforeChecks({ ...script, start: 'nowhere' }, scripts)))
})
