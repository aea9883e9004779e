// Notes, claims, steps, questions, contacts, waiting, the end of a case and its return.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  clock,
  customer,
  given,
  openCommand,
  opened,
  play,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

const because = text('because')
const hold = (more: object = {}): Command =>
  ({
    type: 'contact.hold',
    contact: 'con_a',
    means: 'phone',
    direction: 'out',
    reach: 'reached',
    minutes: 4,
    keeps: [],
    ...more,
  }) as Command
const solve: Command = { type: 'case.solve', fix: text('new splitter') }
const solved: readonly Wished[] = [...taken, [2, by('bo'), solve]]
const promised: Wished = [
  2,
  by('bo'),
  { type: 'promise.make', promise: 'prm_a', topic: text('call'), means: 'phone', dueAt: at(60) },
]

test('a case is opened once, for a team that is there', () => {
  given(opened).when(1, customer, openCommand).thenRefused('case.already_open')
  given()
    .when(0, customer, { ...openCommand, team: teamId('shut') })
    .thenRefused('team.not_found')
  given()
    .when(0, customer, { ...openCommand, team: teamId('none') })
    .thenRefused('team.not_found')
})
test('what is known at opening is classified; an organisation is kept', () => {
  const { state } = given([
    0,
    customer,
    { ...openCommand, organisation: 'org_ek', kind: 'malfunction', product: 'pro_r5' },
  ])
  assert.deepEqual(
    state.phase === 'open' && [state.organisation, state.kind, state.product, state.severity],
    ['org_ek', 'malfunction', 'pro_r5', 3],
  )
  given()
    .when(0, customer, { ...openCommand, product: null })
    .then('case.opened', 'case.classified', 'promise.made')
})
test('classifying records what changes, and nothing else', () => {
  given(...taken)
    .when(2, by('bo'), { type: 'case.classify', kind: 'other', severity: 3, language: 'sv', product: null })
    .thenNothing()
  const all: Command = {
    type: 'case.classify',
    kind: 'slowness',
    language: 'de',
    product: 'pro_a',
    subject: text('slow'),
    because,
  }
  const [fact] = given(...taken)
    .when(2, by('bo'), all)
    .then('case.classified')
  assert.deepEqual(fact, {
    type: 'case.classified',
    at: at(2),
    by: by('bo'),
    kind: 'slowness',
    language: 'de',
    product: 'pro_a',
    subject: text('slow'),
    because,
  })
  for (const severity of [1, 4] as const)
    given(...taken)
      .when(2, by('bo'), { ...all, severity })
      .thenRefused('severity.by_impact')
  const { state } = given(
    ...taken,
    [2, by('bo'), all],
    [3, by('bo'), { type: 'case.classify', product: null }],
  )
  assert.deepEqual(state.phase === 'open' && [state.kind, state.product], ['slowness', null])
})
test('a note is struck once, with a reason', () => {
  const note: Wished = [
    2,
    by('bo'),
    { type: 'note.add', note: 'not_a', text: text('ask Ivan'), mentions: [] },
  ]
  given(...taken, note)
    .when(3, by('bo'), { type: 'note.strike', note: 'not_a', because })
    .then('note.struck')
  given(...taken, note, [3, by('bo'), { type: 'note.strike', note: 'not_a', because }])
    .when(4, by('bo'), { type: 'note.strike', note: 'not_a', because })
    .thenRefused('note.already_struck')
  given(...taken)
    .when(3, by('bo'), { type: 'note.strike', note: 'not_a', because })
    .thenRefused('note.not_found')
})
test('a claim is judged, and may be judged again', () => {
  const claim: Wished = [2, by('bo'), { type: 'claim.make', claim: 'cla_a', text: text('since Monday') }]
  const judge: Command = { type: 'claim.judge', claim: 'cla_a', verdict: 'does_not_match', because }
  given(...taken, claim)
    .when(3, by('bo'), judge)
    .then('claim.judged')
  const { state } = given(...taken, claim, [3, by('bo'), judge])
  assert.equal(state.phase === 'open' && state.claims.cla_a?.verdict, 'does_not_match')
  given(...taken)
    .when(3, by('bo'), judge)
    .thenRefused('claim.not_found')
  const [other] = given(...taken)
    .when(2, by('bo'), { type: 'claim.make', claim: 'cla_b', text: text('x'), from: 'cus_boss' })
    .then('claim.made')
  assert.equal(other?.type === 'claim.made' && other.from, 'cus_boss')
})
test('repeating a step needs a reason', () => {
  const step = (more: object = {}): Command =>
    ({
      type: 'step.try',
      step: 'stp_b',
      what: text('restart'),
      why: text('hung'),
      outcome: 'worked',
      doneBy: 'agent',
      ...more,
    }) as Command
  const first: Wished = [2, by('bo'), step({ step: 'stp_a', result: text('no light') })]
  given(...taken)
    .when(2, by('bo'), step())
    .then('step.tried')
  given(...taken, first)
    .when(3, by('bo'), step({ repeats: 'stp_a' }))
    .thenRefused('step.repeat_needs_reason')
  given(...taken, first)
    .when(3, by('bo'), step({ repeats: 'stp_a', repeatBecause: because }))
    .then('step.tried')
  given(...taken)
    .when(3, by('bo'), step({ repeats: 'stp_a', repeatBecause: because }))
    .thenRefused('step.not_found')
})
test('each question is settled once: answered, declined or split off', () => {
  const asked: Wished = [
    2,
    by('bo'),
    { type: 'question.add', question: 'que_a', text: text('and the printer?') },
  ]
  const ways: [Command, string[]][] = [
    [{ type: 'question.answer', question: 'que_a', text: text('yes') }, ['question.answered']],
    [{ type: 'question.decline', question: 'que_a', because }, ['question.declined']],
    [{ type: 'question.split', question: 'que_a', into: caseId('b') }, ['question.split', 'case.linked']],
  ]
  for (const [way, types] of ways) {
    given(...taken, asked)
      .when(3, by('bo'), way)
      .then(...(types as []))
    given(...taken, asked, [3, by('bo'), way])
      .when(4, by('bo'), way)
      .thenRefused('question.settled')
    given(...taken)
      .when(3, by('bo'), way)
      .thenRefused('question.not_found')
  }
})
test('a contact reached keeps the promises it names and the word of the house', () => {
  given(...taken)
    .when(3, by('bo'), hold())
    .then('contact.held', 'promise.kept')
  const [, kept] = given(...taken, promised)
    .when(3, by('bo'), hold({ keeps: ['prm_a'] }))
    .then('contact.held', 'promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.how, 'contact')
  given(...taken)
    .when(3, by('bo'), hold({ keeps: ['prm_no'] }))
    .thenRefused('promise.not_found')
})
test('trying in time and not reaching him is an attempt; it does not keep the word of the house', () => {
  const [, kept] = given(...taken, promised)
    .when(3, by('bo'), hold({ reach: 'no_answer', keeps: ['prm_a'] }))
    .then('contact.held', 'promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.how, 'attempt')
  given(...taken)
    .when(3, by('bo'), hold({ reach: 'voicemail' }))
    .then('contact.held')
})
test('a late call says when it began, and keeps late', () => {
  const [, kept] = given(...taken, promised)
    .when(90, by('bo'), hold({ keeps: ['prm_a'], startedAt: at(80) }))
    .then('contact.held', 'promise.kept')
  assert.equal(kept?.type === 'promise.kept' && kept.late, true)
})
test('a call that came in ends our waiting; a missed one is owed an answer', () => {
  const waiting = given(...taken, [2, by('bo'), hold({ wait: { reason: 'test_by_customer' } })])
  assert.equal(waiting.state.phase === 'open' && waiting.state.wait?.reason, 'test_by_customer')
  waiting.when(5, by('bo'), hold({ direction: 'in', contact: 'con_b' })).then('contact.held', 'wait.ended')
  waiting
    .when(5, by('bo'), hold({ direction: 'in', reach: 'voicemail', contact: 'con_b' }))
    .then('contact.held', 'promise.made')
  given(...taken)
    .when(5, by('bo'), hold({ direction: 'in', reach: 'no_answer', with: 'cus_boss' }))
    .then('contact.held')
})
test('a case waits for one at a time: a question to the customer ends the wait for the supplier', () => {
  given(...taken, [2, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }])
    .when(3, by('bo'), hold({ wait: { reason: 'answer' } }))
    .then('contact.held', 'promise.kept', 'wait.ended', 'wait.started')
})
test('a case that is solved waits for nobody, whatever is asked', () => {
  given(...taken, [2, by('bo'), { type: 'case.solve', fix: text('f') }])
    .when(3, by('bo'), hold({ wait: { reason: 'answer' } }))
    .then('contact.held')
})
test('a contact reached is the first answer', () => {
  const { state } = given(...taken, [3, by('bo'), hold()])
  assert.equal(state.phase === 'open' && state.firstAnsweredAt, at(3))
})
test('waiting for the customer needs a question to him; for others a reason is enough', () => {
  given(...taken)
    .when(2, by('bo'), { type: 'wait.start', turn: 'customer', reason: 'answer' })
    .thenRefused('wait.needs_question')
  const wait: Command = {
    type: 'wait.start',
    turn: 'supplier',
    reason: 'supplier_answer',
    text: because,
    until: at(60),
  }
  given(...taken)
    .when(2, by('bo'), wait)
    .then('wait.started')
  given(...taken, [2, by('bo'), wait])
    .when(3, by('bo'), wait)
    .thenRefused('wait.already')
  given(...taken)
    .when(61, by('bo'), wait)
    .thenRefused('promise.in_the_past')
  given(...taken, [2, by('bo'), wait])
    .when(3, by('bo'), { type: 'wait.end' })
    .then('wait.ended')
  given(...taken)
    .when(3, by('bo'), { type: 'wait.end' })
    .thenRefused('wait.not_waiting')
  given(...taken, [2, by('bo'), wait])
    .when(60, clock, { type: 'clock.ring' })
    .then('wait.ended')
})
test('waiting for a supplier does not end by a word of the customer', () => {
  given(
    ...taken,
    [2, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }],
    [3, by('bo'), hold()],
  )
    .when(4, by('bo'), hold({ direction: 'in', contact: 'con_b' }))
    .then('contact.held')
})
test('a case is solved with what fixed it, when nothing is owed any more', () => {
  given(...taken)
    .when(2, by('bo'), solve)
    .then('promise.withdrawn', 'case.solved', 'check_back.planned')
  given(...taken, promised)
    .when(3, by('bo'), solve)
    .thenRefused('case.has_open_promise', { count: 1 })
  given(...taken, [2, by('bo'), { type: 'question.add', question: 'que_a', text: text('?') }])
    .when(3, by('bo'), solve)
    .thenRefused('case.has_open_question', { count: 1 })
  given(...taken)
    .when(2, by('bo'), { ...solve, step: 'stp_no' } as Command)
    .thenRefused('step.not_found')
  given(...taken, [
    2,
    by('bo'),
    { type: 'wait.start', turn: 'us', reason: 'maintenance_window', until: at(90) },
  ])
    .when(3, by('bo'), solve)
    .then('wait.ended', 'promise.withdrawn', 'case.solved', 'check_back.planned')
})
test('a case that is being handed over is neither solved nor closed nor merged', () => {
  const summary = { problem: text('p'), claims: [], steps: [], promise: null, noStepsBecause: because }
  const offered = given(...taken, [
    2,
    by('bo'),
    { type: 'hand_off.offer', handOff: 'hnd_a', team: teamId(2), question: text('q'), summary },
  ])
  offered.when(3, by('bo'), solve).thenRefused('hand_off.pending')
  offered.when(3, by('bo'), { type: 'case.close', reason: 'spam' }).thenRefused('hand_off.pending')
  offered
    .when(3, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false })
    .thenRefused('hand_off.pending')
})
test('an open case is closed only when it needs no help; a solved one when confirmed', () => {
  given(...taken)
    .when(2, by('bo'), { type: 'case.close', reason: 'confirmed' })
    .thenRefused('case.not_solved')
  given(...taken, promised)
    .when(3, by('bo'), { type: 'case.close', reason: 'withdrawn' })
    .then('promise.withdrawn', 'case.closed')
  given(...solved)
    .when(3, customer, { type: 'case.close', reason: 'confirmed' })
    .then('check_back.ended', 'case.closed')
})
test('a case that ours does not serve is closed by an honest referral, which says why and where to', () => {
  const refer = { type: 'case.close', reason: 'referred' } as const
  const [because, instead] = [text('No fibre there'), text('Ask the town network')]
  const open = given(...taken, promised)
  open.when(3, by('bo'), { ...refer, because }).thenRefused('case.referral_words')
  open.when(3, by('bo'), { ...refer, instead }).thenRefused('case.referral_words')
  open.when(3, by('bo'), { ...refer, because, instead }).then('promise.withdrawn', 'case.closed')
  given(...solved)
    .when(3, by('bo'), { ...refer, because, instead })
    .thenRefused('case.served')
})
test('a customer opens a solved case again within the days the desk gives', () => {
  const again: Command = { type: 'case.reopen', reason: 'not_fixed', text: text('still') }
  given(...solved)
    .when(3, customer, again)
    .then('check_back.ended', 'case.reopened', 'promise.made')
  const slight: Wished = [2, by('bo'), assessAs(4)]
  given(...taken, slight, [2, by('bo'), solve])
    .when(3 + 15 * 24 * 60, customer, again)
    .thenRefused('case.not_open', { days: 14 })
  // He was promised to be asked, and nobody did.
  given(...solved)
    .when(3 + 15 * 24 * 60, customer, again)
    .then('check_back.ended', 'case.reopened', 'promise.made')
  given(...solved)
    .when(3 + 15 * 24 * 60, by('bo'), again)
    .then('check_back.ended', 'case.reopened', 'promise.made')
  given(...solved, [3, customer, { type: 'case.close', reason: 'confirmed' }])
    .when(3 + 15 * 24 * 60, customer, again)
    .thenRefused('case.not_open', { days: 14 })
  given(...taken)
    .when(3, by('bo'), again)
    .thenRefused('case.already_open')
})
test('asking for more help is answered by a time; on a solved case it opens it', () => {
  given(...taken)
    .when(3, customer, { type: 'help.ask', reason: 'done_all_this' })
    .then('help.asked', 'promise.made')
  given(...solved)
    .when(3, customer, { type: 'help.ask', reason: 'fix_did_not_hold' })
    .then('help.asked', 'check_back.ended', 'case.reopened', 'promise.made')
})
test('cases are linked once and merged into another, not into themselves', () => {
  const link: Command = { type: 'case.link', to: caseId('b'), how: 'related' }
  given(...taken)
    .when(2, by('bo'), link)
    .then('case.linked')
  given(...taken, [2, by('bo'), link])
    .when(3, by('bo'), link)
    .thenNothing()
  given(...taken)
    .when(2, by('bo'), { type: 'case.merge', into: caseId('a'), itself: true })
    .thenRefused('case.same')
  given(...taken, promised)
    .when(3, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false })
    .thenRefused('case.has_open_promise', { count: 1 })
  const merged = given(...taken, [2, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false }])
  merged.when(3, by('bo'), solve).thenRefused('case.merged')
  merged.when(3, clock, { type: 'clock.ring' }).thenNothing()
})
test('a merged case with accepted hand-offs is not merged away', () => {
  const summary = { problem: text('p'), claims: [], steps: [], promise: null, noStepsBecause: because }
  given(
    ...taken,
    [
      2,
      by('bo'),
      { type: 'hand_off.offer', handOff: 'hnd_a', team: teamId(2), question: text('q'), summary },
    ],
    [3, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }],
  )
    .when(4, by('bo'), { type: 'case.merge', into: caseId('b'), itself: false })
    .thenRefused('hand_off.pending')
})
test('a split question links the new case once', () => {
  const split: Wished = [3, by('bo'), { type: 'question.split', question: 'que_a', into: caseId('b') }]
  const { state } = play([
    ...taken,
    [2, by('bo'), { type: 'question.add', question: 'que_a', text: text('?') }],
    [2, by('bo'), { type: 'case.link', to: caseId('b'), how: 'related' }],
    split,
  ])
  assert.deepEqual(state.phase === 'open' && state.links, ['cas_b'])
})
