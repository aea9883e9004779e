// While a case is open and it is not his turn, its customer has a time by which he hears from us.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Command, decide, fold, openedCase } from '#core/case/case.ts'
import { nextWord } from '#core/case/deed/next-word.ts'
import type { Event } from '#core/case/event.ts'
import { nextRing } from '#core/case/ring.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import { asks, left, minutesOf, reply, ring, take } from '#core/testing/clocked-play.ts'
import { samples } from '#core/testing/sample.ts'
import {
  assessAs,
  at,
  by,
  clock,
  countingIds,
  desk,
  opened,
  settingAt,
  text,
  type Wished,
} from '#core/testing/world.ts'

const day = 24 * 60
const bo = by('bo')
const because = text('he is away')
const severity = (one: 2 | 4): Wished => [2, bo, assessAs(one)]
const answered: readonly Wished[] = [...reply(3), left(4)]
const make = (promise: `prm_${string}`, due: number, more: object = {}): Command => ({
  type: 'promise.make',
  promise,
  topic: text('the line test'),
  means: 'phone',
  dueAt: at(due),
  ...more,
})
const rings = (minute: number): Wished => [minute, clock, ring]
const noPolicy: readonly Wished[] = [opened, take]
const policy: readonly Wished[] = [judged, take, severity(2), ...answered]

/** Plays the wishes as the shell does: behind each deed the next word. */
function told(wished: readonly Wished[], facts: DeskFacts = desk) {
  const newId = countingIds()
  let state = fold([])
  let last: readonly Event[] = []
  for (const [minute, who, command] of wished) {
    const setting = { ...settingAt(at(minute), facts), newId }
    const outcome = decide(state, command, who, setting)
    assert.ok(!isRefusal(outcome), `${command.type}: ${JSON.stringify(outcome)}`)
    state = fold(outcome, state)
    const more = nextWord(state, outcome, setting)
    state = fold(more, state)
    last = [...outcome, ...more]
  }
  const words = last.flatMap(one =>
    one.type === 'promise.made' && one.topic === null ? [minutesOf(one.dueAt)] : [],
  )
  return { words, state: openedCase(state)! }
}
/** The times the house promised with the last of the wishes. */
const words = (wished: readonly Wished[], facts?: DeskFacts) => told(wished, facts).words

