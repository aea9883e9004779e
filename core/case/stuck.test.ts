// By which signs a case is stuck, when each is to be said, and what ends it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '#core/case/case.ts'
import { nextRing, ringOf } from '#core/case/ring.ts'
import { unopened } from '#core/case/state.ts'
import { dueSigns } from '#core/case/stuck.ts'
import { stuckSigns } from '#core/case/stuck-sign.ts'
import { calendarOf } from '#core/testing/calendar.ts'
import { sampleScript, samples } from '#core/testing/sample.ts'
import {
  after,
  bo,
  calls,
  desk,
  due,
  note,
  offer,
  only,
  ring,
  says,
  tries,
  writes,
} from '#core/testing/stuck-world.ts'
import {
  assessAs,
  agentId,
  at,
  by,
  clock,
  customer,
  opened,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

test('a case its worker has had for four hours without doing anything is held', () => {
  assert.deepEqual(due(taken), ['held 241'])
  assert.deepEqual(due([opened]), [], 'nobody has it')
})

test('whatever its worker does begins his time anew; what others do does not', () => {
  assert.deepEqual(due([...taken, note(100)]), ['held 340'])
  assert.deepEqual(due([...taken, note(100, by('chiara'))]), ['held 241'])
  assert.deepEqual(due([...taken, says(100, 'msg_a')]), ['held 241'])
})

test('another worker begins anew', () => {
  const given: Wished = [50, bo, { type: 'worker.assign', agent: 'agt_chiara' }]
  assert.deepEqual(due([...taken, given]), ['held 290'])
  const noticed = after([
    ...taken,
    [241, clock, ring],
    [250, by('chiara'), { type: 'worker.queue', team: teamId('other') }],
  ])
  assert.equal(noticed.state.stuck.noticed, null)
})

test('how long it may be held goes by severity and level', () => {
  const severe: Wished = [2, by('chiara'), assessAs(1)]
  assert.deepEqual(due([...taken, severe]), ['held 16'])
  const accepted: Wished = [10, by('marta'), samples['hand_off.accept']]
  assert.deepEqual(due([...taken, offer, accepted]), ['held 490'])
})

test('what waits for the customer, a supplier or a date, or was offered to somebody, is nobody’s fault', () => {
  const wait = (more: object): Wished => [
    5,
    bo,
    { type: 'wait.start', turn: 'supplier', reason: 'part', ...more } as Command,
  ]
  const asks = writes(5, 'msg_q', { wait: { reason: 'answer' } })
  assert.deepEqual(due([...taken, ...asks]), [])
  assert.deepEqual(due([...taken, wait({})]), [])
  assert.deepEqual(due([...taken, wait({ turn: 'us', until: at(3_000) })]), [])
  assert.deepEqual(
    due([...taken, wait({ turn: 'us' })]),
    ['held 245'],
    'to wait for ourselves without a date is to hold it',
  )
  assert.deepEqual(due([...taken, offer]), [])
  assert.deepEqual(due([...taken, wait({}), [600, by('chiara'), { type: 'wait.end' }]]), ['held 840'])
  const { state } = after([...taken, wait({})])
  assert.equal(ringOf(state, desk), nextRing(state), 'waiting, it wakes nobody for this')
})

test('a date that has come gives the case back, and what holds then is said in the same breath', () => {
  const parked: Wished = [30, bo, { type: 'wait.start', turn: 'us', reason: 'agreed_date', until: at(600) }]
  const asked: Wished = [590, customer, samples['help.ask']]
  const { events } = after([...taken, parked, asked, [600, clock, ring]])
  assert.deepEqual(
    events.slice(-2).map(one => one.type),
    ['wait.ended', 'stuck.noticed'],
  )
})

test('only hours that count are counted: those of the worker, else of the team; at severity 1 every minute', () => {
  // Minute 0 is ten o’clock of a Thursday in Stockholm; the calendar works from eight to five.
  const team = desk.teams[teamId(1)]!
  const hours = {
    ...only('held'),
    calendars: { cal_day: calendarOf() },
    teams: { ...desk.teams, [team.id]: { ...team, duty: { hours: 'cal_day' as const, turns: [] } } },
  }
  const late: readonly Wished[] = [opened, [400, bo, { type: 'worker.take' }]]
  const day = 24 * 60
  assert.deepEqual(due(late, hours), [`held ${400 + 240 + 15 * 60}`])
  const week = { zone: 'Europe/Stockholm', hours: { fri: [['12:00', '20:00']] }, cover: null } as const
  const friday = { ...hours, agents: { ...desk.agents, agt_bo: { ...desk.agents[agentId('bo')]!, week } } }
  assert.deepEqual(due(late, friday), [`held ${day + 120 + 240}`])
  const broken = { ...hours, calendars: {} }
  assert.deepEqual(due(late, broken), ['held 640'])
  const severe: Wished = [401, by('chiara'), assessAs(1)]
  assert.deepEqual(due([...late, severe], hours), ['held 415'])
})

test('the customer who writes a second time before we answered urges; who sends the forgotten file does not', () => {
  const facts = only('unanswered')
  assert.deepEqual(due([opened, says(0, 'msg_a'), [1, bo, { type: 'worker.take' }]], facts), [])
  const twice = [opened, says(0, 'msg_a'), [1, bo, { type: 'worker.take' }], says(60, 'msg_b')] as const
  assert.deepEqual(due(twice, facts), ['unanswered 60'])
  assert.deepEqual(due([...taken, says(2, 'msg_a'), says(11, 'msg_b')], facts), [])
  const bounced = { ...samples['message.receive'], message: 'msg_c', automatic: 'auto-reply' } as Command
  assert.deepEqual(due([...taken, says(2, 'msg_a'), [60, customer, bounced]], facts), [])
  const voicemail = calls(60, { direction: 'in', reach: 'voicemail' })
  assert.deepEqual(due([...taken, says(2, 'msg_a'), voicemail], facts), ['unanswered 60'])
  const tried = calls(60, { direction: 'out', reach: 'no_answer' })
  assert.deepEqual(due([...taken, says(2, 'msg_a'), tried], facts), [])
})

test('a word of ours ends it; what a program writes is none', () => {
  const facts = only('unanswered')
  const urged = [...taken, says(2, 'msg_a'), says(60, 'msg_b')]
  assert.deepEqual(due([...urged, ...writes(70, 'msg_c')], facts), [])
  assert.deepEqual(due([...urged, calls(70)], facts), [])
  assert.deepEqual(due([...urged, ...writes(70, 'msg_c', { automatic: 'late' })], facts), ['unanswered 60'])
})

test('who takes a case over is not reminded at once of what came before him', () => {
  const facts = only('unanswered')
  const before: readonly Wished[] = [opened, says(0, 'msg_a'), says(60, 'msg_b')]
  assert.deepEqual(due([...before, [61, bo, { type: 'worker.take' }]], facts), [])
  assert.deepEqual(due([...before, [61, bo, { type: 'worker.take' }], says(90, 'msg_c')], facts), [
    'unanswered 90',
  ])
})

test('asking for more help, and wishing a severity he was not given, are signs until we have spoken', () => {
  const help: Wished = [30, customer, samples['help.ask']]
  assert.deepEqual(due([...taken, help], only('help_asked')), ['help_asked 30'])
  assert.deepEqual(due([...taken, help, calls(31)], only('help_asked')), [])
  const wish = (minutes: number, wished: number): Wished => [
    minutes,
    by('chiara'),
    { ...samples['severity.assess'], people: 'one', wished } as Command,
  ]
  const facts = only('severity_wished')
  assert.deepEqual(due([...taken, wish(30, 1)], facts), ['severity_wished 30'])
  assert.deepEqual(due([...taken, wish(30, 4)], facts), [], 'no more than he was given')
  assert.deepEqual(due([...taken, wish(30, 1), calls(31), wish(40, 1)], facts), [], 'no more than before')
  assert.deepEqual(due([...taken, wish(30, 2), calls(31), wish(40, 1)], facts), ['severity_wished 40'])
})

test('the third word in a row without news is a sign, until there is some', () => {
  const facts = only('no_news')
  const none = (minutes: number) => calls(minutes, { news: false })
  assert.deepEqual(due([...taken, none(10), none(20)], facts), [])
  const three = [...taken, none(10), none(20), none(30)]
  assert.deepEqual(due(three, facts), ['no_news 30'])
  assert.deepEqual(due([...three, calls(40)], facts), [])
  const written = writes(30, 'msg_c', { news: false })
  const { state } = after([...taken, none(10), none(20), ...written])
  assert.deepEqual(dueSigns(state, facts)[0]?.evidence, ['con_10', 'con_20', 'msg_c'])
})

test('a promise moved twice is a sign for as long as it is owed', () => {
  const facts = only('promise_moved')
  const make: Wished = [2, bo, { ...samples['promise.make'], promise: 'prm_a', dueAt: at(500) } as Command]
  const move = (minutes: number, promise: string, to: string): Wished => [
    minutes,
    bo,
    { ...samples['promise.move'], promise, to, dueAt: at(900 + minutes) } as Command,
  ]
  const once = [...taken, make, move(10, 'prm_a', 'prm_b')]
  assert.deepEqual(due(once, facts), [])
  assert.deepEqual(due([...once, move(20, 'prm_b', 'prm_c')], facts), ['promise_moved 20'])
  const other: Wished = [12, bo, { ...samples['promise.make'], promise: 'prm_x', dueAt: at(500) } as Command]
  assert.deepEqual(due([...once, other, move(20, 'prm_x', 'prm_y')], facts), [], 'two promises, each once')
  const gone: Wished = [30, bo, { type: 'promise.withdraw', promise: 'prm_c', because: text('b') }]
  assert.deepEqual(due([...once, move(20, 'prm_b', 'prm_c'), gone], facts), [])
})

test('the house’s own word that gives way to a person’s was not moved', () => {
  const make: Wished = [2, bo, { ...samples['promise.make'], promise: 'prm_a', dueAt: at(500) } as Command]
  assert.deepEqual(
    after([opened, says(0, 'msg_a'), [1, bo, { type: 'worker.take' }], make]).state.stuck.moves,
    [],
  )
})

test('a hand-off that came back has to be taken up within the time for accepting one', () => {
  const facts = only('returned')
  const back: Wished = [20, by('marta'), samples['hand_off.return']]
  assert.deepEqual(due([...taken, offer, back], facts), ['returned 140'])
  assert.deepEqual(due([...taken, offer, back, note(30)], facts), [])
  assert.deepEqual(due([...taken, offer, back], only('held')), ['held 260'])
  const own: Wished = [20, bo, { type: 'hand_off.withdraw', handOff: 'hnd_a' }]
  assert.deepEqual(due([...taken, offer, own], desk), ['held 260'])
})

test('a walk the customer calls leading nowhere wants an act', () => {
  const facts = only('led_nowhere')
  const using = { scripts: [sampleScript], checks: {} }
  const begun: Wished = [5, bo, samples['walk.begin']]
  const said: Wished = [
    10,
    bo,
    {
      ...samples['walk.answer'],
      answer: { kind: 'skipped' },
      because: text('b'),
      nowhere: true,
      ...using,
    } as Command,
  ]
  assert.deepEqual(due([...taken, begun, said], facts), ['led_nowhere 130'])
  assert.deepEqual(due([...taken, begun, said, note(20)], facts), [])
})

test('the same step again with the same result is a sign; with another result, or something else, it is none', () => {
  const facts = only('step_again')
  const again = { repeats: 'stp_a', repeatBecause: text('b') }
  const first = tries(10, 'stp_a')
  assert.deepEqual(due([...taken, first, tries(20, 'stp_b', again)], facts), ['step_again 20'])
  assert.deepEqual(due([...taken, first, tries(20, 'stp_b')], facts), [])
  assert.deepEqual(due([...taken, first, tries(20, 'stp_b', { ...again, outcome: 'partial' })], facts), [])
  const worked = tries(10, 'stp_a', { outcome: 'worked' })
  assert.deepEqual(due([...taken, worked, tries(20, 'stp_b', { ...again, outcome: 'worked' })], facts), [])
  assert.deepEqual(due([...taken, first, tries(20, 'stp_b', again), note(30)], facts), [])
})

test('what was never opened rings never', () => {
  assert.equal(ringOf(unopened, desk), null)
})

test('a sign that is switched off is not looked for', () => {
  const asked: Wished = [30, customer, samples['help.ask']]
  for (const sign of stuckSigns)
    assert.ok(due([...taken, asked], only(sign)).every(one => one.startsWith(sign)))
})
