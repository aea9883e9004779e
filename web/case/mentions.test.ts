// A note finds whom it names.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentioned } from './mentions.ts'

const agents = [
  { id: 'agt_1', name: 'Jordi Puig', active: true },
  { id: 'agt_2', name: 'Núria Casals', active: true },
  { id: 'agt_3', name: 'Bo Ek', active: true },
  { id: 'agt_4', name: 'Bo Nyström', active: true },
  { id: 'agt_5', name: 'Karin Holm', active: false },
]

test('an @ with a first name names that colleague, accents or not', () => {
  assert.deepEqual(mentioned('@jordi and @Nuria, look at slot 4', agents), ['agt_1', 'agt_2'])
})

test('a first name two share names neither, a whole name does', () => {
  assert.deepEqual(mentioned('@Bo what now', agents), [])
  assert.deepEqual(mentioned('@Bo Nyström what now', agents), ['agt_4'])
})

test('a mail address or a longer word names nobody', () => {
  assert.deepEqual(mentioned('info@jordiprint.example @Karin', agents), [])
})
