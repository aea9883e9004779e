import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calledBy, judgeForm, shownBy } from '#core/script/judge-form.ts'

const end = { name: 'good', end: 'solved', say: { en: 'Done.' }, fixed: { en: 'It' } }
const form = (...steps: unknown[]) => ({
  slug: 'sample',
  languages: ['en'],
  title: { en: 'Sample' },
  says: { en: 'Help' },
  article: 'sample',
  start: 'good',
  steps,
})
const call = { name: 'call', script: 'other', solved: 'good', unsolved: 'good' }

test('a form that makes a sound script has no fault, and is that script', () => {
  const { script, faults } = judgeForm(form(end), null)
  assert.deepEqual([script?.slug, faults], ['sample', []])
})

test('a fault of the form is told with the step it is of, where that has a name', () => {
  const { script, faults } = judgeForm(form({ ...end, end: 'gone' }, { tell: {} }, 7, { name: '' }), null)
  assert.equal(script, null)
  const at = (path: string) => faults.find(one => one.path === path)
  assert.deepEqual([at('steps.0.end')?.code, at('steps.0.end')?.step], ['one_of', 'good'])
  assert.match(at('steps.0.end')?.details.example ?? '', /solved/)
  assert.deepEqual(
    [at('steps.1.name')?.step, at('steps.2')?.step, at('steps.3.name')?.step],
    [null, null, null],
  )
})

test('what is no form at all is told as a whole', () => {
  for (const nothing of [null, 'no', [], { steps: {} }]) {
    const { script, faults } = judgeForm(nothing, null)
    assert.equal(script, null)
    assert.equal(faults[0]?.step, null)
  }
})

test('a fault of the script is told when its form is right; of sub-scripts only when they are at hand', () => {
  const calls = { ...form(call, end), start: 'call' }
  assert.deepEqual(judgeForm(calls, null).faults, [])
  const told = judgeForm(calls, () => null).faults
  assert.deepEqual(
    told.map(({ path, code, step }) => [path, code, step]),
    [['steps.0.script', 'sub_unknown', 'call']],
  )
})

test('the scripts a form calls are named, whatever else stands there', () => {
  assert.deepEqual(calledBy(form(call, { script: 7 }, null, 'x')), ['other'])
  assert.deepEqual([calledBy(null), calledBy({ steps: 'none' })], [[], []])
})

test('the pictures a form shows are known as far as it can be read', () => {
  const steps = [{ picture: { file: 'a.svg' } }, { picture: 'b' }, {}, { picture: { file: 3 } }]
  assert.deepEqual(shownBy({ steps }), ['a.svg'])
  assert.deepEqual(shownBy('none'), [])
})
