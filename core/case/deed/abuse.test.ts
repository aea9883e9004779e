// An abusive contact: marked, warned, ended on a lead's word and taken up again; and what nobody may do.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#core/access/may.ts'
import { evolve, openedCase as maybeOpened } from '#core/case/case.ts'
import type { Case, OpenedCase } from '#core/case/state.ts'
import { abuseOf, endedContact } from '#core/case/abuses.ts'
import type { AbuseEntry } from '#core/case/abuse-entry.ts'
import type { Event } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { aboutOf, holderOf, isSettled, type Telling } from '#core/notice/notice.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, customer, desk, given, taken, text, type Wished } from '#core/testing/world.ts'

const openedCase = (state: Case) => maybeOpened(state) as OpenedCase
const bo = by('bo')
const karin = by('karin')
const abuse = 'abu_a' as const
const marked: readonly Wished[] = [...taken, [2, bo, { ...samples['abuse.mark'], abuse }]]
const warned: readonly Wished[] = [...marked, [3, bo, samples['abuse.warn']]]
const asked: readonly Wished[] = [...warned, [4, bo, samples['contact_end.ask']]]
const ended: readonly Wished[] = [...asked, [5, karin, { ...samples['contact_end.grant'], letter: second() }]]
function second() {
  return { message: 'msg_end', text: text('end'), channel: 'email' } as const
}
const entryOf = (...wished: readonly Wished[]) =>
  timeline(given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))).find(
    one => one.kind === 'abuse',
  ) as AbuseEntry

test('a warning is a letter of the desk, once; it keeps no promise', () => {
  given(...marked)
    .when(3, bo, samples['abuse.warn'])
    .then('abuse.warned', 'message.queued')
  given(...warned)
    .when(4, bo, samples['abuse.warn'])
    .thenRefused('abuse.warned_before')
  given(...taken)
    .when(3, bo, samples['abuse.warn'])
    .thenRefused('abuse.not_found')
})

test('an end is asked for after a warning; after a threat at once; and once only', () => {
  given(...marked)
    .when(3, bo, samples['contact_end.ask'])
    .thenRefused('contact_end.not_warned')
  given(...taken, [2, bo, { ...samples['abuse.mark'], abuse, kind: 'threat' }])
    .when(3, bo, samples['contact_end.ask'])
    .then('contact_end.asked')
  given(...asked)
    .when(5, bo, samples['contact_end.ask'])
    .thenRefused('contact_end.asked_before')
  given(...taken)
    .when(3, bo, samples['contact_end.ask'])
    .thenRefused('abuse.not_found')
})

test('nobody decides what he asked himself, or what nobody asked', () => {
  given(...warned, [4, karin, samples['contact_end.ask']])
    .when(5, karin, samples['contact_end.grant'])
    .thenRefused('contact_end.own')
  given(...warned, [4, karin, samples['contact_end.ask']])
    .when(5, karin, samples['contact_end.refuse'])
    .thenRefused('contact_end.own')
  given(...warned)
    .when(5, karin, samples['contact_end.grant'])
    .thenRefused('contact_end.not_asked')
})

test('ending withdraws what was promised and writes to the customer; then nobody writes until it is lifted', () => {
  const promised: Wished = [2, bo, { ...samples['promise.make'], promise: 'prm_x', dueAt: at(900) }]
  const facts = given(...asked, [4, bo, promised[2]]).when(5, karin, {
    ...samples['contact_end.grant'],
    letter: second(),
  }).outcome as readonly Event[]
  const types = facts.map(one => one.type)
  assert.deepEqual([types[0], types.at(-1)], ['contact_end.granted', 'message.queued'])
  assert.ok(facts.some(one => one.type === 'promise.withdrawn' && one.promise === 'prm_x'))
  const after = given(...ended)
  assert.equal(endedContact(openedCase(after.state)), true)
  after.when(6, bo, samples['message.queue']).thenRefused('contact_end.stands')
  after.when(6, bo, { ...samples['abuse.mark'], abuse: 'abu_b' }).then('abuse.marked')
  const again = given(...ended, [6, bo, { ...samples['abuse.mark'], abuse: 'abu_b' }])
  again.when(7, bo, { ...samples['abuse.warn'], abuse: 'abu_b' }).thenRefused('contact_end.stands')
  again.when(7, bo, { ...samples['contact_end.ask'], abuse: 'abu_b' }).thenRefused('contact_end.stands')
  const lifted = given(...ended, [7, karin, samples['contact_end.lift']])
  assert.equal(endedContact(openedCase(lifted.state)), false)
  assert.ok(Array.isArray(lifted.when(8, bo, samples['message.queue']).outcome))
  lifted.when(8, karin, samples['contact_end.lift']).thenRefused('contact_end.not_ended')
  given(...asked, [5, karin, samples['contact_end.refuse']])
    .when(6, karin, samples['contact_end.lift'])
    .thenRefused('contact_end.not_ended')
})

test('a lead decides, nobody else; what is unknown changes nothing', () => {
  const state = openedCase(given(...asked).state)
  for (const type of ['contact_end.grant', 'contact_end.refuse', 'contact_end.lift'] as const) {
    assert.equal(may(bo, type, state, desk) === true, false, type)
    assert.equal(may(karin, type, state, desk), true, type)
  }
  const stray = { ...samples['abuse.warn'], type: 'abuse.warned', message: 'msg_x', at: at(9), by: bo }
  const same = evolve(state, { ...stray, abuse: 'abu_none' } as unknown as Event)
  assert.equal(abuseOf(openedCase(same), 'abu_none'), undefined)
  const unasked = { type: 'contact_end.granted', abuse, message: 'msg_x', at: at(9), by: karin } as Event
  const decided = openedCase(evolve(given(...marked).state, unasked))
  assert.deepEqual(abuseOf(decided, abuse)?.end, { standing: 'granted', askedBy: null })
  const nowhere = evolve(given(...taken).state, unasked)
  assert.equal(endedContact(openedCase(nowhere)), false)
  const byDesk = given(...taken, [2, clock, { ...samples['abuse.mark'], abuse }])
  assert.equal(abuseOf(openedCase(byDesk.state), abuse)?.markedBy, null)
})

test('the entry says what was said, the warning, and each step of the end', () => {
  const entry = entryOf(...ended, [6, karin, samples['contact_end.lift']])
  assert.deepEqual([entry.what, entry.warned?.by], ['insult', bo])
  assert.deepEqual(
    entry.ends.map(one => [one.standing, one.words?.text ?? null]),
    [
      ['asked', 'txt_because'],
      ['granted', null],
      ['lifted', 'txt_because'],
    ],
  )
  assert.equal(entryOf(...asked, [5, karin, samples['contact_end.refuse']]).ends.at(-1)?.standing, 'refused')
})

test('who leads is asked; whoever asked hears; nobody is told what is settled', () => {
  const { state, events } = given(...asked)
  const one = openedCase(state)
  const telling = events.find(event => event.type === 'contact_end.asked') as Telling
  assert.deepEqual([holderOf(one, telling), isSettled(one, telling)], [null, false])
  assert.match(aboutOf(telling), /^abu_a\./)
  const after = given(...ended)
  const granted = after.events.find(event => event.type === 'contact_end.granted') as Telling
  const done = openedCase(after.state)
  assert.deepEqual([holderOf(done, granted), isSettled(done, granted)], ['agt_bo', true])
  const bare = openedCase(given(...taken, [2, customer, samples['message.receive']]).state)
  assert.deepEqual([holderOf(bare, granted), isSettled(bare, telling)], [null, true])
})
