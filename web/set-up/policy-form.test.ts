// What is owed as the set-up shows and changes it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TargetRule } from '#core/clock/policy.ts'
import type { Language } from '#core/people/language.ts'
import { messagesOf } from '#words/phrases/index.ts'
import { speaker } from '#words/say.ts'
import {
  fieldOf,
  isSameVersion,
  type PolicyForm,
  policyFaults,
  policyForm,
  ruleSentence,
  targetsOf,
  warnSentences,
} from './policy-form.ts'

const minutes = (count: number) => ({ count, unit: 'minutes' }) as const
const days = (count: number) => ({ count, unit: 'days' }) as const
const first: TargetRule = {
  kind: 'first_response',
  within: [minutes(15), minutes(90), minutes(240), days(2)],
  counts: 'working',
  warnPercent: 75,
}
const solve: TargetRule = {
  kind: 'resolution',
  within: [minutes(240), days(1), null, null],
  counts: 'always',
  warnMinutes: 1,
}
const version = { calendar: 'cal_a', targets: [first, solve] } as const
const words = (language: Language) => ({ language, say: speaker(language, messagesOf(language)) })
/** The form with one field of the first answer typed anew. */
const typed = (form: PolicyForm, at: number, count: string): PolicyForm => ({
  ...form,
  rules: form.rules.map(one =>
    one.kind === 'first_response'
      ? { ...one, within: one.within.map((was, n) => (n === at ? { ...was, count } : was)) }
      : one,
  ),
})

test('a rule is a sentence, with the unit people say it in', () => {
  assert.equal(
    ruleSentence(first, words('en')),
    'First answer: within 15 minutes at severity 1, 90 minutes at 2, 4 hours at 3, and ' +
      '2 business days at 4, in working time.',
  )
  assert.equal(
    ruleSentence(solve, words('en')),
    'Solution: within 4 hours at severity 1 and 1 day at 2, around the clock.',
  )
  assert.equal(
    ruleSentence(solve, words('ru')),
    'Решение: в течение 4 часов при критичности 1 и 1 дня при 2, круглосуточно.',
  )
})

test('a warning is said as it is counted', () => {
  assert.equal(warnSentences(first, words('en')), 'We are warned when 75\u00a0% of the time has gone.')
  assert.equal(warnSentences(solve, words('en')), 'We are warned when 1 minute is left.')
  assert.equal(warnSentences({ ...first, warnPercent: undefined } as never, words('en')), '')
})

test('a version read into the form and back is the same; then there is nothing to publish', () => {
  const form = policyForm(version, '')
  assert.deepEqual(targetsOf(form), version.targets)
  assert.equal(isSameVersion(form, version), true)
  assert.equal(isSameVersion(typed(form, 0, '10'), version), false)
  assert.equal(isSameVersion({ ...form, calendar: 'cal_b' }, version), false)
})

test('hours are sent as minutes, also parts of them; an empty field owes nothing', () => {
  const form = typed(policyForm(version, ''), 2, '1,5')
  const hours = typed(form, 3, '')
  assert.deepEqual(targetsOf(hours)[0]?.within, [minutes(15), minutes(90), minutes(90), null])
})

test('a new policy warns at three quarters of the time, once it owes something', () => {
  const form = policyForm(null, 'cal_a')
  assert.deepEqual(targetsOf(form), [])
  assert.deepEqual(targetsOf(typed(form, 0, '30'))[0], {
    kind: 'first_response',
    within: [minutes(30), null, null, null],
    counts: 'working',
    warnPercent: 75,
  })
})

test('what is wrong is told at its field', () => {
  const form = policyForm(version, '')
  const told = (wrong: PolicyForm) => policyFaults(wrong).map(({ path, code }) => `${path} ${code}`)
  assert.deepEqual(told(form), [])
  assert.deepEqual(told(typed(form, 1, '5')), ['first_response.within.1 within_order'])
  assert.deepEqual(told(typed(form, 1, 'soon')), ['first_response.within.1 within_range'])
  assert.deepEqual(told(policyForm(null, '')), ['calendar calendar_needed', 'targets targets_none'])
  const late = { ...form, rules: form.rules.map(one => ({ ...one, warnPercent: 'x' })) }
  assert.ok(told(late).includes('resolution.warnPercent warn_range'))
  assert.equal(fieldOf('targets.1.within.0', version.targets), 'resolution.within.0')
  assert.equal(fieldOf('targets', version.targets), 'targets')
})
