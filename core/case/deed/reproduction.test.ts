// Making a fault happen again: what is recorded of it, and how a mistake is taken back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '#core/case/case.ts'
import { standingReproductions } from '#core/case/findings.ts'
import { timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { assessAs, by, desk, given, play, taken, teamId, text, type Wished } from '#core/testing/world.ts'

const tried = { ...samples['reproduction.try'], reproduction: 'rpr_a' } as const
const strike = samples['reproduction.strike']
const wished: Wished[] = [...taken, [2, by('bo'), tried]]

test('what was tried says where, how, and how often it was seen of how many times', () => {
  const { state, events } = play([...wished, [3, by('chiara'), { ...tried, reproduction: 'rpr_b', seen: 0 }]])
  assert.ok(state.phase === 'open')
  const all = standingReproductions(state)
  assert.deepEqual(
    all.map(([id, { times, seen, by: who }]) => [id, times, seen, who]),
    [
      ['rpr_a', 3, 1, 'agt_bo'],
      ['rpr_b', 3, 0, 'agt_chiara'],
    ],
  )
  const recorded = events.map((event, index) => ({ ...event, seq: index + 1 }))
  const entries = timeline(recorded).filter(one => one.kind === 'reproduction')
  assert.deepEqual(
    entries.map(one => [one.reproduction, one.environment, one.seen, one.struck]),
    [
      ['rpr_a', text('lab'), 1, null],
      ['rpr_b', text('lab'), 0, null],
    ],
  )
})

test('nobody sees a fault more often than he looked for it', () => {
  const state = given(...taken)
  state.when(2, by('bo'), { ...tried, seen: 4 }).thenRefused('reproduction.seen_too_often')
  state.when(2, by('bo'), { ...tried, seen: 3 }).then('reproduction.tried')
})

test('a mistake is struck with a reason, once, and stays readable', () => {
  const state = given(...wished)
  state.when(3, by('bo'), strike).then('reproduction.struck')
  state.when(3, by('bo'), { ...strike, reproduction: 'rpr_no' }).thenRefused('reproduction.not_found')
  given(...wished, [3, by('bo'), strike])
    .when(4, by('bo'), strike)
    .thenNothing()
  const { state: after, events } = play([...wished, [3, by('bo'), strike]])
  assert.ok(after.phase === 'open')
  assert.deepEqual(standingReproductions(after), [])
  const entry = timeline(events.map((event, index) => ({ ...event, seq: index + 1 }))).find(
    one => one.kind === 'reproduction',
  )
  assert.deepEqual([entry?.actual, entry?.struck?.because], [text('a'), strike.because])
})

test('striking what is not there changes nothing', () => {
  const { events } = play([...wished, [3, by('bo'), strike]])
  const state = fold(events.filter(one => one.type !== 'reproduction.tried'))
  assert.ok(state.phase === 'open')
  assert.deepEqual(standingReproductions(state), [])
})

test('where a level wants it, a hand-off up needs a try or a word why there is none; a critical case waits for nothing', () => {
  const { levels } = desk
  const wants: DeskFacts = {
    ...desk,
    levels: { ...levels, 1: { ...levels[1], reproducesBeforeHandOff: true } },
  }
  const offer = samples['hand_off.offer']
  const sideways = { ...offer, team: teamId('other') } as const
  const said = { ...offer, summary: { ...offer.summary, notReproduced: text('only at night') } } as const
  const untried = given(...taken)
  untried.on(wants).when(2, by('bo'), offer).thenRefused('hand_off.reproduction_missing')
  untried.on(wants).when(2, by('bo'), said).then('hand_off.offered')
  untried.on(wants).when(2, by('bo'), sideways).then('hand_off.offered')
  untried.when(2, by('bo'), offer).then('hand_off.offered')
  given(...wished)
    .on(wants)
    .when(3, by('bo'), offer)
    .then('hand_off.offered')
  given(...taken, [2, by('bo'), assessAs(1)])
    .on(wants)
    .when(3, by('bo'), offer)
    .then('hand_off.offered')
})
