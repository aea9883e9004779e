// A test run goes by the draft as it stands, also by one with faults, until it meets one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import { readScript } from '#core/script/parse-script.ts'
import { stepOf } from '#core/script/script.ts'
import { placeOf } from '#core/script/walk.ts'
import { sampleScript } from '#test/support/sample-script.ts'
import { outlineOf } from './outline.ts'
import { brokenAt, faultsOf, headOf, ranThrough, standsAt, type Tried, valueSaid } from './test-run.ts'

const of = (text: string) => {
  const form: unknown = parse(text)
  const { script } = readScript(form)
  const scripts = (slug: string) => (slug === script.slug ? script : null)
  return { script, scripts, outline: outlineOf(form) }
}
const dark: readonly Tried[] = [
  { step: 'recall', answer: { kind: 'result', value: 'no' } },
  { step: 'light', answer: { kind: 'value', value: 'dark' } },
]

test('a check answers what was chosen by hand, and the run stands where that leads', () => {
  const { script, scripts, outline } = of(sampleScript)
  const run = ranThrough(script, dark, scripts)
  assert.deepEqual([run.fitted, run.stuck, standsAt(run, outline)], [2, null, 4])
  const recalled: Tried = { step: 'recall', answer: { kind: 'result', value: 'yes' } }
  assert.equal(ranThrough(script, [recalled], scripts).walk?.end, 'article')
})

test('a draft that changed meanwhile is gone through as far as the answers fit', () => {
  const { script, scripts } = of(sampleScript.replace('name: dark,', 'name: black,'))
  const run = ranThrough(script, dark, scripts)
  assert.deepEqual([run.fitted, run.stuck?.refused], [1, 'walk.not_a_choice'])
  assert.equal(brokenAt(run.stuck), null)
})

test('a draft with faults runs until the answer that meets one, which is named', () => {
  const { script, scripts, outline } = of(sampleScript.replace('next: [{to: plug}]', 'next: [{to: plugg}]'))
  const run = ranThrough(script, dark, scripts)
  assert.deepEqual([run.fitted, brokenAt(run.stuck), standsAt(run, outline)], [1, 'plugg', 1])
  const nowhere = of(sampleScript.replace('start: recall', 'start: nowhere'))
  assert.deepEqual(ranThrough(nowhere.script, [], nowhere.scripts).walk, null)
})

test('a step whose form cannot be read stops the run before it, and its faults are found', () => {
  const { script, scripts, outline } = of(sampleScript.replace('    do: {en', '    doo: {en'))
  const run = ranThrough(script, dark, scripts)
  const fault = { path: 'steps.4', code: 'kind_unclear', step: null, details: {}, message: '' }
  assert.equal(brokenAt(run.stuck), 'plug')
  assert.deepEqual(faultsOf('plug', [fault, { ...fault, path: 'steps.3.to' }], outline), [fault])
  assert.deepEqual(faultsOf('nowhere', [{ ...fault, path: 'title' }], outline), [])
})

test('agent and customer have a sentence of their own; an answer is said in the words it was offered in', () => {
  const { script, scripts } = of(sampleScript)
  const light = stepOf(script, 'light')!
  assert.equal(headOf(light, 'agent')?.en, 'Does its light shine?')
  assert.equal(headOf(light, 'customer')?.en, 'Do you see a light on it?')
  const { walk } = ranThrough(script, dark, scripts)
  assert.deepEqual(
    walk?.path.map(one => valueSaid(one, scripts, 'sv')),
    ['no', 'Den är mörk'],
  )
  assert.equal(placeOf(walk!.stack).step, 'plug')
})
