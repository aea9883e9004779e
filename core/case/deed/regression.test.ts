// Making sure: a fix checked where the fault was seen, what is checked again, and a fault that came back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { broughtBy } from '#core/case/brought.ts'
import { cardOf } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import { findingsOf } from '#core/case/findings.ts'
import { checksOn, openRegressions, regressionRing } from '#core/case/regressions.ts'
import { nextRing } from '#core/case/ring.ts'
import { timeline } from '#core/case/timeline.ts'
import { aboutOf, dueOf, holderOf, isSettled } from '#core/notice/notice.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, caseId, clock, desk, given, play, taken, teamId, text, textOf } from '#core/testing/world.ts'
import type { Wished } from '#core/testing/world.ts'

const plan = { ...samples['regression.plan'], regression: 'rgr_a', dueAt: at(5000) } as const
const check = samples['regression.check']
const gone = { ...check, result: 'gone', next: undefined } as const
const ring = { type: 'clock.ring' } as const
const planned: Wished[] = [...taken, [2, by('bo'), plan]]
const solved: Wished[] = [...planned, [3, by('bo'), samples['case.solve']]]
const closed: Wished[] = [...solved, [4, by('bo'), { type: 'case.close', reason: 'confirmed' }]]
const day = 24 * 60
const lastly = (wished: Wished[]) => {
  const { state, events } = play(wished)
  assert.ok(state.phase !== 'unopened')
  return { state, events, ledger: events.map((event, index) => ({ ...event, seq: index + 1 })) }
}

test('a fix is only checked where the fault was seen before; what could not be checked says why', () => {
  const { recreated: _, ...unseen } = samples['verification.make']
  const state = given(...taken)
  state.when(2, by('bo'), unseen).thenRefused('verification.not_recreated')
  state.when(2, by('bo'), { ...unseen, result: 'does_not_hold' }).thenRefused('verification.not_recreated')
  state.when(2, by('bo'), { ...unseen, result: 'not_checked' }).then('verification.made')
  const { state: after, ledger } = lastly([...taken, [2, by('bo'), samples['verification.make']]])
  assert.deepEqual(findingsOf(after).verifications?.vrf_a, { result: 'holds', at: at(2), by: 'agt_bo' })
  const entry = timeline(ledger).find(one => one.kind === 'verification')
  assert.deepEqual([entry?.environment, entry?.recreated, entry?.result], [text('lab'), text('s'), 'holds'])
  const { ledger: bare } = lastly([...taken, [2, by('bo'), { ...unseen, result: 'not_checked' }]])
  const unchecked = timeline(bare).find(one => one.kind === 'verification')
  assert.deepEqual([unchecked?.recreated, unchecked?.result], [null, 'not_checked'])
})

test('a check recorded by mistake is struck with a reason, once, also when the case is closed, and stays readable', () => {
  const strike = samples['verification.strike']
  const made: Wished[] = [...taken, [2, by('bo'), samples['verification.make']]]
  given(...taken)
    .when(2, by('bo'), strike)
    .thenRefused('verification.not_found')
  given(...made)
    .when(3, by('bo'), strike)
    .then('verification.struck')
  given(...made, [3, by('bo'), strike])
    .when(4, by('bo'), strike)
    .thenNothing()
  const over: Wished[] = [
    ...made,
    [3, by('bo'), samples['case.solve']],
    [4, by('bo'), { type: 'case.close', reason: 'confirmed' }],
  ]
  given(...over)
    .when(5, by('bo'), strike)
    .then('verification.struck')
  const { state, ledger } = lastly([...made, [3, by('bo'), strike]])
  assert.equal(findingsOf(state).verifications?.vrf_a?.struck, true)
  const entry = timeline(ledger).find(one => one.kind === 'verification')
  assert.deepEqual(
    [entry?.because, entry?.struck?.because],
    [samples['verification.make'].because, strike.because],
  )
  const lost = fold(ledger.filter(one => one.type !== 'verification.made'))
  assert.ok(lost.phase === 'open')
  assert.equal(findingsOf(lost).verifications, undefined)
})

test('what is checked again has a time ahead and somebody of our own house who is active', () => {
  const state = given(...taken)
  state.when(2, by('bo'), { ...plan, dueAt: at(2) }).thenRefused('regression.in_the_past')
  state.when(2, by('bo'), { ...plan, dueAt: at(731 * day) }).thenRefused('regression.too_far')
  state.when(2, by('bo'), { ...plan, checker: 'agt_nobody' }).thenRefused('agent.not_found')
  state.when(2, by('bo'), plan).then('regression.planned')
  const bo = desk.agents.agt_bo!
  const theirs = { ...bo, roles: ['partner'] as const, teams: [teamId('theirs')] }
  const shared: DeskFacts = { ...desk, agents: { ...desk.agents, agt_bo: { ...theirs, levels: [] } } }
  state.on(shared).when(2, by('marta'), plan).thenRefused('regression.checker_not_ours')
})

test('whoever is to check it may read the case from then on', () => {
  const { state } = lastly([...taken, [2, by('bo'), { ...plan, checker: 'agt_marta' }]])
  assert.ok(state.hadBy.includes('agt_marta'))
})

test('it is due once, also when the case is solved or closed, and again after it was put off', () => {
  for (const wished of [planned, solved, closed]) {
    const { state } = lastly(wished)
    assert.ok(nextRing(state) !== null && (nextRing(state) ?? 0) <= at(5000))
    const rung = [...wished, [5000, clock, ring]] as Wished[]
    const dues = (all: Wished[]) => lastly(all).events.filter(one => one.type === 'regression.due')
    assert.equal(dues(rung).length, 1)
    assert.equal(regressionRing(lastly(rung).state), null)
    assert.equal(dues([...rung, [5001, clock, ring]]).length, 1)
    const moved: Wished[] = [...rung, [5002, by('bo'), { ...samples['regression.move'], dueAt: at(9000) }]]
    assert.equal(dues([...moved, [8999, clock, ring]]).length, 1)
    assert.equal(dues([...moved, [9000, clock, ring]]).length, 2)
  }
})

