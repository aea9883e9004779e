// Who never answers: a wait without a date has a longest length, and the case comes back by itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardAfter, cardSteps } from '#core/case/card.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import { nextRing } from '#core/case/ring.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { aboutOf, dueOf, holderOf, isSettled, isTelling, kindOf, wokenLateMs } from '#core/notice/notice.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import { asks, clocks, left, minutesOf, of, reply, ring, run, take } from '#core/testing/clocked-play.ts'
import { goesOn, joins } from '#core/testing/parting.ts'
import { assessAs, at, by, caseId, clock, relay, settingAt, type Wished } from '#core/testing/world.ts'

const day = 24 * 60
/** Ten business days after Thursday at 10 it is a Thursday, two weeks later. */
const twoWeeks = 14 * day
const severe: readonly Wished[] = [judged, take, [2, by('bo'), assessAs(2)]]
const asked = (minute = 10, wait: object = asks): readonly Wished[] => [
  ...reply(minute, 'msg_a', wait),
  left(minute),
]
const waits = [...severe, ...asked()]
const rung = (minute: number): Wished => [minute, clock, ring]
const waitOf = ({ state }: { state: OpenedCase }) => (state.phase === 'open' ? state.wait : null)
const cure = (state: OpenedCase) => {
  const [one] = clocks(state, 'resolution')
  return [one?.standing, one && one.pausedMs / 3_600_000, one && minutesOf(one.dueAt)]
}

test('a question without a date is waited for ten business days; an agreed date stands as it is', () => {
  const one = waitOf(run(waits))
  assert.deepEqual([one?.until, minutesOf(one?.atMost)], [null, 10 + twoWeeks])
  assert.equal(minutesOf(nextRing(run(waits).state)), 10 + twoWeeks)
  const date = waitOf(run([...severe, ...asked(10, { wait: { ...asks.wait, until: at(60 * day) } })]))
  assert.deepEqual([minutesOf(date?.until), date?.atMost], [60 * day, undefined])
})

test('how long is a setting of the desk, in days that its calendar works', () => {
  const most = (changes: object) => minutesOf(waitOf(run(waits, { ...clockedDesk, ...changes }))?.atMost)
  assert.deepEqual(most({ waitDays: 1 }), 10 + day, 'Friday')
  assert.deepEqual(most({ waitDays: 2 }), 10 + 4 * day, 'over the weekend')
})

test('the clocks of the cure go on from then, an update is owed, and he has a next word', () => {
  const inTime = run([...waits, rung(10 + twoWeeks)])
  assert.deepEqual(
    of(inTime.events, 'wait.ended').map(({ how, until }) => [how, until]),
    [['too_long', undefined]],
  )
  assert.equal(waitOf(inTime), null)
  assert.equal(cure(inTime.state)[0], 'running')
  const [first] = clocks(inTime.state, 'periodic_update').slice(-1)
  assert.deepEqual([first?.standing, minutesOf(first?.from)], ['running', 10 + twoWeeks])
  const next = nextWord(inTime.state, inTime.events.slice(-4), settingAt(at(10 + twoWeeks), clockedDesk))
  assert.deepEqual(
    of(next, 'promise.made').map(one => [one.to, minutesOf(one.dueAt)]),
    [['cus_anna', minutesOf(first?.dueAt)]],
  )
  // A node that wakes late counts from the same instant.
  const late = run([...waits, rung(13 + twoWeeks)])
  assert.deepEqual(
    of(late.events, 'wait.ended').map(({ how, until }) => [how, minutesOf(until)]),
    [['too_long', 10 + twoWeeks]],
  )
  assert.deepEqual(cure(late.state), cure(inTime.state))
})

test('asked once more, or in a call, he is waited for from then on', () => {
  const again: readonly Wished[] = [
    [12, relay, { type: 'message.note_failed', message: 'msg_a', reason: 'r', final: true }],
    [70, by('bo'), { type: 'message.send_again', message: 'msg_a', to: 'cus_anna' }],
  ]
  const wait = waitOf(run([...severe, ...reply(10, 'msg_a', asks), ...again]))
  assert.deepEqual([minutesOf(wait?.since), minutesOf(wait?.atMost)], [70, 70 + twoWeeks])
})

test('whoever works on the case is told that it is his turn, with the reason; the queue says so, too', () => {
  const { events, state } = run([...waits, rung(10 + twoWeeks)])
  const told = events.filter(isTelling).filter(one => one.type === 'wait.ended')
  assert.deepEqual(
    told.map(one => [
      holderOf(state, one),
      kindOf(one),
      isSettled(state, one),
      aboutOf(one),
      dueOf(state, one),
    ]),
    [['agt_bo', 'too_long', false, String(at(10 + twoWeeks)), at(10 + twoWeeks)]],
  )
  const late = run([...waits, rung(70 + twoWeeks)])
  const seen = late.events.filter(isTelling).find(one => one.type === 'wait.ended')!
  assert.equal(wokenLateMs(late.state, seen), 3_600_000)
  const nobody = { ...state, worker: null }
  assert.equal(holderOf(nobody, told[0]!), state.contact)
  const words = { text: () => 'x', customerName: 'Anna', organisationName: null }
  assert.equal(cardAfter(null, caseId('a'), cardSteps(events), words)?.why.code, 'waited_long')
  // He is asked once more: nobody has to hear of the first time.
  const more = run([...waits, rung(10 + twoWeeks), ...reply(20 + twoWeeks, 'msg_b', asks)])
  assert.equal(isSettled(more.state, told[0]!), true)
  const agreed: Wished = [
    30,
    by('bo'),
    { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(60) },
  ]
  const date = run([...severe, agreed, rung(60)])
  assert.deepEqual(
    date.events
      .filter(isTelling)
      .filter(one => one.type === 'wait.ended')
      .map(kindOf),
    ['date'],
  )
})

test('a merge that is taken back makes it no longer; a length that has passed meanwhile is over', () => {
  const joined: readonly Wished[] = [judged, take, joins(20, waits)]
  const wait = waitOf(run(goesOn(waits, 20, joined, 30)))
  assert.deepEqual([minutesOf(wait?.since), minutesOf(wait?.atMost)], [30, 10 + twoWeeks])
  assert.equal(waitOf(run(goesOn(waits, 20, joined, 10 + twoWeeks))), null)
  // A supplier stops no clock, and owes his word until it comes.
  const supplier: Wished = [5, by('bo'), { type: 'wait.start', turn: 'supplier', reason: 'part' }]
  const here: readonly Wished[] = [judged, take, joins(20, [...severe, supplier])]
  const his = waitOf(run(goesOn([...severe, supplier], 20, here, 30 * day)))
  assert.deepEqual([his?.turn, his?.atMost], ['supplier', undefined])
})
