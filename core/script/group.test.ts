// A group is known as a chain or not at all, and another order changes only which check follows which.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chainOf, reordered } from './group.ts'
import type { Script, Step } from './script.ts'
import { stepOf, waysOut } from './script.ts'

const common = { minutes: 2, level: 0, tries: null } as const
const said = { en: 'words' }
const check = (name: string, otherwise: string, more: Partial<Step> = {}): Step =>
  ({
    ...common,
    kind: 'do',
    name,
    instruction: said,
    why: said,
    say: said,
    expect: said,
    worked: 'solved',
    failed: otherwise,
    otherwise,
    group: 'line',
    ...more,
  }) as Step
const tell = (name: string, next: string): Step => ({ ...common, kind: 'tell', name, say: said, next })
const end = (name: string): Step => ({
  ...common,
  kind: 'end',
  name,
  end: 'article',
  say: said,
  article: name,
})
const script = (steps: readonly Step[], start = steps[0]!.name): Script => ({
  slug: 'line',
  version: 1,
  languages: ['en'],
  title: said,
  says: said,
  article: 'line',
  start,
  steps,
})
const line = script([
  tell('hello', 'cable'),
  check('cable', 'power'),
  check('power', 'restart'),
  check('restart', 'pass-on', { tries: { most: 2, spent: 'pass-on' } } as Partial<Step>),
  end('pass-on'),
  end('solved'),
])
const chain = chainOf(line, 'line')!
const leads = (one: Script, name: string) => waysOut(stepOf(one, name)!).map(({ to }) => to)

test('a group is a chain in the order in which its members lead to each other', () => {
  assert.deepEqual(chain, { members: ['cable', 'power', 'restart'], after: 'pass-on' })
  const written = [...line.steps].reverse()
  assert.deepEqual(chainOf({ ...line, steps: written }, 'line'), chain)
})

test('in another order each leads to its new next, and everybody else to the new first', () => {
  const other = reordered(line, chain, ['restart', 'cable', 'power'])
  assert.deepEqual(chainOf(other, 'line'), { members: ['restart', 'cable', 'power'], after: 'pass-on' })
  assert.deepEqual(leads(other, 'hello'), ['restart'])
  assert.deepEqual(leads(other, 'restart'), ['solved', 'cable', 'cable', 'cable'])
  assert.deepEqual(leads(other, 'power'), ['solved', 'pass-on', 'pass-on'])
})

test('there and back is the same script', () => {
  const there = reordered(line, chain, ['power', 'restart', 'cable'])
  const back = reordered(there, chainOf(there, 'line')!, chain.members)
  // The last member gives up to the step after the group, as its new neighbour does.
  assert.deepEqual(back.steps.slice(0, 3), line.steps.slice(0, 3))
  assert.equal(back.start, line.start)
})

test('a script that starts in its group starts with the new first', () => {
  const alone = { ...line, start: 'cable' }
  assert.equal(reordered(alone, chain, ['power', 'cable', 'restart']).start, 'power')
})

test('questions, checks and scripts on the way are led along', () => {
  const arrows = { next: [{ to: 'next-one' }], otherwise: 'next-one' }
  const ask = { ...common, kind: 'ask', question: said, why: said, say: said, fact: null, holdsMinutes: null }
  const two = script([
    {
      ...ask,
      ...arrows,
      name: 'colour',
      group: 'two',
      asked: {
        kind: 'choice',
        choices: [
          { name: 'red', words: said, to: 'solved' },
          { name: 'green', words: said },
        ],
      },
    } as Step,
    {
      ...ask,
      ...arrows,
      name: 'next-one',
      group: 'two',
      asked: { kind: 'text' },
      next: [{ to: 'sub' }],
      otherwise: 'sub',
    } as Step,
    { ...common, kind: 'script', name: 'sub', script: 'other', solved: 'solved', unsolved: 'look' },
    {
      ...common,
      kind: 'check',
      name: 'look',
      check: 'entitlement',
      why: said,
      say: said,
      seconds: 5,
      next: [{ to: 'solved' }],
      otherwise: 'colour',
    },
    end('solved'),
  ])
  const known = chainOf(two, 'two')!
  assert.deepEqual(known, { members: ['colour', 'next-one'], after: 'sub' })
  const other = reordered(two, known, ['next-one', 'colour'])
  assert.deepEqual(leads(other, 'look'), ['solved', 'next-one'])
  assert.deepEqual(leads(other, 'colour'), ['solved', 'sub', 'sub'])
  assert.deepEqual(leads(other, 'next-one'), ['colour', 'colour'])
  assert.deepEqual(leads(other, 'sub'), ['solved', 'look'])
})

const notChains: Readonly<Record<string, Script>> = {
  'nobody comes in': script([end('pass-on'), check('cable', 'power'), check('power', 'pass-on')]),
  'one comes in at two places': script([
    tell('hello', 'cable'),
    check('cable', 'power'),
    check('power', 'pass-on', { worked: 'again' } as Partial<Step>),
    tell('again', 'power'),
    end('pass-on'),
  ]),
  'it goes round': script([check('cable', 'power'), check('power', 'cable'), end('solved')]),
  'one is left out': script([
    check('cable', 'power'),
    check('power', 'pass-on'),
    check('far', 'pass-on'),
    end('pass-on'),
  ]),
  'one leads past the next': script([
    check('cable', 'power', { failed: 'restart' } as Partial<Step>),
    check('power', 'restart'),
    check('restart', 'pass-on'),
    end('pass-on'),
  ]),
  'a member says something only': script([
    check('cable', 'word'),
    { ...tell('word', 'pass-on'), group: 'line' },
    end('pass-on'),
  ]),
}
for (const [why, one] of Object.entries(notChains))
  test(`no chain: ${why}`, () => assert.equal(chainOf(one, 'line'), null))
