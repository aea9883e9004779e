// Mail domains out of what somebody types.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { domainsOf, wrongDomain } from './organisation-domains.ts'

test('domains are typed one beside the other, with blanks, commas or lines between', () => {
  assert.deepEqual(domainsOf(' ek.example, @Ek.se;\nlab.ek.example  ek.example '), [
    ...['ek.example', 'ek.se', 'lab.ek.example'],
  ])
  assert.deepEqual(domainsOf('  '), [])
})

test('what is no domain is named', () => {
  assert.equal(wrongDomain(domainsOf('ek.example anna@ek.example')), 'anna@ek.example')
  assert.equal(wrongDomain(domainsOf('ek')), 'ek')
  assert.equal(wrongDomain(domainsOf('ek.example xn--rm-xla.example')), undefined)
})