test('a missed promise has a new time where all that the policy owes is past', () => {
  const late = [...policy, [5, bo, make('prm_x', 60)], rings(60), rings(123)] as const
  assert.deepEqual(words([...late, rings(60 + day)], clockedDesk), [60 + day + 120])
  assert.deepEqual(
    words([...late, [130, bo, { type: 'promise.miss', promise: 'prm_x', because }]], clockedDesk),
    [250],
  )
  assert.deepEqual(
    words([...late, [130, bo, { type: 'promise.withdraw', promise: 'prm_x', because }]], clockedDesk),
    [250],
  )
  const other = make('prm_y', 3_000, { instead: 'prm_x' })
  assert.deepEqual(words([...late, [130, bo, other]], clockedDesk), [], 'he was given another time')
})
test('what the policy owes next is the new time of a missed promise', () => {
  const late = [...policy, [5, bo, make('prm_x', 60)], rings(60)] as const
  assert.deepEqual(
    words([...late, [70, bo, { type: 'promise.miss', promise: 'prm_x', because }]], clockedDesk),
    [123],
  )
})
test('another promise is new time enough when it comes within a day, not when it is far', () => {
  const missed = (other: number) =>
    words([
      ...noPolicy,
      [2, bo, make('prm_a', 60)],
      [3, bo, make('prm_b', other)],
      rings(60),
      rings(60 + day),
    ])
  assert.deepEqual(missed(60 + 2 * day), [])
  assert.deepEqual(missed(60 + 2 * day + 1), [60 + day + 240])
  assert.deepEqual(missed(31 * day), [60 + day + 240])
  const owedLong = { ...desk, answerMinutes: [3 * day, 3 * day, 3 * day, 3 * day] as const }
  const kept = [...noPolicy, [2, bo, make('prm_a', 60)], [3, bo, make('prm_b', 3 * day)]] as const
  assert.deepEqual(words([...kept, rings(60), rings(60 + day)], owedLong), [], 'sooner than the desk would')
})
test('the word of the house that is late already is no new time', () => {
  const wished = [...noPolicy, rings(240), [250, bo, make('prm_a', 300)], rings(300)] as const
  assert.deepEqual(words([...wished, rings(300 + day)]), [300 + day + 240])
})
test('he is told of a new time though it is his turn', () => {
  const asked = [[2, bo, make('prm_a', 60)], ...reply(3, 'msg_a', asks), left(4)] as const
  const missed = [rings(60), rings(60 + day)] as const
  assert.deepEqual(words([...noPolicy, ...asked, ...missed]), [60 + day + 240])
  assert.deepEqual(words([judged, take, ...asked, ...missed], clockedDesk), [60 + day + 240])
})
test('a date that was waited for has come: it is our turn, and he has a time again', () => {
  const asked = reply(3, 'msg_a', { wait: { reason: 'answer', until: at(2_000) } })
  const plain = told([...noPolicy, ...asked, left(4), rings(2_000)])
  assert.deepEqual(plain.words, [2_240])
  assert.equal(nextRing(plain.state), at(2_240))
  const slight = [judged, take, severity(4), ...asked, left(4)] as const
  assert.deepEqual(words([...slight, rings(2_000)], clockedDesk), [2_480], 'no update is owed by the policy')
})
test('whoever takes back the time he had is not left without one', () => {
  const back = (promise: `prm_${string}`): Wished => [5, bo, { type: 'promise.withdraw', promise, because }]
  assert.deepEqual(words([...noPolicy, back('prm_1')]), [245])
  assert.deepEqual(words([...noPolicy, [2, bo, make('prm_a', 60)], back('prm_a')]), [245])
  const two = [...noPolicy, [2, bo, make('prm_a', 60)], [3, bo, make('prm_b', 900)]] as const
  assert.deepEqual(words([...two, back('prm_a')]), [], 'the other one stands')
})
test('who was tried and not reached, or not heard when he called, waits for a word', () => {
  const call = (
    direction: 'in' | 'out',
    reach: 'reached' | 'no_answer',
    keeps: readonly string[],
  ): Wished => [40, bo, { ...samples['contact.hold'], direction, reach, keeps } as Command]
  assert.deepEqual(
    words([...noPolicy, [2, bo, make('prm_a', 60)], call('out', 'no_answer', ['prm_a'])]),
    [280],
  )
  const slight = [judged, take, severity(4), ...answered] as const
  assert.deepEqual(words([...slight, call('in', 'no_answer', [])], clockedDesk), [520])
  assert.deepEqual(words([...slight, call('in', 'reached', [])], clockedDesk), [])
  assert.deepEqual(words([...slight, call('out', 'no_answer', [])], clockedDesk), [])
})
test('whoever answers and names no time has chosen so: a lead hears of it', () => {
  assert.deepEqual(words([...noPolicy, ...answered]), [])
  const reached = { ...samples['contact.hold'], keeps: [] }
  assert.deepEqual(words([...noPolicy, [5, bo, reached]]), [])
})
test('who goes on in another case keeps the time he was told, and has one where nobody has answered him', () => {
  const joins = (minute: number, brings: object): Wished => [
    minute,
    bo,
    {
      ...{ type: 'case.link', to: 'cas_x', how: 'merged_from' },
      brings: { since: at(5), policies: [], waited: [], ...brings },
    } as Command,
  ]
  const merged = (brings: object, facts?: DeskFacts, before = noPolicy) =>
    words([...before, ...answered, joins(20, brings)], facts)
  assert.deepEqual(merged({ promisedBy: at(100) }), [100])
  assert.deepEqual(merged({ promisedBy: at(15) }), [260], 'his time was over already')
  assert.deepEqual(merged({ awaitedSince: at(10) }), [260])
  assert.deepEqual(merged({ awaitedSince: at(2) }), [], 'he was answered here since')
  assert.deepEqual(merged({}), [])
  const had = [...noPolicy, [2, bo, make('prm_a', 60)]] as const
  assert.deepEqual(merged({ promisedBy: at(100) }, desk, had), [], 'he has a time here')
  const slight = (promisedBy: number) =>
    merged({ awaitedSince: at(10), promisedBy: at(promisedBy) }, clockedDesk, [judged, take, severity(4)])
  assert.deepEqual(slight(100), [100])
  assert.deepEqual(slight(900), [250], 'the policy owes it sooner')
  const asked = [...reply(6, 'msg_a', asks), left(7, 'msg_a')] as const
  assert.deepEqual(words([...noPolicy, ...asked, joins(20, { promisedBy: at(100) })]), [100])
  const only: Wished = [20, bo, { type: 'case.link', to: 'cas_x', how: 'related' } as Command]
  assert.deepEqual(words([...noPolicy, ...answered, only]), [])
})
