// The order of a report: pairs stay together, nothing is lost, what is unknown comes last.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { besideIn, inReport, tellingPlace } from './report-order.ts'

const of = (...names: string[]) => names.map(measure => ({ measure }))
const shown = (all: readonly { measure: string; beside?: string }[]) =>
  inReport(all).map(({ group, pairs }) => [
    group,
    ...pairs.map(pair => pair.map(one => one.measure).join('+')),
  ])

test('a measure stands beside the one that keeps it honest', () => {
  const all = of('repeat_contact_7d', 'contacts', 'first_contact_resolution_7d', 'cases_opened')
  assert.deepEqual(shown(all), [
    ['came', 'cases_opened+contacts'],
    ['solved', 'first_contact_resolution_7d+repeat_contact_7d'],
  ])
  assert.equal(besideIn(all, all[0]!), all[2])
  assert.equal(besideIn(all, all[2]!), all[0])
})

test('one whose partner is not there stands alone, and what none is named first for comes last', () => {
  const all = of('level_1_share', 'backlog', 'contacts')
  assert.deepEqual(shown(all), [
    ['came', 'backlog'],
    ['solved', 'level_1_share'],
    ['other', 'contacts'],
  ])
  assert.equal(besideIn(all, all[0]!), null)
  assert.equal(besideIn(all, { measure: 'none' }), null)
})

test('level 0 and level 1 together come first, each of them beside', () => {
  const all = of('level_0_share', 'level_1_share', 'level_0_1_share')
  assert.deepEqual(shown(all), [['solved', 'level_0_1_share+level_1_share', 'level_0_share+level_1_share']])
})

test('what keeps two of them honest stands beside both', () => {
  const all = of('repeat_contact_7d', 'first_contact_resolution_7d', 'calls_handled')
  assert.deepEqual(shown(all), [
    ['came', 'calls_handled+repeat_contact_7d'],
    ['solved', 'first_contact_resolution_7d+repeat_contact_7d'],
  ])
})

test('of what helped each stands beside what became of it, and that beside all others', () => {
  const names = [
    'with',
    'with_reopened_7d',
    'with_reopened_30d',
    'without_reopened_7d',
    'without_reopened_30d',
  ]
  assert.deepEqual(shown(of(...names.map(name => `solved_${name}`))), [
    [
      'why',
      'solved_with+solved_with_reopened_30d',
      'solved_without_reopened_30d+solved_with_reopened_30d',
      'solved_with_reopened_7d+solved_without_reopened_7d',
    ],
  ])
})

test('what is told of one script or article stands together', () => {
  const both = ['article:art_1', 'script:light'].flatMap(scope =>
    ['with', 'with_reopened_7d'].map(name => ({ measure: `solved_${name}`, scope })),
  )
  const others: readonly { measure: string; scope?: string }[] = of('satisfaction_low', 'cause_how')
  const all = inReport([...others, ...both])
  assert.deepEqual(
    all.map(({ group, pairs }) => [group, ...pairs.map(([one]) => one.scope ?? one.measure)]),
    [
      ['why', 'cause_how', 'article:art_1', 'article:art_1', 'script:light', 'script:light'],
      ['content', 'satisfaction_low'],
    ],
  )
})

test('targets have a head of their own; what nobody knows comes last with the pair it names', () => {
  const all: readonly { measure: string; beside?: string }[] = [
    ...of('later', 'targets_met', 'targets_met'),
    { measure: 'earlier_one', beside: 'later_one' },
    { measure: 'later_one' },
  ]
  assert.deepEqual(shown(all), [
    ['targets', 'targets_met', 'targets_met'],
    ['other', 'later', 'earlier_one+later_one'],
  ])
})

test('what a sentence speaks of first', () => {
  assert.equal(tellingPlace('promises_kept'), 0)
  assert.equal(tellingPlace('first_reply_p90_s'), null)
  assert.equal(tellingPlace('reopened_30d'), null)
  assert.equal(tellingPlace('satisfaction_p25'), null)
})

test('of groups each stands beside its own', () => {
  const both = (scope: string) => [
    { measure: 'solved_with_reopened_30d', scope },
    { measure: 'solved_with', scope },
  ]
  const [group] = inReport([...both('script:a'), ...both('script:b')])
  assert.deepEqual(
    group!.pairs.map(pair => pair.map(({ measure, scope }) => `${measure} ${scope}`)),
    ['script:a', 'script:b'].map(scope => [`solved_with ${scope}`, `solved_with_reopened_30d ${scope}`]),
  )
})
