// A request for more help: asked, taken up, and ended by exactly one of passed on, explained, withdrawn.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardOf, clockOf } from '#core/case/card.ts'
import { type Command, evolve, fold } from '#core/case/case.ts'
import { openHelp } from '#core/case/deed/help-facts.ts'
import type { Event } from '#core/case/event.ts'
import { nextRing } from '#core/case/ring.ts'
import type { OpenedCase } from '#core/case/state.ts'
import type { HandOffId, HelpId, MessageId } from '#core/kit/id.ts'
import { samples, summary } from '#core/testing/sample.ts'
import {
  at,
  by,
  caseId,
  clock,
  customer,
  given,
  relay,
  taken,
  teamId,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const bo = by('bo')
const help: HelpId = 'hlp_1'
const ask = (more: object = {}): Command => ({ type: 'help.ask', reason: 'leads_nowhere', ...more })
const asked: Wished = [2, customer, ask({ text: text('again') })]
const write = (message: MessageId): Command => ({ ...samples['message.queue'], message })
const sent = (message: MessageId): Command => ({ type: 'message.note_sent', message, relay: 'r' })
const hold = (more: object = {}): Command => ({ ...samples['contact.hold'], ...more }) as Command
const explain = (evidence: 'msg_a' | 'con_b' | 'msg_in'): Command => ({
  type: 'help.explain',
  help,
  evidence,
})
const offer: Command = {
  type: 'hand_off.offer',
  handOff: 'hnd_b',
  team: teamId(2),
  question: text('q'),
  summary,
}
const passOn = (handOff: HandOffId = 'hnd_b'): Command => ({ type: 'help.pass_on', help, handOff })
const reply = (said: 'content' | 'not_content', more: object = {}): Command => ({
  type: 'help.reply',
  help,
  reply: said,
  ...more,
})
const solve: Command = { type: 'case.solve', fix: text('f') }
const close: Command = { type: 'case.close', reason: 'spam' }
const helpOf = (state: ReturnType<typeof fold>) => (state as OpenedCase).help

test('it is owed an answer by the minutes of its severity, and says so to the customer', () => {
  const [event, promise] = given(...taken)
    .when(2, customer, ask())
    .then('help.asked', 'promise.made')
  assert.ok(event?.type === 'help.asked' && promise?.type === 'promise.made')
  assert.deepEqual([event.help, event.answerBy, promise.dueAt], [help, at(62), at(62)])
  const { state, events } = given(...taken, asked)
  assert.deepEqual(clockOf(state as OpenedCase), { kind: 'help', fromAt: at(2), dueAt: at(62) })
  assert.equal(nextRing(state), at(62))
  const words = { text: textOf, customerName: 'Anna', organisationName: null }
  const card = cardOf(caseId('a'), events, words)
  assert.deepEqual([card?.help, card?.why.code], [true, 'help_asked'])
})

test('an ordinary message or call does not settle it, and the case does not end without an answer', () => {
  const spoken = [
    ...taken,
    asked,
    [3, bo, write('msg_a')],
    [4, relay, sent('msg_a')],
    [5, bo, hold()],
  ] as const
  const one = given(...spoken)
  assert.ok(openHelp(one.state as OpenedCase))
  one.when(6, bo, solve).thenRefused('help.unanswered')
  one.when(6, bo, close).thenRefused('help.unanswered')
  one.when(6, bo, { type: 'case.merge', into: caseId('b'), itself: false }).thenRefused('help.unanswered')
})

test('the customer who closes it himself needs no answer any more', () => {
  given(...taken, asked)
    .when(6, customer, { type: 'case.close', reason: 'withdrawn' })
    .then('promise.withdrawn', 'promise.withdrawn', 'case.closed', 'help.withdrawn')
})

test('it is taken up once, by who has it', () => {
  const take: Command = { type: 'help.take_up', help }
  const one = given(...taken, asked)
  one.when(3, bo, take).then('help.taken_up')
  const up = given(...taken, asked, [3, bo, take])
  up.when(4, by('karin'), take).thenNothing()
  assert.equal(helpOf(up.state)?.takenUpBy, 'agt_bo')
  assert.equal(helpOf(up.state)?.standing, 'taken_up')
  const byDesk = given(...taken, asked, [3, relay, take])
  assert.equal(helpOf(byDesk.state)?.takenUpBy, null)
  const other = { ...take, help: 'hlp_9' } as Command
  one.when(3, bo, other).thenRefused('help.not_found')
  given(...taken)
    .when(3, bo, take)
    .thenRefused('help.not_found')
})

test('a message that explains ends it when it has left, not before', () => {
  const written = [...taken, asked, [3, bo, write('msg_a')]] as const
  given(...written)
    .when(3, bo, explain('msg_a'))
    .then('help.answering')
  const answering = [...written, [3, bo, explain('msg_a')]] as const
  const one = given(...answering)
  one.when(4, bo, explain('msg_a')).thenNothing()
  one.when(4, bo, solve).thenRefused('help.unanswered')
  one.when(4, relay, sent('msg_a')).then('message.sent', 'promise.kept', 'promise.kept', 'help.explained')
  // Another message that leaves ends nothing.
  const two = given(...answering, [4, bo, write('msg_c')], [5, relay, sent('msg_c')])
  assert.equal(helpOf(two.state)?.standing, 'asked')
  const done = given(...answering, [4, relay, sent('msg_a')])
  assert.equal(helpOf(done.state)?.standing, 'explained')
  done.when(5, bo, solve).then('case.solved', 'check_back.planned')
  done.when(5, bo, explain('msg_a')).thenRefused('help.ended')
})

test('what explains must have been said to the customer since he asked', () => {
  const before = given(...taken, [1, bo, write('msg_a')], asked)
  before.when(3, bo, explain('msg_a')).thenRefused('help.not_told')
  before.when(3, bo, explain('con_b')).thenRefused('help.not_told')
  before.when(3, bo, explain('msg_in')).thenRefused('help.not_told')
  const failed: Command = { type: 'message.note_failed', message: 'msg_a', reason: 'r', final: true }
  given(...taken, asked, [3, bo, write('msg_a')], [4, relay, failed])
    .when(5, bo, explain('msg_a'))
    .thenRefused('help.not_told')
  given(...taken, asked, [3, bo, hold({ reach: 'voicemail' })])
    .when(5, bo, explain('con_b'))
    .thenRefused('help.not_told')
  given(...taken, asked, [3, bo, write('msg_a')], [4, relay, sent('msg_a')])
    .when(5, bo, explain('msg_a'))
    .then('help.explained')
})

const told = [...taken, asked, [3, bo, hold()], [4, bo, explain('con_b')]] as const

test('what he says to the answer is kept, once; of what an agent reports the words are named', () => {
  const one = given(...told)
  one.when(5, customer, reply('content')).then('help.replied')
  one.when(5, bo, reply('content')).thenRefused('help.words_missing')
  one.when(5, bo, reply('content', { evidence: 'con_b' })).then('help.replied')
  const content = given(...told, [5, customer, reply('content')])
  content.when(6, customer, reply('content')).thenNothing()
  content.when(6, customer, reply('not_content')).thenRefused('help.ended')
  given(...taken, asked)
    .when(5, customer, reply('content'))
    .thenRefused('help.not_explained')
  given(...taken)
    .when(5, customer, reply('content'))
    .thenRefused('help.not_found')
})

test('not content, it goes to a lead, with a time of its own; only a lead explains again', () => {
  const [, raised] = given(...told)
    .when(5, customer, reply('not_content'))
    .then('help.replied', 'help.raised', 'promise.made')
  assert.ok(raised?.type === 'help.raised' && raised.answerBy === at(65))
  const one = given(...told, [5, customer, reply('not_content')], [6, bo, hold({ contact: 'con_c' })])
  assert.equal(helpOf(one.state)?.standing, 'raised')
  one.when(7, bo, solve).thenRefused('help.unanswered')
  const again = { ...explain('con_b'), evidence: 'con_c' } as Command
  one.when(7, bo, again).thenRefused('help.lead_answers')
  one.when(7, by('karin'), again).then('help.explained')
  one.when(7, relay, again).then('help.explained')
  one.when(7, bo, { type: 'help.take_up', help }).then('help.taken_up')
  const up = given(...told, [5, customer, reply('not_content')], [6, bo, { type: 'help.take_up', help }])
  assert.equal(helpOf(up.state)?.standing, 'raised', 'it stays with a lead whoever has read it')
})

test('not content after it was solved opens the case again', () => {
  const promise: Command = {
    type: 'promise.make',
    promise: 'prm_a',
    topic: text('t'),
    means: 'phone',
    dueAt: at(500),
  }
  given(...told, [5, bo, solve])
    .when(6, customer, reply('not_content'))
    .then('help.replied', 'check_back.ended', 'case.reopened', 'help.raised', 'promise.made')
  given(...told, [5, bo, promise])
    .when(6, customer, reply('not_content'))
    .then('help.replied', 'help.raised')
})

test('passed on, it ends when the hand-off is accepted; returned, it still waits', () => {
  const offered = [...taken, asked, [3, bo, offer]] as const
  given(...offered)
    .when(3, bo, passOn())
    .then('help.answering')
  const one = given(...offered, [3, bo, passOn()])
  one.when(4, bo, passOn()).thenNothing()
  one
    .when(4, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_b' })
    .then('hand_off.accepted', 'worker.assigned', 'help.passed_on')
  const back: Command = {
    type: 'hand_off.return',
    handOff: 'hnd_b',
    reason: 'level_1_can',
    nextAct: text('n'),
  }
  const returned = given(...offered, [3, bo, passOn()], [4, by('marta'), back])
  assert.equal(helpOf(returned.state)?.standing, 'asked')
  returned.when(5, bo, passOn()).thenRefused('hand_off.ended')
  const accepted = given(...offered, [4, by('marta'), { type: 'hand_off.accept', handOff: 'hnd_b' }])
  accepted.when(5, by('marta'), passOn()).then('help.passed_on')
  given(...taken, asked)
    .when(3, bo, passOn())
    .thenRefused('hand_off.not_found')
  given(...taken, [1, bo, offer], asked)
    .when(3, bo, passOn())
    .thenRefused('hand_off.not_found')
  given(...taken)
    .when(3, bo, passOn())
    .thenRefused('help.not_found')
  given(...taken)
    .when(3, bo, explain('con_b'))
    .thenRefused('help.not_found')
})

test('only the customer withdraws it; an agent names the words in which he did', () => {
  const withdraw = (evidence?: string): Command => ({ type: 'help.withdraw', help, evidence }) as Command
  const wrote: Wished = [
    3,
    customer,
    {
      type: 'message.receive',
      message: 'msg_in',
      channel: 'email',
      from: 'cus_anna',
      text: text('never mind'),
      attached: [],
      automatic: null,
    },
  ]
  given(...taken, asked)
    .when(3, customer, withdraw())
    .then('help.withdrawn')
  given(...taken, asked)
    .when(3, bo, withdraw())
    .thenRefused('help.words_missing')
  given(...taken, asked, wrote)
    .when(4, bo, withdraw('msg_in'))
    .then('help.withdrawn')
  given(...taken, asked, [3, bo, write('msg_a')])
    .when(4, bo, withdraw('msg_a'))
    .thenRefused('help.words_missing')
  const over = given(...taken, asked, [3, customer, withdraw()])
  over.when(4, customer, withdraw()).thenNothing()
  over.when(4, bo, solve).then('promise.withdrawn', 'promise.withdrawn', 'case.solved', 'check_back.planned')
  // Asked anew it is another request.
  const [again] = over.when(5, customer, ask()).then('help.asked', 'promise.made')
  assert.ok(again?.type === 'help.asked' && again.help !== help && !again.joins)
})

test('asked again while one is open it is the same request, wanted sooner', () => {
  const [event] = given(...taken, asked)
    .when(10, customer, ask({ reason: 'getting_worse' }))
    .then('help.asked')
  assert.ok(event?.type === 'help.asked')
  assert.deepEqual([event.help, event.joins, event.answerBy], [help, true, at(40)])
  const one = given(...taken, asked, [10, customer, ask({ reason: 'getting_worse' })])
  const state = helpOf(one.state)
  assert.deepEqual(
    [state?.times, state?.reason, state?.answerBy, state?.at],
    [2, 'getting_worse', at(40), at(2)],
  )
  const [late] = given(...taken, asked)
    .when(60, customer, ask())
    .then('help.asked')
  assert.ok(late?.type === 'help.asked' && late.answerBy === at(62), 'never later than before')
  // Where nothing is promised any more, the time is promised again.
  given(...taken, asked, [3, bo, hold()])
    .when(10, customer, ask())
    .then('help.asked', 'promise.made')
})

test('not answered in time it is marked once, and again after it was raised', () => {
  const ring: Command = { type: 'clock.ring' }
  given(...taken, asked)
    .when(61, clock, ring)
    .thenNothing()
  given(...taken, asked)
    .when(62, clock, ring)
    .then('promise.late', 'help.late')
  const late = given(...taken, asked, [62, clock, ring])
  late.when(63, clock, ring).thenNothing()
  given(...told, [5, customer, reply('not_content')])
    .when(65, clock, ring)
    .then('promise.late', 'help.late')
})

test('a request of before requests had names is settled by any word, and holds nothing up', () => {
  const old: Event = {
    type: 'help.asked',
    reason: 'getting_worse',
    answerBy: at(60),
    at: at(2),
    by: customer,
  }
  const events = (...wished: Wished[]) => given(...taken, ...wished).events
  const state = (ledger: readonly Event[]) => fold(ledger) as OpenedCase
  const asked = state([...events(), old])
  assert.equal(openHelp(asked)?.id, null)
  assert.notEqual(nextRing(asked), at(60))
  const held = given(...taken, [3, bo, hold()]).events.at(-1) as Event
  const called = evolve(asked, given(...taken, [3, bo, hold()]).events.find(e => e.type === 'contact.held')!)
  assert.ok(held)
  assert.equal((called as OpenedCase).help?.standing, 'settled')
  const letters = given(...taken, [3, bo, write('msg_a')], [4, relay, sent('msg_a')]).events
  const written = letters.filter(e => e.type === 'message.queued' || e.type === 'message.sent')
  assert.equal(state([...events(), old, ...written]).help?.standing, 'settled')
})

test('a fact about another request than the newest changes nothing', () => {
  const { state } = given(...taken, asked)
  const after = evolve(state, { type: 'help.late', help: 'hlp_9', at: at(9), by: clock })
  assert.deepEqual(helpOf(after), helpOf(state))
  const none = given(...taken).state
  assert.equal(helpOf(evolve(none, { type: 'help.late', help, at: at(9), by: clock })), null)
})

test('asked in a mail or call it says in which', () => {
  const [event] = given(...taken, [2, bo, hold({ direction: 'in' })])
    .when(3, bo, ask({ from: 'con_b', help: 'hlp_own' }))
    .then('help.asked', 'promise.made')
  assert.ok(event?.type === 'help.asked')
  assert.deepEqual([event.from, event.help], ['con_b', 'hlp_own'])
})
