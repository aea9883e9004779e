// The form in another order is the form of the script in that order, and nothing else of it changes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chainOf, reordered } from '#core/script/group.ts'
import { parseScript } from '#core/script/parse-script.ts'
import { reorderedForm } from '#core/script/reorder-form.ts'
import { inAll } from '#core/testing/script-world.ts'

const said = inAll('Words')
const own = { why: said, say: said, group: 'line' }
const doing = (name: string, next: string, more: object = {}) => ({
  ...{ name, do: said, expect: said, worked: 'fine', failed: next, otherwise: next },
  ...own,
  ...more,
})
const formOf = (start = 'welcome') => ({
  slug: 'sample',
  languages: ['en'],
  title: said,
  says: said,
  article: 'sample',
  start,
  steps: [
    { name: 'welcome', tell: said, to: 'hello' },
    { name: 'hello', tell: said, to: 'cable' },
    doing('cable', 'colour', { tries: { most: 2, spent: 'colour' }, minutes: 4 }),
    { name: 'between', end: 'article', article: 'sample', say: said },
    {
      ...{ name: 'colour', ask: said, otherwise: 'power', ...own },
      choices: [
        { name: 'red', words: said, to: 'power' },
        { name: 'green', words: said },
      ],
      next: [{ when: { is: ['colour', 'green'] }, to: 'fine' }, { to: 'power' }],
    },
    doing('power', 'pass-on'),
    { name: 'fine', end: 'solved', say: said, fixed: said },
    { name: 'pass-on', end: 'hand_off', toLevel: 2, question: said, say: said },
  ],
})
const scriptIn = (form: unknown) => {
  const read = parseScript(form)
  assert.ok('script' in read, JSON.stringify(read))
  return read.script
}
const chain = chainOf(scriptIn(formOf()), 'line')!
const members = ['cable', 'colour', 'power']

test('it is the form of the script with its checks in that order', () => {
  assert.deepEqual(chain.members, members)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(members, { minLength: 3 }),
      fc.constantFrom('welcome', 'cable'),
      (order, start) => {
        const form = formOf(start)
        const script = scriptIn(reorderedForm(form, chain, order))
        const expected = reordered(scriptIn(form), chain, order)
        const inOrder = (steps: typeof script.steps) => steps.toSorted((a, b) => (a.name < b.name ? -1 : 1))
        assert.deepEqual(
          { ...script, steps: inOrder(script.steps) },
          { ...expected, steps: inOrder(expected.steps) },
        )
        assert.deepEqual(chainOf(script, 'line')!.members, order)
      },
    ),
  )
})

test('the checks take each other’s places, and every other step keeps its own', () => {
  const { steps } = reorderedForm(formOf(), chain, ['power', 'cable', 'colour'])
  assert.deepEqual(
    (steps as { name: string }[]).map(one => one.name),
    ['welcome', 'hello', 'power', 'between', 'cable', 'colour', 'fine', 'pass-on'],
  )
})

test('a script that begins with one of the checks begins with the first of the new order', () => {
  assert.equal(reorderedForm(formOf('cable'), chain, ['power', 'cable', 'colour']).start, 'power')
  assert.equal(reorderedForm(formOf(), chain, ['power', 'cable', 'colour']).start, 'welcome')
})

test('there and back is the same form', () => {
  const there = reorderedForm(formOf(), chain, ['power', 'colour', 'cable'])
  const back = reorderedForm(there, chainOf(scriptIn(there), 'line')!, members)
  assert.deepEqual(back, formOf())
})
