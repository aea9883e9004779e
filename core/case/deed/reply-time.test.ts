// Which word of ours ends a wait of the customer, in whose hours the wait is counted, across a change of the
// clocks, and that every word says of it what measures read off the same facts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { Policy, TargetRule } from '#core/clock/policy.ts'
import { courseOf } from '#core/measure/case-course.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { byGold, clockedDesk, judged, judgedInner, minutes, policies } from '#core/testing/clocked.ts'
import { left, reply, run, take, wrote } from '#core/testing/clocked-play.ts'
import { agentId, at, by, customer, opened, openCommand, text, type Wished } from '#core/testing/world.ts'

const hour = 60
const day = 24 * hour
/** Clicked and left at once. */
const answer = (minute: number, message: `msg_${string}` = 'msg_a', more: object = {}): readonly Wished[] => [
  ...reply(minute, message, more),
  left(minute, message),
]
type Held = Partial<Extract<Command, { type: 'contact.hold' }>>
const call = (minute: number, more: Held = {}): Wished => [
  minute,
  by('bo'),
  {
    ...{ type: 'contact.hold', contact: `con_${minute}`, means: 'phone', direction: 'out', reach: 'reached' },
    ...{ minutes: 3, keeps: [], ...more },
  },
]
const solve = (minute: number): Wished => [minute, by('bo'), { type: 'case.solve', fix: text('f') }]
/** Bo takes the call and keeps the case. */
const calledIn: Wished = [
  0,
  by('bo'),
  { ...openCommand, channel: 'phone', taker: agentId('bo'), entitled: byGold },
]

/** What each word of ours says of its wait: working minutes and calendar; null: nothing. */
function said(wished: readonly Wished[], facts?: DeskFacts) {
  const { events } = run(wished, facts)
  const words = events.filter(one => one.type === 'message.sent' || one.type === 'contact.held')
  const course = courseOf(
    { id: 'cas_a', number: 1 },
    events.map((one, i) => ({ ...one, seq: i + 1 })) as never,
  )!
  const told = [
    ...(course.firstWorkingMs === null ? [] : [course.firstWorkingMs]),
    ...course.answers.flatMap(one => one.workingMs ?? []),
  ]
  // What measures take for the end of a wait says how long it was, and nothing else does.
  assert.deepEqual(
    told,
    words.flatMap(one => one.workingMs ?? []),
  )
  return words.map(one =>
    one.workingMs === undefined ? null : [one.workingMs / 60_000, one.calendar ?? 'always'],
  )
}

/** Sundays in the small hours, through the one that clocks change in. */
const sundays = () =>
  (
    parseCalendar({ zone: 'Europe/Stockholm', versions: [{ week: { sun: [['00:00', '05:00']] } }] }) as {
      calendar: Calendar
    }
  ).calendar
const { team } = openCommand
const withHours = (hours: 'cal_sundays' | null): DeskFacts => ({
  ...clockedDesk,
  calendars: { ...clockedDesk.calendars, cal_sundays: sundays() },
  teams: { ...clockedDesk.teams, [team]: { ...clockedDesk.teams[team]!, duty: { hours, turns: [] } } },
})

test('the first word to who wrote counts from the coming: Thursday ten to Friday ten are nine hours', () => {
  assert.deepEqual(said([judged, take, ...answer(hour)]), [[hour, 'cal_work']])
  assert.deepEqual(said([judged, take, ...answer(day)]), [[9 * hour, 'cal_work']])
  assert.deepEqual(said([judged, take, call(day)]), [[9 * hour, 'cal_work']])
})

test('what left before the hours began took no time of them, and that is said', () => {
  const night = 12 * hour
  const inTheNight: Wished = [night, customer, { ...openCommand, entitled: byGold }]
  assert.deepEqual(
    said([inTheNight, [night + 1, by('bo'), { type: 'worker.take' }], ...answer(night + hour)]),
    [[0, 'cal_work']],
  )
})

test('the next word counts from the oldest of what he said since ours; several answers end one wait', () => {
  const first = [judged, take, ...answer(hour)]
  assert.deepEqual(
    said([
      ...first,
      wrote(2 * hour, 'msg_1'),
      wrote(3 * hour, 'msg_2'),
      ...answer(4 * hour, 'msg_b'),
      ...answer(5 * hour, 'msg_c'),
      call(6 * hour),
    ]),
    [[hour, 'cal_work'], [2 * hour, 'cal_work'], null, null],
  )
  assert.deepEqual(
    said([...first, wrote(2 * hour, 'msg_1'), call(3 * hour), wrote(4 * hour, 'msg_2'), call(4 * hour + 9)]),
    [
      [hour, 'cal_work'],
      [hour, 'cal_work'],
      [9, 'cal_work'],
    ],
  )
})

test('no machine asks and none answers: neither his absence nor our receipt', () => {
  const receipt = answer(10, 'msg_r', { automatic: 'confirmation' })
  assert.deepEqual(said([judged, take, ...receipt, ...answer(hour)]), [null, [hour, 'cal_work']])
  const away = wrote(2 * hour, 'msg_1', 'auto-reply')
  assert.deepEqual(said([judged, take, ...answer(hour), away, ...answer(3 * hour, 'msg_b')]), [
    [hour, 'cal_work'],
    null,
  ])
  assert.deepEqual(
    said([
      ...[judged, take, ...answer(hour), away, wrote(150, 'msg_2'), ...answer(3 * hour, 'msg_b', {})],
      ...answer(4 * hour, 'msg_c', { automatic: 'late' }),
    ]),
    [[hour, 'cal_work'], [30, 'cal_work'], null],
  )
})

