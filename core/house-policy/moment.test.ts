// Every "no" of the desk leads to a moment at which policies matter, or has a reason not to.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalCodes } from '#core/case/refusal-codes.ts'
import { momentOfRefusal, policyMoments } from '#core/house-policy/moment.ts'

test('a refusal leads to the moment it belongs to', () => {
  for (const [code, moment] of [
    ['goodwill.not_understood', 'goodwill'],
    ['proposal.help_first', 'offers'],
    ['case.has_open_promise', 'solving'],
    ['case.referral_words', 'referral'],
    ['article.withdrawn', 'solving'],
    ['access.denied', 'access'],
    ['access.may_not_look', 'privacy'],
    ['access.may_not_speak', 'telling'],
    ['upload.dangerous', 'files'],
    ['severity.claim_unchecked', 'severity'],
    ['contact_end.not_warned', 'conduct'],
  ] as const)
    assert.equal(momentOfRefusal(code), moment, code)
})

test('what is not there, is so already or was written badly leads to no policy', () => {
  for (const code of ['goodwill.not_found', 'case.changed', 'swarm.already', 'request.invalid', 'odd', ''])
    assert.equal(momentOfRefusal(code), null, code)
})

test('no refusal of the core is without a moment, but for those that nobody agreed upon', () => {
  const without = refusalCodes.filter(code => momentOfRefusal(code) === null)
  const known =
    /\.(not_found|changed|already|already_there)$|^(matter|team|agent|claim)\.(not_joined|not_in_team|not_found)$/
  assert.deepEqual(
    without.filter(code => !known.test(code)),
    [],
  )
})

// Files are judged, and help without a contract approved, outside the core.
const elsewhere: readonly string[] = ['files', 'waivers']

test('every moment is reached by some refusal', () => {
  const reached = new Set(refusalCodes.map(momentOfRefusal))
  assert.deepEqual(
    policyMoments.filter(moment => !elsewhere.includes(moment) && !reached.has(moment)),
    [],
  )
})
