// What is known of a trial after each word about it, and how it ended.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, endOf, type TryNews, trySteps } from './mailbox-trial.ts'

const of = (step: TryNews['step'], state: TryNews['state']): TryNews => ({
  step,
  state,
  code: null,
  says: '',
  tookMs: 0,
})

test('the last word about a step counts', () => {
  const trial = [of('host', 'runs'), of('host', 'done')].reduce(after, { news: [], end: null, thrown: null })
  assert.deepEqual(trial.news, [of('host', 'done')])
})
test('it went well when every step is through, failed where one did, and else was cut', () => {
  const all = trySteps.map(step => of(step, 'done'))
  assert.equal(endOf(all), 'well')
  assert.equal(endOf([...all.slice(0, 5), of('send', 'left_out'), of('arrive', 'left_out')]), 'well')
  assert.equal(endOf([of('host', 'done'), of('connect', 'failed')]), 'failed')
  assert.equal(endOf(all.slice(0, 3)), 'cut')
  assert.equal(endOf([...all.slice(0, 6), of('arrive', 'runs')]), 'cut')
})
