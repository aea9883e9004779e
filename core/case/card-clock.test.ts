// From when on what is owed next is soon: the warning of its policy, where it has one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockOf } from '#core/case/card.ts'
import { byGold, clockedDesk, judgedInner, minutes, policies } from '#core/testing/clocked.ts'
import { minutesOf, run, take } from '#core/testing/clocked-play.ts'
import { agentId, at, by, customer, openCommand, teamId, text, type Wished } from '#core/testing/world.ts'

const shown = (wished: readonly Wished[], facts = clockedDesk) => {
  const clock = clockOf(run(wished, facts).state)
  return [clock?.kind, minutesOf(clock?.warnAt), minutesOf(clock?.dueAt)]
}

const promisedBy = (minute: number): Wished => [
  2,
  by('bo'),
  {
    ...{ type: 'promise.make', promise: 'prm_a', to: 'cus_anna', topic: text('p') },
    ...{ keeper: agentId('bo'), means: 'phone', dueAt: at(minute) },
  },
]

test('over a weekend it is soon in the working time in which its policy warns', () => {
  // Friday at 16:45: an hour of working time ends on Monday at 8:45, half of it at 8:15.
  const friday = 1845
  const monday = 48 * 60 + friday + 15 * 60
  const opened: Wished = [friday, customer, { ...openCommand, entitled: byGold }]
  const [version] = policies.pol_gold!.versions
  const targets = version!.targets.filter(one => one.kind === 'first_response')
  const pol_gold = { ...policies.pol_gold!, versions: [{ ...version!, targets }] }
  const facts = { ...clockedDesk, policies: { ...policies, pol_gold } }
  assert.deepEqual(shown([opened], facts), ['first_response', monday + 30, monday + 60])
})

test('what the house promises by the time a policy owes is soon when that policy warns', () => {
  const [version] = policies.pol_gold!.versions
  const rule = { kind: 'first_response', within: [null, null, minutes(240), null], counts: 'always' } as const
  const targets = [{ ...rule, warnPercent: 50 }]
  const pol_gold = { ...policies.pol_gold!, versions: [{ ...version!, targets }] }
  const facts = { ...clockedDesk, policies: { ...policies, pol_gold } }
  const opened: Wished = [0, customer, { ...openCommand, entitled: byGold }]
  assert.deepEqual(shown([opened, promisedBy(240)], facts), ['promise', 120, 240])
  assert.deepEqual(shown([opened, promisedBy(239)], facts), ['promise', null, 239])
})

test('what no policy warns of, and a promise, say no instant of their own', () => {
  assert.deepEqual(shown([[0, customer, { ...openCommand, entitled: byGold }], take, promisedBy(5)]), [
    'promise',
    null,
    5,
  ])
})

test('what is offered is soon to be accepted from the warning of its policy on', () => {
  const offer: Wished = [
    10,
    by('bo'),
    {
      type: 'hand_off.offer',
      handOff: 'hnd_a',
      team: teamId(2),
      question: text('q'),
      summary: { problem: text('p'), claims: [], steps: [], noStepsBecause: text('n'), promise: null },
    },
  ]
  const wished = [judgedInner, take, offer]
  assert.deepEqual(shown(wished), ['accept', null, 130])
  const rule = { kind: 'hand_off_acceptance', counts: 'working', warnMinutes: 20 } as const
  const within = [null, null, minutes(120), null] as const
  const versions = [{ version: 1, calendar: 'cal_work' as const, targets: [{ ...rule, within }] }]
  const pol_inner = { ...policies.pol_inner!, versions }
  assert.deepEqual(shown(wished, { ...clockedDesk, policies: { ...policies, pol_inner } }), [
    'accept',
    110,
    130,
  ])
})
