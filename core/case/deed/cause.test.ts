// What is suspected, ruled out and found to be the cause.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#core/case/case.ts'
import { causeOf, findingsOf } from '#core/case/findings.ts'
import { type Entry, timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import { by, given, play, taken, text, type Wished } from '#core/testing/world.ts'

const raise = { ...samples['hypothesis.raise'], hypothesis: 'hyp_a' } as const
const ruleOut = samples['hypothesis.rule_out']
const find = samples['cause.find']
const withdraw = samples['cause.withdraw']
const suspected: Wished[] = [...taken, [2, by('bo'), raise]]
const suspicion = (wished: Wished[]): Extract<Entry, { kind: 'hypothesis' }> => {
  const { events } = play(wished)
  const entries = timeline(events.map((event, index) => ({ ...event, seq: index + 1 })))
  return entries.find(one => one.kind === 'hypothesis') as Extract<Entry, { kind: 'hypothesis' }>
}

test('what was ruled out stays, with how, and is ruled out once', () => {
  given(...suspected)
    .when(3, by('bo'), ruleOut)
    .then('hypothesis.ruled_out')
  const ruled: Wished[] = [...suspected, [3, by('bo'), ruleOut]]
  given(...ruled)
    .when(4, by('bo'), ruleOut)
    .thenNothing()
  const { text: words, standing, done } = suspicion(ruled)
  assert.deepEqual([words, standing, done?.because], [text('cable'), 'ruled_out', ruleOut.how])
  given(...taken)
    .when(3, by('bo'), ruleOut)
    .thenRefused('hypothesis.not_found')
})

test('what was ruled out too early is suspected again with a reason, and how it was ruled out stays readable', () => {
  const takeUp = samples['hypothesis.take_up']
  const ruled: Wished[] = [...suspected, [3, by('bo'), ruleOut]]
  given(...ruled)
    .when(4, by('bo'), takeUp)
    .then('hypothesis.taken_up')
  given(...suspected)
    .when(4, by('bo'), takeUp)
    .thenNothing()
  given(...taken)
    .when(4, by('bo'), takeUp)
    .thenRefused('hypothesis.not_found')
  const again: Wished[] = [...ruled, [4, by('bo'), takeUp]]
  const { standing, done, takenUp } = suspicion(again)
  assert.deepEqual(
    [standing, done, takenUp?.because, takenUp?.was?.because],
    ['open', null, takeUp.because, ruleOut.how],
  )
  given(...again)
    .when(5, by('bo'), ruleOut)
    .then('hypothesis.ruled_out')
})

test('one is the cause, with how that is known and what shows it; of two at once the second hears it', () => {
  const proof = { ...find, evidence: ['rpr_a', 'hyp_a'] }
  const seen: Wished = [2, by('bo'), { ...samples['reproduction.try'], reproduction: 'rpr_a' }]
  const known: Wished[] = [...suspected, seen, [3, by('bo'), proof]]
  const { state } = play(known)
  assert.ok(state.phase === 'open')
  const { how, text: words } = causeOf(state)!
  assert.deepEqual([how, words], ['test', text('cable')])
  assert.deepEqual(suspicion(known).evidence, ['rpr_a', 'hyp_a'])
  const after = given(...known)
  after.when(4, by('bo'), find).thenRefused('cause.already_found')
  after.when(4, by('bo'), ruleOut).thenRefused('hypothesis.is_cause')
})

test('a cause nobody suspected before is named with it; without words there is none', () => {
  const sudden = { ...find, hypothesis: 'hyp_new', text: text('a worm') } as const
  const state = given(...suspected)
  state.when(3, by('bo'), sudden).then('hypothesis.raised', 'cause.found')
  state.when(3, by('bo'), { ...find, hypothesis: 'hyp_new' }).thenRefused('hypothesis.not_found')
  state.when(3, by('bo'), { ...find, evidence: ['rpr_no'] }).thenRefused('cause.evidence_not_found')
})

test('it is taken back with a reason, and may then be another', () => {
  const known: Wished[] = [...suspected, [3, by('bo'), find], [4, by('bo'), withdraw]]
  const { standing, done, withdrawn } = suspicion(known)
  assert.deepEqual([standing, done, withdrawn?.because], ['open', null, withdraw.because])
  const after = given(...known)
  after.when(5, by('bo'), withdraw).thenRefused('cause.not_found')
  after.when(5, by('bo'), ruleOut).then('hypothesis.ruled_out')
})

test('a ledger without what was suspected folds to no cause', () => {
  const { events } = play([...suspected, [3, by('bo'), find]])
  const state = fold(events.filter(one => one.type !== 'hypothesis.raised'))
  assert.ok(state.phase === 'open')
  assert.deepEqual([causeOf(state), findingsOf(state).hypotheses], [null, {}])
})