test('a check that is due is told to its checker until he has looked or put it off', () => {
  const rung: Wished[] = [...closed, [5000, clock, ring]]
  const { state, events } = lastly(rung)
  const event = events.find(one => one.type === 'regression.due')
  assert.ok(event)
  assert.deepEqual([holderOf(state, event), dueOf(state, event)], ['agt_bo', at(5000)])
  assert.equal(aboutOf(event), `rgr_a.${at(5000)}`)
  assert.equal(isSettled(state, event), false)
  assert.equal(isSettled(lastly([...rung, [5001, by('bo'), gone]]).state, event), true)
  assert.equal(dueOf(lastly(taken as Wished[]).state, event), null)
})

test('still gone changes nothing but the list; it is checked once', () => {
  const { state, ledger } = lastly([...closed, [5000, by('bo'), gone]])
  assert.deepEqual([state.phase, openRegressions(state)], ['closed', []])
  assert.deepEqual(checksOn(state), { checks: { count: 0, done: { at: at(5000), result: 'gone' } } })
  given(...closed, [5000, by('bo'), gone])
    .when(5001, by('bo'), gone)
    .thenRefused('regression.checked_before')
  given(...closed, [5000, by('bo'), gone])
    .when(5001, by('bo'), { ...samples['regression.move'], dueAt: at(9000) })
    .thenRefused('regression.checked_before')
  const entry = timeline(ledger).find(one => one.kind === 'regression')
  assert.deepEqual([entry?.standing, entry?.done?.seen], ['gone', check.seen])
})

test('what came back needs a next action, and opens a solved or closed case again with it', () => {
  const { next: _, ...lacking } = check
  given(...planned)
    .when(5, by('bo'), lacking)
    .thenRefused('regression.next_missing')
  given(...taken)
    .when(5, by('bo'), check)
    .thenRefused('regression.not_found')
  given(...planned)
    .when(5, by('bo'), check)
    .then('regression.checked')
  for (const wished of [solved, closed]) {
    const { state, events } = lastly([...wished, [10, by('bo'), check]])
    assert.equal(state.phase, 'open')
    const again = events.findLast(one => one.type === 'case.reopened')
    assert.deepEqual([again?.reason, again?.text], ['not_fixed', check.next])
  }
  const asked = lastly([...solved, [10, by('bo'), check]]).events.map(one => one.type)
  assert.ok(asked.indexOf('check_back.ended') > asked.indexOf('regression.checked'))
})

test('a case closed for good stays closed: what came back goes on in a follow-up', () => {
  const late = 4 + desk.reopenDays * day + 1
  given(...closed)
    .when(late, by('bo'), check)
    .thenRefused('case.changed')
  const followUp = caseId('next')
  const { state, events } = lastly([...closed, [late, by('bo'), { ...check, followUp }]])
  assert.equal(state.phase, 'closed')
  assert.equal(events.findLast(one => one.type === 'regression.checked')?.followUp, followUp)
  // Within the time it may be opened again, nothing goes on elsewhere.
  const early = lastly([...closed, [10, by('bo'), { ...check, followUp }]])
  assert.equal(early.state.phase, 'open')
  assert.equal(early.events.findLast(one => one.type === 'regression.checked')?.followUp, undefined)
})

test('a merged case rings no more; what it had to check goes along, once', () => {
  const merged: Wished[] = [...planned, [3, by('bo'), { ...samples['case.merge'], into: caseId('b') }]]
  const { state, ledger } = lastly(merged)
  assert.equal(nextRing(state), null)
  const brings = broughtBy(ledger, at(4))
  assert.deepEqual(brings?.regressions, [
    { regression: 'rgr_a', what: plan.what, dueAt: plan.dueAt, checker: plan.checker },
  ])
  const link = { type: 'case.link', to: caseId('a'), how: 'merged_from', brings: brings! } as const
  const { state: winner, events } = lastly([...taken, [4, by('bo'), link], [5, by('bo'), link]])
  const came = events.filter(one => one.type === 'regression.planned')
  assert.deepEqual(
    came.map(one => [one.regression, one.from, one.by.kind]),
    [['rgr_a', caseId('a'), 'system']],
  )
  assert.equal(openRegressions(winner).length, 1)
  const linked = events.find(one => one.type === 'case.linked')
  assert.ok(linked?.brings && !('regressions' in linked.brings))
  assert.equal(broughtBy(lastly([...taken] as Wished[]).ledger, at(4))?.regressions, undefined)
})

test('a card says the next check, by whom, and how many there are', () => {
  const other = { ...plan, regression: 'rgr_c', dueAt: at(4000), checker: 'agt_marta' } as const
  const { events } = lastly([...planned, [3, by('bo'), other]])
  const card = cardOf(caseId('a'), events, { text: textOf, customerName: 'Anna', organisationName: null })
  assert.deepEqual(card?.checks, {
    count: 2,
    next: { regression: 'rgr_c', agent: 'agt_marta', dueAt: at(4000) },
  })
})

test('changing what is not there changes nothing', () => {
  const { events } = lastly([...closed, [5000, clock, ring]])
  const state = fold(events.filter(one => one.type !== 'regression.planned'))
  assert.ok(state.phase !== 'unopened')
  assert.deepEqual(openRegressions(state), [])
})
