import assert from 'node:assert/strict'
import { test } from 'node:test'
import { card, cardAfter, cardOf, clockOf } from '#core/case/card.ts'
import { fold, openedCase } from '#core/case/case.ts'
import { nextRing } from '#core/case/ring.ts'
import { cardBothWays } from '#core/testing/cards.ts'
import { samples } from '#core/testing/sample.ts'
import {
  agentId,
  at,
  by,
  caseId,
  clock,
  customer,
  given,
  opened,
  relay,
  taken,
  teamId,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const words = { text: textOf, customerName: 'Anna', organisationName: 'Ek & Co' }
const after = (...wished: Wished[]) => cardBothWays(caseId('a'), given(...wished).events, words)!
const why = (...wished: Wished[]) => after(...wished).why
const write: Wished = [3, by('bo'), samples['message.queue']]
const offer: Wished = [4, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]

test('nothing has no card', () => assert.equal(cardOf(caseId('a'), [], words), null))
test('a new case lies in its queue, owed an answer', () => {
  const one = after(opened)
  assert.deepEqual(
    [one.worker, one.team, one.level, one.why.code, one.customerName],
    [null, teamId(1), 1, 'new', 'Anna'],
  )
  assert.deepEqual(one.clock, { kind: 'first_answer', fromAt: at(0), dueAt: at(240) })
})
test('a card after more facts is the one of the whole ledger, wherever they were cut', () => {
  const wished = [...taken, write, [5, by('bo'), samples['note.add']] as Wished]
  const { events } = given(...wished)
  const steps = events.map((event, i) => ({ event, state: openedCase(fold(events.slice(0, i + 1)))! }))
  for (let cut = 1; cut <= steps.length; cut++) {
    const before = cardAfter(null, caseId('a'), steps.slice(0, cut), words)
    assert.deepEqual(
      cardAfter(before, caseId('a'), steps.slice(cut), words),
      after(...wished),
      `cut at ${cut}`,
    )
  }
})
test('a card says why the case is here, in one line', () => {
  const long = { ...samples['message.receive'], text: text(`\n ${'x'.repeat(300)}`) }
  assert.deepEqual(why(opened, [2, customer, samples['message.receive']]), {
    code: 'new',
    text: 'hi',
    at: at(2),
  })
  assert.equal(why(...taken, [2, customer, samples['message.receive']]).code, 'customer_wrote')
  assert.equal(why(opened, [2, customer, long]).text?.length, 140)
  assert.equal(why(opened, [2, customer, { ...samples['message.receive'], automatic: 'list' }]).code, 'new')
  assert.deepEqual(why(...taken), { code: 'taken', agent: agentId('bo'), at: at(1) })
  const given = { type: 'worker.assign', agent: agentId('chiara'), from: agentId('bo') } as const
  const handed = { code: 'handed_over', agent: agentId('bo'), at: at(2) }
  assert.deepEqual(why(...taken, [2, by('bo'), given]), handed)
  const noted = { ...given, note: text('calls at four') }
  assert.deepEqual(why(...taken, [2, by('bo'), noted]), { ...handed, text: 'calls at four' })
  assert.equal(why(...taken, [2, by('bo'), samples['promise.make']]).code, 'promised')
  assert.equal(why(...taken, [2, clock, samples['promise.make']]).agent, undefined)
  assert.equal(why(...taken, [2, by('bo'), samples['contact.hold']]).agent, 'agt_bo')
  assert.equal(why(...taken, [2, clock, samples['contact.hold']]).agent, undefined)
  assert.equal(why(...taken, [2, by('bo'), samples['worker.queue']]).code, 'new')
  assert.equal(why(...taken, [2, by('bo'), samples['note.add']]).code, 'taken')
})
test('a card tells what became of a message', () => {
  assert.equal(
    why(...taken, write, [4, relay, { ...samples['message.note_sent'], message: 'msg_b' }]).code,
    'replied',
  )
  const own: Wished = [3, clock, { ...samples['message.queue'], automatic: 'confirmation' }]
  assert.equal(
    why(opened, own, [4, relay, { ...samples['message.note_sent'], message: 'msg_b' }]).code,
    'new',
  )
  const failed = { ...samples['message.note_failed'], message: 'msg_b' } as const
  assert.equal(why(...taken, write, [4, relay, failed]).code, 'not_sent')
  assert.equal(why(...taken, write, [4, relay, { ...failed, final: false }]).code, 'taken')
  assert.equal(
    why(...taken, write, [4, relay, { ...samples['message.note_bounced'], message: 'msg_b' }]).code,
    'not_sent',
  )
})
test('an erased text leaves the card without it', () => {
  const erased = { ...words, text: () => null }
  const { events } = given(opened, [2, customer, samples['message.receive']])
  const one = cardOf(caseId('a'), events, erased)!
  assert.deepEqual([one.subject, one.why], ['', { code: 'new', at: at(2) }])
})
test('an offer shows whose it is, and its clock when it is nearer', () => {
  const one = after(...taken, offer)
  assert.deepEqual(one.offer, {
    handOff: 'hnd_a',
    level: 2,
    team: teamId(2),
    agent: null,
    acceptBy: at(124),
    by: agentId('bo'),
  })
  assert.deepEqual(one.clock, { kind: 'accept', fromAt: at(4), dueAt: at(124) })
  assert.equal(one.why.text, 'q')
  assert.equal(
    after(...taken, [4, by('bo'), { ...samples['hand_off.offer'], agent: agentId('marta') }]).offer?.agent,
    'agt_marta',
  )
})
test('the way of a hand-off can be read from the card', () => {
  const accept: Wished = [5, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_a' }]
  assert.equal(why(...taken, offer, [5, by('marta'), samples['hand_off.return']]).code, 'returned')
  assert.equal(why(...taken, offer, [5, by('bo'), samples['hand_off.withdraw']]).code, 'taken')
  assert.equal(why(...taken, offer, [500, clock, { type: 'clock.ring' }]).code, 'expired')
  const answered = after(...taken, offer, accept, [6, by('marta'), samples['hand_off.answer']])
  assert.deepEqual([answered.why.code, answered.level], ['to_pass_on', 1])
})
test('a waiting case says on whom, and rings on its date', () => {
  const wait: Wished = [2, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part', until: at(60) }]
  const one = after(...taken, wait)
  assert.deepEqual(
    [one.why.code, one.wait?.turn, one.clock],
    ['waiting_supplier', 'supplier', { kind: 'wait', fromAt: at(2), dueAt: at(60) }],
  )
  assert.equal(why(...taken, wait, [60, clock, { type: 'clock.ring' }]).code, 'date_came')
  assert.equal(why(...taken, wait, [50, by('bo'), { type: 'wait.end' }]).code, 'waiting_supplier')
})
test('a wish for more help stands on the card until it is answered', () => {
  const ask: Wished = [2, customer, samples['help.ask']]
  assert.deepEqual([after(...taken, ask).help, after(...taken, ask).why.code], [true, 'help_asked'])
  const held: Wished = [3, by('bo'), samples['contact.hold']]
  assert.equal(after(...taken, ask, held).help, true)
  const explained: Wished = [4, by('bo'), { type: 'help.explain', help: 'hlp_1', evidence: 'con_b' }]
  assert.equal(after(...taken, ask, held, explained).help, false)
  const raised: Wished = [5, customer, { type: 'help.reply', help: 'hlp_1', reply: 'not_content' }]
  const again = after(...taken, ask, held, explained, raised)
  assert.deepEqual([again.help, again.why.code], [true, 'help_raised'])
})
test('a solved case owes the question whether it holds; an ended one nothing, and it says how it ended', () => {
  const solve: Wished = [5, by('bo'), samples['case.solve']]
  const solved = after(...taken, solve)
  assert.deepEqual(
    [solved.clock, solved.solvedAt, solved.solvedLevel, solved.why.code],
    [{ kind: 'check_back', fromAt: at(5), dueAt: at(5 + 7 * 24 * 60) }, at(5), 1, 'solved'],
  )
  assert.deepEqual(solved.keeper, { agent: 'agt_bo', dueAt: at(5 + 7 * 24 * 60) })
  const closed = after(...taken, solve, [6, by('bo'), samples['case.close']])
  assert.deepEqual([closed.solvedAt, closed.why.code, closed.clock], [at(5), 'closed', null])
  assert.equal(after(...taken, [6, by('bo'), { type: 'case.close', reason: 'spam' }]).solvedAt, null)
  const again = after(...taken, solve, [6, by('bo'), samples['case.reopen']])
  assert.deepEqual([again.solvedAt, again.why.code, again.phase], [null, 'reopened', 'open'])
  const merged = after(...taken, [6, by('bo'), samples['case.merge']])
  assert.deepEqual([merged.into, merged.why.code], ['cas_b', 'merged'])
})
test('of several words people gave, the card names whose is due first', () => {
  const promise = (id: string, at_: number): Wished => [
    2,
    by('bo'),
    { ...samples['promise.make'], promise: id, dueAt: at(at_) } as Wished[2],
  ]
  const both = after(...taken, promise('prm_x', 60), promise('prm_y', 30), promise('prm_z', 90))
  assert.deepEqual(both.keeper, { agent: 'agt_bo', dueAt: at(30) })
})
test('the number the store gave stays on the card', () => {
  const { events, state } = given(...taken)
  const numbered = { ...cardOf(caseId('a'), events, words)!, number: 4821 }
  assert.equal(card(numbered, caseId('a'), openedCase(state)!, events.at(-1)!, words).number, 4821)
})
test('the clock looks again when the next thing falls due', () => {
  assert.equal(nextRing(given().state), null)
  assert.equal(nextRing(given(opened).state), at(240))
  assert.equal(nextRing(given(...taken, offer).state), at(124))
  assert.equal(nextRing(given(...taken, offer, [130, clock, { type: 'clock.ring' }]).state), at(240))
  assert.equal(nextRing(given(...taken, [241, clock, { type: 'clock.ring' }]).state), null)
  const promise: Wished = [2, by('bo'), { ...samples['promise.make'], dueAt: at(30) }]
  assert.equal(
    nextRing(given(...taken, promise, [31, clock, { type: 'clock.ring' }]).state),
    at(30 + 24 * 60),
  )
  assert.equal(nextRing(given(...taken, [5, by('bo'), samples['case.solve']]).state), at(5 + 7 * 24 * 60))
  assert.equal(
    nextRing(
      given(...taken, [2, by('bo'), { type: 'wait.start', turn: 'us', reason: 'visit', until: at(7) }]).state,
    ),
    at(7),
  )
})
test('the nearest of several clocks is the one that counts', () => {
  const { state } = given(...taken, offer, [5, by('bo'), { ...samples['promise.make'], dueAt: at(30) }])
  assert.deepEqual(clockOf(openedCase(state)!), { kind: 'promise', fromAt: at(5), dueAt: at(30) })
})
