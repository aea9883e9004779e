// What is read aloud while a call is opened comes out of the desk's greeting, whatever the desk made of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type OpeningKnown, openingWords } from '#core/script/opening-words.ts'
import type { Script } from '#core/script/script.ts'
import {
  ask,
  check,
  choicesOf,
  doing,
  on,
  passOn,
  scriptOf,
  solved,
  sub,
  tell,
} from '#core/testing/script-world.ts'

const words = { kind: 'text' } as const
const greeting = scriptOf([
  check('product', '', { check: 'case_value', of: 'product', next: [on('by-name')], otherwise: 'plain' }),
  tell('by-name', 'who'),
  tell('plain', 'who'),
  ask('who', 'about', { asked: words, fact: 'caller.name' }),
  ask('about', 'lost', { asked: choicesOf(['new', 'cover'], ['open', 'lost']), fact: 'call.about' }),
  check('cover', 'callback', { check: 'entitlement' }),
  ask('callback', 'lost', { asked: choicesOf('same'), fact: 'caller.callback', otherwise: 'outage' }),
  check('outage', 'lost', { check: 'known_outage', otherwise: 'read-back' }),
  doing('read-back', { worked: 'words', failed: 'lost' }),
  ask('words', '', {
    asked: words,
    fact: 'call.words',
    next: [on('not-covered', { is: ['cover', 'no'] }), on('next')],
    otherwise: 'lost',
  }),
  ask('not-covered', 'fine'),
  tell('next', 'fine'),
  solved('fine'),
  passOn('lost'),
])
const nothing: OpeningKnown = { product: null, isCovered: null }
const of = (script: Script, known: Partial<OpeningKnown> = {}) =>
  openingWords(script, slug => (slug === script.slug ? script : null), { ...nothing, ...known })
const en = (script: Script, known: Partial<OpeningKnown> = {}) => {
  const { greeting, next } = of(script, known)
  return [greeting.map(one => one.en), next?.en ?? null]
}

test('the greeting names the product where one is known', () => {
  assert.deepEqual(en(greeting), [['Tell plain (en)'], 'Tell next (en)'])
  assert.deepEqual(en(greeting, { product: 'pro_a' })[0], ['Tell by-name (en)'])
})

test('what comes next is another word where nothing covers it', () => {
  assert.equal(en(greeting, { isCovered: false })[1], 'Say not-covered (en)')
  assert.equal(en(greeting, { isCovered: true })[1], 'Tell next (en)')
})

test('what is said with a question is found by what it asks for, wherever it stands', () => {
  const { asks } = of(greeting)
  assert.deepEqual(Object.keys(asks), ['caller.name', 'call.about', 'caller.callback', 'call.words'])
  assert.equal(asks['caller.name']?.sv, 'Say who (sv)')
})

test('a script that says nothing of the kind, ends at once or is broken leaves the rest open', () => {
  assert.deepEqual(en(scriptOf([tell('hello', 'fine'), solved('fine')])), [['Tell hello (en)'], null])
  assert.deepEqual(en(scriptOf([solved('fine')])), [[], null])
  assert.deepEqual(en(scriptOf([tell('hello', 'nowhere')], { start: 'nowhere' })), [[], null])
  assert.deepEqual(en(scriptOf([tell('hello', 'nowhere')])), [['Tell hello (en)'], null])
  const ends = scriptOf([ask('words', 'fine', { asked: words, fact: 'call.words' }), solved('fine')])
  assert.equal(en(ends)[1], 'Solved fine (en)')
})

test('one that goes round and round is left after a while', () => {
  const ring = scriptOf([tell('one', 'two'), tell('two', 'one')])
  assert.equal(of(ring).greeting.length, 100)
})

test('a sub-script that is gone is passed', () => {
  const passing = scriptOf([
    sub('inner', 'inner', { solved: 'hello', unsolved: 'hello' }),
    tell('hello', 'fine'),
    solved('fine'),
  ])
  assert.deepEqual(en(passing)[0], ['Tell hello (en)'])
})
