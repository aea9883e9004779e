// What the form of a sender sends, and what it finds wrong before the server does.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOf, type SenderForm, senderFault, wishOf } from './mail-sender-form.ts'

const form = (more: Partial<SenderForm> = {}): SenderForm => ({
  ...{ fromName: '', naming: 'usual', signatures: {} },
  ...more,
})

test('what was kept is shown and sent back as it was', () => {
  const kept = {
    scope: 'desk',
    fromName: '{team}',
    namesAgents: false,
    signatures: { sv: 'Hej' },
    version: 3,
  }
  const { scope: _, ...sent } = kept
  assert.deepEqual(wishOf(formOf(kept), 3), sent)
})

test('a name of blanks is none, and a language without words is not sent', () => {
  const wish = wishOf(form({ fromName: '  ', signatures: { en: ' Bye ', de: '  ' } }), 0)
  assert.deepEqual(wish, { version: 0, fromName: null, namesAgents: null, signatures: { en: 'Bye' } })
})

test('a field that means nothing is named', () => {
  assert.deepEqual(senderFault(form({ signatures: { en: '{agent}\n{phone}' } }), true), {
    code: 'unknown_field',
    field: '{phone}',
  })
  assert.equal(senderFault(form({ fromName: '{team} {desk}', signatures: { en: '{agent}' } }), true), null)
})

test('who names nobody cannot sign with a name, be it by his own choice or the desk’s', () => {
  const named = { signatures: { en: '{agent}' } }
  assert.equal(senderFault(form({ ...named, naming: 'no' }), true)?.code, 'names_agent')
  assert.equal(senderFault(form(named), false)?.code, 'names_agent')
  assert.equal(senderFault(form({ ...named, naming: 'yes' }), false), null)
})
