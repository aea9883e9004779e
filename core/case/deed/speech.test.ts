import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { cardOf } from '#core/case/card.ts'
import { agreedWith, speechesAsked } from '#core/case/deed/speech.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { nextRing } from '#core/case/ring.ts'
import { timeline } from '#core/case/timeline.ts'
import { samples } from '#core/testing/sample.ts'
import {
  agentId,
  at,
  by,
  caseId,
  clock,
  customer,
  desk,
  given,
  opened,
  relay,
  speakingDesk,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const ring = { type: 'clock.ring' } as const
const accepted: readonly Wished[] = [
  ...taken,
  [2, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }],
  [3, by('marta'), samples['hand_off.accept']],
]
const ask: Wished = [4, by('marta'), { type: 'speech.ask', speech: 'spe_a', about: text('the log') }]
const agree = { type: 'speech.agree', speech: 'spe_a', text: text('she likes it short') } as const
const mail = samples['message.queue']
const sent = { type: 'message.note_sent', message: 'msg_b', relay: 'r' } as const
const call = samples['contact.hold']
const may_ = (wished: readonly Wished[], who = 'marta', facts = desk) =>
  may(by(who), 'message.queue', given(...wished).state, facts)
const no = { refused: 'access.may_not_speak' }

test('a specialist asks the contact, who agrees for one word', () => {
  const asked = given(...accepted, ask)
  assert.deepEqual(
    speechesAsked(asked.state as OpenedCase).map(one => [one.id, one.agent, textOf(one.about)]),
    [['spe_a', 'agt_marta', 'the log']],
  )
  assert.deepEqual(may_([...accepted, ask]), no)
  const [agreed] = asked.when(5, by('bo'), agree).then('speech.agreed')
  assert.ok(agreed?.type === 'speech.agreed')
  assert.deepEqual([agreed.agent, textOf(agreed.about)], ['agt_marta', 'the log'])
  const said: readonly Wished[] = [...accepted, ask, [5, by('bo'), agree]]
  assert.equal(may_(said), true)
  const [queued] = given(...said)
    .when(6, by('marta'), mail)
    .then('message.queued')
  assert.equal(queued?.type === 'message.queued' && queued.agreed, 'spe_a')
  given(...said, [6, by('marta'), mail])
    .when(7, relay, sent)
    .then('message.sent', 'promise.kept', 'speech.ended')
  assert.deepEqual(may_([...said, [6, by('marta'), mail], [7, relay, sent]]), no)
})
test('a word that was undone does not use up what was agreed', () => {
  const said: readonly Wished[] = [...accepted, ask, [5, by('bo'), agree]]
  const undone: Wished = [6, by('marta'), { type: 'message.withdraw', message: 'msg_b' }]
  assert.equal(may_([...said, [6, by('marta'), { ...mail, undoSeconds: 30 }], undone]), true)
})
test('what was agreed for one word lets one go, also while it has not left', () => {
  const said: readonly Wished[] = [...accepted, ask, [5, by('bo'), agree], [6, by('marta'), mail]]
  assert.deepEqual(may_(said), no)
  assert.equal(may(by('marta'), 'message.withdraw', given(...said).state, desk), true)
  assert.equal(may(by('marta'), 'promise.make', given(...said).state, desk), true)
  assert.equal(may_(said, 'marta', speakingDesk), true)
  assert.equal(may_(said, 'bo'), true)
  given(...said)
    .when(7, by('marta'), call)
    .thenRefused('access.may_not_speak')
  const until: Wished = [5, by('bo'), { ...agree, until: at(60) }]
  assert.equal(may_([...accepted, ask, until, [6, by('marta'), mail]]), true)
})
test('what was agreed until a time ends by the clock, and not with the first word', () => {
  const until: Wished = [5, by('bo'), { ...agree, until: at(60) }]
  const said: readonly Wished[] = [...accepted, ask, until]
  given(...said, [6, by('marta'), mail])
    .when(7, relay, sent)
    .then('message.sent', 'promise.kept')
  assert.equal(nextRing(given(...said).state), at(60))
  given(...said)
    .when(59, clock, ring)
    .thenNothing()
  given(...said)
    .when(60, clock, ring)
    .then('speech.ended')
  assert.deepEqual(may_([...said, [60, clock, ring]]), no)
  given(...accepted, ask)
    .when(5, by('bo'), { ...agree, until: at(5) })
    .thenRefused('promise.in_the_past')
})
test('the contact agrees unasked as well, with whom and about what', () => {
  const own = { ...samples['speech.agree'], speech: 'spe_n' } as const
  given(...accepted)
    .when(5, by('bo'), own)
    .then('speech.agreed')
  assert.equal(may_([...accepted, [5, by('bo'), own]]), true)
  const { about, ...nothing } = own
  assert.ok(about)
  given(...accepted)
    .when(5, by('bo'), nothing)
    .thenRefused('speech.not_found')
  given(...accepted)
    .when(5, by('bo'), { type: 'speech.agree', speech: 'spe_n', about })
    .thenRefused('speech.not_found')
  given(...accepted)
    .when(5, by('bo'), { ...own, agent: agentId('gone') })
    .thenRefused('agent.not_found')
  given(...accepted, [5, by('bo'), own])
    .when(6, by('bo'), { ...own, speech: 'spe_o' })
    .thenRefused('speech.already')
})
test('the contact says no with a word; a request that ended is not answered', () => {
  const decline = { type: 'speech.decline', speech: 'spe_a', because: text('I call her at two') } as const
  const declined: readonly Wished[] = [...accepted, ask, [5, by('bo'), decline]]
  given(...accepted, ask)
    .when(5, by('bo'), decline)
    .then('speech.declined')
  assert.deepEqual(may_(declined), no)
  given(...declined)
    .when(6, by('bo'), agree)
    .thenRefused('speech.ended')
  given(...declined)
    .when(6, by('bo'), decline)
    .thenRefused('speech.ended')
  given(...accepted)
    .when(6, by('bo'), decline)
    .thenRefused('speech.not_found')
  given(...declined)
    .when(6, by('marta'), { ...samples['speech.ask'], speech: 'spe_b' })
    .then('speech.asked')
})
test('what was asked or agreed is withdrawn again', () => {
  const withdraw = samples['speech.withdraw']
  const said: readonly Wished[] = [...accepted, ask, [5, by('bo'), agree]]
  given(...said)
    .when(6, by('bo'), withdraw)
    .then('speech.withdrawn')
  assert.deepEqual(may_([...said, [6, by('bo'), withdraw]]), no)
  given(...accepted, ask)
    .when(6, by('marta'), withdraw)
    .then('speech.withdrawn')
  given(...said, [6, by('bo'), withdraw])
    .when(7, by('bo'), withdraw)
    .thenRefused('speech.ended')
  given(...accepted)
    .when(7, by('bo'), withdraw)
    .thenRefused('speech.not_found')
})
test('one asks once, an agent, and where there is a contact to ask', () => {
  const again = { ...samples['speech.ask'] }
  given(...accepted, ask)
    .when(5, by('marta'), again)
    .thenRefused('speech.already')
  given(...accepted, ask, [5, by('bo'), agree])
    .when(6, by('marta'), again)
    .thenRefused('speech.already')
  given(...accepted)
    .when(5, customer, again)
    .thenRefused('agent.not_found')
  given(opened).when(5, by('bo'), again).thenRefused('contact.needed')
})
test('who asks: contact, worker, lead; who answers: the contact, who covers for him, a lead', () => {
  const { state } = given(...accepted)
  const who = (type: 'speech.ask' | 'speech.agree' | 'speech.decline' | 'speech.withdraw') =>
    ['bo', 'chiara', 'marta', 'karin'].filter(one => may(by(one), type, state, desk) === true)
  assert.deepEqual(who('speech.ask'), ['bo', 'marta', 'karin'])
  assert.deepEqual(who('speech.agree'), ['bo', 'karin'])
  assert.deepEqual(who('speech.decline'), ['bo', 'karin'])
  assert.deepEqual(who('speech.withdraw'), ['bo', 'marta', 'karin'])
})
test('what was agreed is of the one who works on it: it goes with the work', () => {
  const given_: readonly Wished[] = [...accepted, ask, [5, by('bo'), agree]]
  const answered: Wished = [6, by('marta'), samples['hand_off.answer']]
  assert.deepEqual(may_([...given_, answered]), { refused: 'access.not_contact_or_worker' })
  assert.equal(agreedWith(given(...given_).state as OpenedCase, agentId('ivan')), null)
})
test('a specialist calls with the contact on the line, or as agreed; what came in anybody logs', () => {
  const state = given(...accepted)
  state.when(5, by('marta'), call).thenRefused('access.may_not_speak')
  state.when(5, by('marta'), { ...call, reach: 'no_answer' }).then('contact.held')
  state.when(5, by('marta'), { ...call, direction: 'in' }).then('contact.held', 'promise.kept')
  const [held] = state
    .when(5, by('marta'), { ...call, joined: agentId('bo') })
    .then('contact.held', 'promise.kept')
  assert.equal(held?.type === 'contact.held' && held.joined, 'agt_bo')
  state.when(5, by('marta'), { ...call, joined: agentId('ivan') }).thenRefused('contact.not_joined')
  state.on(speakingDesk).when(5, by('marta'), call).then('contact.held', 'promise.kept')
  state.when(5, by('bo'), call).then('contact.held', 'promise.kept')
  state.when(5, by('karin'), call).then('contact.held', 'promise.kept')
  given(...accepted, ask, [5, by('bo'), agree])
    .when(6, by('marta'), call)
    .then('contact.held', 'promise.kept', 'speech.ended')
  given(...accepted, ask, [5, by('bo'), { ...agree, until: at(60) }])
    .when(6, by('marta'), call)
    .then('contact.held', 'promise.kept')
})
test('the card and the ledger say what is asked and what became of it', () => {
  const names = { text: textOf, customerName: 'Anna', organisationName: null }
  const why = (...wished: readonly Wished[]) => cardOf(caseId('a'), given(...wished).events, names)?.why
  assert.deepEqual([why(...accepted, ask)?.code, why(...accepted, ask)?.text], ['speech_asked', 'the log'])
  const said = [...accepted, ask, [5, by('bo'), agree]] as const
  assert.equal(why(...said)?.code, 'taken')
  const withdrawn = [...said, [6, by('bo'), samples['speech.withdraw']]] as const
  assert.equal(why(...withdrawn)?.code, 'taken')
  const decline: Wished = [5, by('bo'), samples['speech.decline']]
  assert.equal(why(...accepted, ask, decline)?.code, 'taken')
  const recorded = given(...withdrawn).events.map((event, i) => ({ ...event, seq: i + 1 }))
  assert.deepEqual(
    timeline(recorded)
      .flatMap(one => (one.kind === 'change' ? [one.event.type] : []))
      .slice(-3),
    ['speech.asked', 'speech.agreed', 'speech.withdrawn'],
  )
})
