import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { cardOf } from '#core/case/card.ts'
import { openedCase } from '#core/case/case.ts'
import { untoldNews } from '#core/case/deed/pass-on.ts'
import { nextRing } from '#core/case/ring.ts'
import { samples } from '#core/testing/sample.ts'
import {
  assessAs,
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  given,
  opened,
  relay,
  taken,
  teamId,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const ring = { type: 'clock.ring' } as const
const offer: Wished = [2, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }]
const accept: Wished = [3, by('marta'), samples['hand_off.accept']]
const answered: readonly Wished[] = [...taken, offer, accept, [4, by('marta'), samples['hand_off.answer']]]
const mail = { ...samples['message.queue'], tells: ['nws_1'] } as const
const sent = { type: 'message.note_sent', message: 'msg_b', relay: 'r' } as const
const names = { text: textOf, customerName: 'Anna', organisationName: null }

const waiting = (...wished: Wished[]) => {
  const { state } = given(...wished)
  return state.phase === 'unopened' ? [] : untoldNews(state).map(([id, one]) => [id, one.what])
}

test('what a specialist answers waits for the contact to pass on, by a time that severity gives', () => {
  const [, , news] = given(...taken, offer, accept)
    .when(4, by('marta'), samples['hand_off.answer'])
    .then('hand_off.answered', 'worker.assigned', 'news.arose')
  assert.ok(news?.type === 'news.arose')
  assert.deepEqual(
    [news.what, news.about, textOf(news.tell!), news.dueAt],
    ['answered', 'hnd_a', 't', at(4 + 240)],
  )
  const severe: Wished = [3, by('bo'), assessAs(1)]
  const urgent = given(...taken, offer, accept, severe, [4, by('marta'), samples['hand_off.answer']])
  const { state } = urgent
  assert.equal(state.phase === 'open' && untoldNews(state)[0]![1].dueAt, at(19))
})
test('a step that worked, a question answered, a note marked for it, a promise moved are news, too', () => {
  const specialist: readonly Wished[] = [...taken, offer, accept]
  const ask: Wished = [4, by('bo'), { type: 'question.add', question: 'que_a', text: text('?') }]
  const promise: Wished = [
    4,
    by('bo'),
    { type: 'promise.make', promise: 'prm_a', topic: text('t'), means: 'phone', dueAt: at(500) },
  ]
  assert.deepEqual(
    waiting(
      ...specialist,
      ask,
      promise,
      [5, by('marta'), samples['step.try']],
      [6, by('marta'), samples['question.answer']],
      [7, by('marta'), { ...samples['note.add'], tell: true }],
      [8, by('marta'), samples['promise.move']],
    ).map(([, what]) => what),
    ['worked', 'question', 'note', 'moved'],
  )
})
test('that an expert of level 3 has it is news; that level 2 has it the customer reads anyway', () => {
  assert.deepEqual(waiting(...taken, offer, accept), [])
  const deeper: Wished = [4, by('marta'), { ...samples['hand_off.offer'], team: teamId(3) }]
  const expert: Wished = [5, by('jordi'), { type: 'hand_off.accept', handOff: 'hnd_b' }]
  assert.deepEqual(waiting(...taken, offer, accept, deeper, expert), [['nws_1', 'expert']])
  const { events } = given(...taken, offer, accept, deeper, expert)
  const why = cardOf(caseId('a'), events, names)?.why
  assert.deepEqual([why?.code, why?.text], ['to_pass_on', undefined])
})
test('what the contact records himself is no news to him; nor is what tells the customer nothing', () => {
  const state = given(...taken)
  state.when(5, by('bo'), samples['step.try']).then('step.tried')
  state.when(5, by('marta'), samples['note.add']).then('note.added')
  state.when(5, by('marta'), { ...samples['step.try'], outcome: 'no_change' }).then('step.tried')
  state.when(5, customer, samples['question.add']).then('question.added')
  given(opened).when(5, by('bo'), samples['step.try']).then('step.tried')
  const house = openedCase(given(...taken).state)!
  const moved = { type: 'promise.move', promise: Object.keys(house.promises)[0], to: 'prm_z' } as object
  const move = { ...samples['promise.move'], ...moved, dueAt: at(600) }
  state.when(5, by('marta'), move).then('promise.moved', 'promise.made')
})
test('a solved case passes nothing on', () => {
  const solved = given(...answered, [5, by('bo'), { type: 'case.solve', fix: text('f') }])
  solved.when(6, by('marta'), { ...samples['note.add'], tell: true }).then('note.added')
  assert.deepEqual(waiting(...answered, [5, by('bo'), { type: 'case.solve', fix: text('f') }]), [])
})
test('a message that names it passes it on once it has left, and not before', () => {
  given(...answered, [5, by('bo'), mail])
    .when(6, relay, sent)
    .then('message.sent', 'promise.kept', 'news.passed_on')
  assert.deepEqual(waiting(...answered, [5, by('bo'), mail]), [['nws_1', 'answered']])
  assert.deepEqual(waiting(...answered, [5, by('bo'), mail], [6, relay, sent]), [])
  const failed: Wished = [
    6,
    relay,
    { type: 'message.note_failed', message: 'msg_b', reason: 'r', final: true },
  ]
  assert.deepEqual(waiting(...answered, [5, by('bo'), mail], failed), [['nws_1', 'answered']])
})
test('a word that names nothing passes nothing on', () => {
  const plain = { ...mail, tells: [] }
  const [queued] = given(...answered)
    .when(5, by('bo'), plain)
    .then('message.queued')
  assert.ok(queued && !('tells' in queued))
  assert.deepEqual(waiting(...answered, [5, by('bo'), plain], [6, relay, sent]), [['nws_1', 'answered']])
})
test('a customer who was reached has heard it; one who was not has not', () => {
  const call = { ...samples['contact.hold'], tells: ['nws_1'] } as const
  assert.deepEqual(waiting(...answered, [5, by('bo'), call]), [])
  assert.deepEqual(waiting(...answered, [5, by('bo'), { ...call, reach: 'no_answer' }]), [
    ['nws_1', 'answered'],
  ])
  given(...answered, [5, by('bo'), call])
    .when(6, by('bo'), { ...call, contact: 'con_c' })
    .thenRefused('news.not_found')
  given(...answered, [5, by('bo'), mail], [6, by('bo'), call])
    .when(7, relay, sent)
    .then('message.sent')
})
test('where there is nothing to tell, the contact says why', () => {
  const aside = { type: 'news.set_aside', news: ['nws_1'], because: text('he told her himself') } as const
  given(...answered)
    .when(5, by('bo'), aside)
    .then('news.set_aside')
  assert.deepEqual(waiting(...answered, [5, by('bo'), aside]), [])
  given(...answered, [5, by('bo'), aside])
    .when(6, by('bo'), aside)
    .thenRefused('news.not_found')
  given(...answered)
    .when(6, by('bo'), { ...aside, news: [] })
    .thenNothing()
  given(...answered)
    .when(6, by('bo'), { ...mail, tells: ['nws_9'] })
    .thenRefused('news.not_found')
})
test('only the contact, who covers for him or a lead says that there is nothing to tell', () => {
  const { state } = given(...answered)
  const right = (who: string) => may(by(who), 'news.set_aside', state, desk)
  assert.deepEqual([right('bo'), right('karin')], [true, true])
  assert.deepEqual(right('marta'), { refused: 'access.not_contact_or_worker' })
})
test('a note that is struck is not told any more', () => {
  const note: Wished = [4, by('marta'), { ...samples['note.add'], tell: true }]
  const strike: Wished = [5, by('marta'), { type: 'note.strike', note: 'not_b', because: text('wrong') }]
  assert.deepEqual(waiting(...taken, note, strike), [])
})
test('news nobody passes on in time is marked late, once', () => {
  const { state } = given(...answered)
  assert.equal(nextRing(state), at(240), 'the house has to answer first')
  given(...answered)
    .when(243, clock, ring)
    .then('promise.late')
  given(...answered)
    .when(244, clock, ring)
    .then('promise.late', 'news.late')
  given(...answered, [244, clock, ring])
    .when(300, clock, ring)
    .thenNothing()
  assert.notEqual(nextRing(given(...answered, [244, clock, ring]).state), at(244))
})
test('the card says how much waits, what it is, and by when', () => {
  const { events } = given(...answered, [5, by('marta'), samples['step.try']])
  const card = cardOf(caseId('a'), events, names)
  assert.deepEqual(card?.untold, { count: 2, what: 'answered', at: at(4), dueAt: at(244) })
  assert.deepEqual([card.why.code, card.why.agent, card.why.text], ['to_pass_on', 'agt_marta', 'w'])
  const all = { ...samples['contact.hold'], tells: ['nws_1', 'nws_2'] } as const
  const told = given(...answered, [5, by('marta'), samples['step.try']], [6, by('bo'), all])
  assert.equal(cardOf(caseId('a'), told.events, names)?.untold, undefined)
})
test('what was set aside no longer says why the case is here', () => {
  const aside = { type: 'news.set_aside', news: ['nws_1'], because: text('b') } as const
  const why = (...more: Wished[]) => cardOf(caseId('a'), given(...answered, ...more).events, names)?.why.code
  assert.equal(why([5, by('bo'), aside]), 'taken')
  assert.equal(why([5, by('bo'), samples['worker.queue']], [6, by('bo'), aside]), 'new')
  assert.equal(
    cardOf(
      caseId('a'),
      given(...answered, [5, by('bo'), samples['worker.queue']], [6, by('bo'), aside]).events,
      names,
    )?.untold,
    undefined,
  )
})
