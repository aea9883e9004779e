// The second line of a row says why the case is here, nearest reason first, never how a message begins.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { speaker } from '#words/say.ts'
import { messagesOf } from '#words/phrases/index.ts'
import type { Language } from '#core/people/language.ts'
import { firstName, whySentence } from './why.ts'

const now = Date.UTC(2026, 10, 19, 13, 18)
const min = 60_000
const reader = (language: Language = 'en') => ({
  me: 'agt_marta' as const,
  now,
  words: { language, say: speaker(language, messagesOf(language)), zone: 'Europe/Stockholm' },
  nameOf: (id: string) => ({ agt_bo: 'Bo Nyström', agt_marta: 'Marta Sundin' })[id],
})
const card = (more: object): Card =>
  ({
    phase: 'open',
    customerName: 'Anna Lindqvist',
    subject: 'Internet goes off',
    language: 'en',
    worker: 'agt_marta',
    contact: 'agt_bo',
    wait: null,
    offer: null,
    help: false,
    clock: null,
    why: { code: 'new', at: now - 6 * min },
    ...more,
  }) as unknown as Card
const said = (more: object, language?: Language) => whySentence(card(more), reader(language))

test('a promise names who gave it and by when', () => {
  const clock = { kind: 'promise', dueAt: now + 12 * min }
  const why = { code: 'promised', at: now, text: 'result of the line test', agent: 'agt_marta' }
  assert.equal(said({ clock, why }), 'You promised by 14:30: result of the line test')
  assert.equal(
    said({ clock, why: { ...why, agent: 'agt_bo' } }),
    'Bo promised by 14:30: result of the line test',
  )
})

test('the house’s own promise is told as what the customer hears', () => {
  const clock = { kind: 'first_answer', dueAt: now + 12 * min }
  assert.equal(said({ clock, why: { code: 'promised', at: now } }), 'Anna hears from us by 14:30')
})

test('the customer’s words are quoted with how long ago', () => {
  const why = { code: 'customer_wrote', at: now - 6 * min, text: 'now it says code 720' }
  assert.equal(said({ why }), 'Anna wrote 6 min ago: “now it says code 720”')
})

test('an offer is nearer than anything else, and says from whom or that it waits', () => {
  const offer = { handOff: 'hnd_1', level: 2, team: 'tea_2', agent: null, acceptBy: now, by: 'agt_bo' }
  const why = { code: 'offered', at: now, text: 'Is it the line?', agent: 'agt_bo' }
  assert.equal(said({ offer, why }), 'Bo hands it over: Is it the line?')
  assert.equal(
    said({ offer: { ...offer, by: 'agt_marta' }, why }),
    'Offered to level 2, not accepted yet: Is it the line?',
  )
})

test('waiting says for whom, since when, and when to look again', () => {
  const wait = { turn: 'supplier', reason: 'part', since: now - 60 * min, until: now + 60 * min }
  assert.equal(
    said({ wait, why: { code: 'waiting_supplier', at: now } }),
    'Waiting for the supplier since 13:18 · look again 15:18',
  )
})

test('help asked for goes first, and a language one does not read is named where nobody has the case', () => {
  assert.equal(said({ help: true, contact: null }), 'Asked for more help · Nobody has answered yet')
  assert.equal(said({ worker: null, contact: null, language: 'ca' }), 'Nobody has answered yet · in Catalan')
})

test('every reason has a sentence in every language, without a hole', () => {
  const codes = (
    'new customer_wrote promised first_answer offered returned expired answered help_asked not_sent ' +
    'waiting_customer waiting_supplier waiting_us reopened taken contact_held solved closed merged replied date_came waited_long'
  ).split(' ')
  for (const language of ['en', 'sv', 'it', 'de', 'ca', 'ru'] as const)
    for (const code of codes) {
      const line = said({ why: { code, at: now - min, text: 'x' } }, language)
      assert.ok(line.length > 3 && !/why\.|undefined|[{}]/.test(line), `${language} ${code}: ${line}`)
    }
})

test('people are called by the first word of their name', () => {
  assert.equal(firstName('  Anna Lindqvist '), 'Anna')
})

test('that a case is stuck goes first, with its gravest sign; then what its worker said', () => {
  const why = { code: 'taken', at: now, agent: 'agt_marta' }
  const signs = ['help_asked', 'held']
  assert.equal(
    said({ why, stuck: { since: now, signs } }),
    'Stuck: The customer asked for more help · Yours since 14:18',
  )
  assert.equal(
    said({ why, help: true, stuck: { since: now, signs } }),
    'Asked for more help · Stuck: Nothing was done for longer than usual · Yours since 14:18',
  )
  assert.equal(
    said({ why, stuck: { since: now, signs, until: now + 42 * min } }),
    'Goes on until 15:00 · Yours since 14:18',
  )
})