test('a call that does not reach him, or that he makes himself, is no word of ours', () => {
  const words = [call(30, { reach: 'no_answer' }), call(40, { direction: 'in' }), call(hour)]
  assert.deepEqual(said([judged, take, ...words]), [null, null, [hour, 'cal_work']])
})

test('whoever was on the line waits for nothing until he writes', () => {
  assert.deepEqual(said([calledIn, ...answer(hour), wrote(90), ...answer(2 * hour, 'msg_b')]), [
    null,
    [30, 'cal_work'],
  ])
})

test('a fix ends the wait for the next word, and not that for the first', () => {
  assert.deepEqual(said([judged, take, solve(30), ...answer(hour)]), [[hour, 'cal_work']])
  assert.deepEqual(
    said([
      ...[judged, take, ...answer(hour), wrote(90), solve(100), ...answer(110, 'msg_b')],
      ...[wrote(2 * hour, 'msg_1'), ...answer(3 * hour, 'msg_c')],
    ]),
    [[hour, 'cal_work'], null, [hour, 'cal_work']],
  )
})

test('what left, was lost and is sent again ends what has come to wait meanwhile', () => {
  const lost: readonly Wished[] = [
    ...reply(hour),
    [hour, by('bo'), { type: 'message.note_failed', message: 'msg_a', reason: 'gone', final: true }],
    [90, by('bo'), { type: 'message.send_again', message: 'msg_a', to: 'cus_anna' }],
    left(2 * hour),
  ]
  assert.deepEqual(said([judged, take, ...lost]), [[2 * hour, 'cal_work']])
})

test('what is owed around the clock is counted around the clock, by the clock of the word itself', () => {
  const long = minutes(9_000)
  const within = [long, long, long, long] as const
  const always: TargetRule = { kind: 'next_response', within, counts: 'always' }
  const gold: Policy = {
    ...policies.pol_gold!,
    versions: [{ version: 1, calendar: 'cal_work', targets: [always] }],
  }
  const desk = { ...clockedDesk, policies: { ...policies, pol_gold: gold } }
  assert.deepEqual(
    said([judged, take, ...answer(day), wrote(day + hour), ...answer(2 * day, 'msg_b')], desk),
    [
      [9 * hour, 'cal_work'],
      [23 * hour, 'always'],
    ],
  )
})

test('owed by another policy meanwhile, the word counts by the one that owes it when it leaves', () => {
  const decision = { ...byGold, policy: 'pol_slow', version: 2 } as const
  const moved: Wished = [3 * hour, by('bo'), { type: 'entitlement.decide', decision }]
  assert.deepEqual(said([judged, take, moved, ...answer(day)]), [[day, 'always']])
  // This one owes no next word: what ran by the other is taken back, and its calendar counts.
  assert.deepEqual(
    said([judged, take, ...answer(hour), wrote(2 * hour), moved, ...answer(day, 'msg_b')]).at(-1),
    [7 * hour, 'cal_work'],
  )
})

test('owed by no policy the hours of its team count, and the night of a change is an hour shorter', () => {
  const until = 130 * day
  const desk = withHours('cal_sundays')
  const nineteenSundays = (19 * 5 - 1) * hour
  assert.deepEqual(said([opened, take, ...answer(until)], desk), [[nineteenSundays, 'cal_sundays']])
  assert.deepEqual(said([judgedInner, take, ...answer(day)], desk), [[9 * hour, 'cal_work']])
})

test('in nobody’s hours nothing is said', () => {
  assert.deepEqual(said([opened, take, ...answer(day)]), [null])
  assert.deepEqual(said([opened, take, ...answer(day)], withHours(null)), [null])
})

test('a word ends no wait for what was said after its click, or after the call was over', () => {
  const first = [judged, take, ...answer(hour)]
  const overtaken = [...first, ...reply(2 * hour, 'msg_b'), wrote(2 * hour + 1), left(2 * hour + 2, 'msg_b')]
  assert.deepEqual(said([...overtaken, ...answer(2 * hour + 31, 'msg_c')]), [
    [hour, 'cal_work'],
    null,
    [30, 'cal_work'],
  ])
  const both = [...first, wrote(90), ...reply(2 * hour, 'msg_b'), wrote(130), left(140, 'msg_b')]
  assert.deepEqual(said([...both, call(150, { startedAt: at(145) })]), [
    [hour, 'cal_work'],
    [50, 'cal_work'],
    [20, 'cal_work'],
  ])
  const called = [...first, wrote(2 * hour), call(130, { startedAt: at(100) }), ...answer(3 * hour, 'msg_b')]
  assert.deepEqual(said(called), [[hour, 'cal_work'], null, [hour, 'cal_work']])
  // The first word answers the coming, and what a fix answered waits no more.
  assert.deepEqual(said([judged, take, ...reply(10), wrote(11), left(12), ...answer(hour, 'msg_b')]), [
    [12, 'cal_work'],
    [49, 'cal_work'],
  ])
  const fixed = [judged, take, ...reply(10), wrote(11), solve(12), left(13), wrote(20)]
  assert.deepEqual(said([...fixed, ...answer(hour, 'msg_b')]), [
    [13, 'cal_work'],
    [40, 'cal_work'],
  ])
  const anew = [judged, take, ...reply(10), wrote(11), solve(12), wrote(13, 'msg_2'), left(14)]
  assert.deepEqual(said([...anew, ...answer(hour, 'msg_b')]).at(-1), [47, 'cal_work'])
})
