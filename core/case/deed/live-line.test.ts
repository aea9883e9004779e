import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mayRead } from '#core/access/may.ts'
import { type Command, evolve } from '#core/case/case.ts'
import { customerTimeline } from '#core/case/customer-timeline.ts'
import type { Event, EventOf } from '#core/case/event.ts'
import { liveRing, unsaidMs } from '#core/case/live.ts'
import { nextRing } from '#core/case/ring.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { timeline } from '#core/case/timeline.ts'
import { secondMs } from '#core/kit/time.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { defaultLive } from '#core/people/live-setting.ts'
import type { There } from '#core/people/who-rings.ts'
import { worldOf } from '#core/testing/live-world.ts'
import {
  agentId,
  at,
  by,
  clock,
  customer,
  desk,
  given,
  taken,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const ask: Command = {
  type: 'live_line.ask',
  live: 'liv_a',
  level: 2,
  question: text('Can you test the line?'),
  problem: text('goes off at eight'),
  known: text('resyncs'),
  tried: text('restart'),
}
const answer: Command = { type: 'live_line.answer', live: 'liv_a' }
const decline: Command = { type: 'live_line.decline', live: 'liv_a' }
const ring: Command = { type: 'clock.ring' }
const end: Command = { type: 'live_line.end', live: 'liv_a', outcome: 'answered', text: text('port reset') }
const bo = by('bo')
const asked = [...taken, [2, bo, ask]] as const

const rungOf = (events: readonly Event[]) =>
  events.flatMap(one => (one.type === 'live_line.rang' ? [one.agents] : [])).flat()
const play = (there: There, facts: DeskFacts = desk) => worldOf([...taken], { there, facts })

test('a level that is asked rings one of it at once; the case stays where it is', () => {
  const one = given(...taken).when(2, bo, ask)
  const [, rang] = one.then('live_line.asked', 'live_line.rang')
  assert.deepEqual(rang?.type === 'live_line.rang' && [rang.agents, rang.as], [[agentId('ivan')], 'level'])
  assert.equal((rang as EventOf<'live_line.rang'>).until, at(2) + defaultLive.ringSeconds * secondMs)
  const { state } = given(...asked)
  assert.equal(liveRing(state as OpenedCase), at(2) + defaultLive.ringSeconds * secondMs)
  const { worker, contact, level, team, promises } = state as OpenedCase
  assert.deepEqual([worker, contact, level, team], ['agt_bo', 'agt_bo', 1, 'tea_1'])
  const before = given(...taken).state as OpenedCase
  assert.deepEqual(promises, before.promises)
})

test('not now goes on to the next, a ring nobody takes too, then to a lead; in the end nobody has answered', () => {
  const all = given(...asked)
  all.when(2, by('ivan'), decline).then('live_line.declined', 'live_line.rang')
  const world = worldOf([...taken], { facts: desk })
  world.do(2, bo, ask)
  world.do(2, by('ivan'), { ...decline, text: text('in a meeting') } as Command)
  // Not before its time; then to the next.
  assert.deepEqual(world.do(2.4, clock, ring), [])
  world.do(3, clock, ring)
  assert.deepEqual(world.rung(), ['agt_ivan', 'agt_karin', 'agt_marta'])
  world.do(4, clock, ring)
  const [last] = world.do(9, clock, ring)
  assert.equal(last, undefined)
  assert.equal(world.line().standing, 'unanswered')
  assert.equal(world.line().ringing, null)
})

test('nobody at all is there: whoever asks knows at once', () => {
  const world = play({})
  const events = world.do(2, bo, ask)
  // The lead of the desk has no week and counts as there, though he is not at his screen.
  assert.deepEqual(rungOf(events), ['agt_karin'])
  const gone = { ...desk.agents, agt_karin: { ...desk.agents[agentId('karin')]!, absent: true } }
  const nobody = play({}, { ...desk, agents: gone })
  assert.deepEqual(
    nobody.do(2, bo, ask).map(one => one.type),
    ['live_line.asked', 'live_line.unanswered'],
  )
  assert.equal(nobody.card().live?.line?.standing, 'unanswered')
})

test('two who answer at once: one has it, the other is told who', () => {
  const world = worldOf([...asked], {})
  world.do(2, by('ivan'), answer)
  assert.deepEqual(world.refused(2, by('marta'), answer), ['live_line.taken', { agent: 'agt_ivan' }])
  assert.deepEqual(world.do(2, by('ivan'), answer), [], 'once more says nothing')
  assert.equal(world.line().answeredBy, 'agt_ivan')
})

test('anybody of the level may take it, and a lead; not whoever asks, nor another level', () => {
  given(...asked)
    .when(2, by('marta'), answer)
    .then('live_line.answered')
  given(...asked)
    .when(2, by('karin'), answer)
    .then('live_line.answered')
  given(...asked)
    .when(2, bo, answer)
    .thenRefused('live_line.not_yours')
  given(...asked)
    .when(2, by('jordi'), answer)
    .thenRefused('live_line.not_yours')
  given(...asked)
    .when(2, clock, answer)
    .thenRefused('live_line.not_yours')
  const others = { ...ask, live: 'liv_b' } as Command
  given(...asked, [2, by('ivan'), answer], [3, by('ivan'), end], [4, bo, others])
    .when(4, by('ivan'), answer)
    .thenRefused('live_line.not_found')
})

test('only whom it rings at says not now', () => {
  given(...asked)
    .when(2, by('marta'), decline)
    .thenRefused('live_line.not_yours')
  given(...asked)
    .when(2, clock, decline)
    .thenRefused('live_line.not_yours')
  given(...asked, [2, by('ivan'), answer])
    .when(3, by('ivan'), decline)
    .thenRefused('live_line.ended')
  given(...taken)
    .when(2, by('ivan'), decline)
    .thenRefused('live_line.not_found')
})

test('of several rung at once the others ring on when one says not now', () => {
  const facts = { ...desk, live: { ...defaultLive, atOnce: 2 } }
  const world = worldOf([...taken], { facts })
  assert.deepEqual(rungOf(world.do(2, bo, ask)), ['agt_ivan', 'agt_karin'])
  assert.deepEqual(
    world.do(2, by('ivan'), decline).map(one => one.type),
    ['live_line.declined'],
  )
  assert.deepEqual(world.line().ringing?.agents, ['agt_karin'])
})

test('they write to each other as a part of the case, and end with what came of it', () => {
  const say = (words: string): Command => ({ type: 'live_line.say', live: 'liv_a', text: text(words) })
  const talk = [...asked, [3, by('ivan'), answer], [4, bo, say('since when?')]] as const
  given(...talk)
    .when(5, by('ivan'), say('since eight'))
    .then('live_line.said')
  given(...talk)
    .when(5, by('marta'), say('x'))
    .thenRefused('live_line.not_yours')
  given(...talk)
    .when(5, customer, say('x'))
    .thenRefused('live_line.not_yours')
  given(...asked)
    .when(3, bo, say('x'))
    .thenRefused('live_line.not_answered')
  given(...taken)
    .when(3, bo, say('x'))
    .thenRefused('live_line.not_found')
  const [ended] = given(...talk)
    .when(6.5, by('ivan'), end)
    .then('live_line.ended')
  assert.deepEqual(ended?.type === 'live_line.ended' && [ended.minutes, ended.people, ended.outcome], [
    4,
    ['agt_bo', 'agt_ivan'],
    'answered',
  ])
  const bare = { type: 'live_line.end', live: 'liv_a', outcome: 'test' } as const
  given(...talk)
    .when(6, bo, bare)
    .thenRefused('live_line.words_missing')
  given(...talk)
    .when(6, bo, { ...bare, outcome: 'nothing' })
    .then('live_line.ended')
  given(...talk)
    .when(6, by('karin'), { ...bare, outcome: 'handed_off' })
    .then('live_line.ended')
  given(...talk)
    .when(6, by('marta'), end)
    .thenRefused('live_line.not_yours')
  given(...asked)
    .when(6, bo, end)
    .thenRefused('live_line.not_answered')
  given(...taken)
    .when(6, bo, end)
    .thenRefused('live_line.not_found')
})

test('a lead joins two who talk, once, and talks with them', () => {
  const join: Command = { type: 'live_line.join', live: 'liv_a' }
  const talk = [...asked, [3, by('ivan'), answer]] as const
  given(...talk)
    .when(4, by('karin'), join)
    .then('live_line.joined')
  given(...talk, [4, by('karin'), join])
    .when(5, by('karin'), join)
    .thenNothing()
  given(...talk, [4, by('karin'), join])
    .when(5, by('karin'), { type: 'live_line.say', live: 'liv_a', text: text('x') })
    .then('live_line.said')
  given(...asked)
    .when(4, by('karin'), join)
    .thenRefused('live_line.not_answered')
  given(...taken)
    .when(4, by('karin'), join)
    .thenRefused('live_line.not_found')
})

test('whoever asked takes it back at any time; a lead too', () => {
  const back: Command = { type: 'live_line.take_back', live: 'liv_a' }
  const [one] = given(...asked)
    .when(3, bo, back)
    .then('live_line.taken_back')
  assert.deepEqual(one?.type === 'live_line.taken_back' && [one.minutes, one.people], [0, ['agt_bo']])
  const talk = [...asked, [3, by('ivan'), answer]] as const
  given(...talk)
    .when(4, by('karin'), back)
    .then('live_line.taken_back')
  given(...talk)
    .when(4, by('ivan'), back)
    .thenRefused('live_line.not_yours')
  given(...asked, [3, bo, back])
    .when(4, bo, back)
    .thenNothing()
  given(...asked, [3, bo, back])
    .when(4, by('ivan'), answer)
    .thenRefused('live_line.ended')
  given(...talk, [5, bo, end])
    .when(6, bo, back)
    .thenRefused('live_line.ended')
  given(...taken)
    .when(6, bo, back)
    .thenRefused('live_line.not_found')
})

test('one line of a case at a time, asked by one of ours, of a team of that level', () => {
  given(...asked)
    .when(3, bo, { ...ask, live: 'liv_b' } as Command)
    .thenRefused('live_line.already')
  given(...taken)
    .when(3, customer, ask)
    .thenRefused('agent.not_found')
  for (const team of ['tea_1', 'tea_shut', 'tea_nowhere'] as const)
    given(...taken)
      .when(3, bo, { ...ask, team } as Command)
      .thenRefused('team.not_found')
  given(...taken)
    .when(3, bo, { ...ask, team: 'tea_2' } as Command)
    .then('live_line.asked', 'live_line.rang')
})

test('on which nobody speaks for an hour it has ended without a word', () => {
  const talk = [...asked, [3, by('ivan'), answer]] as const
  const { state } = given(...talk)
  assert.equal(liveRing(state as OpenedCase), at(3) + unsaidMs)
  assert.ok(nextRing(state)! <= at(63))
  const world = worldOf([...talk], {})
  assert.equal(world.do(62, clock, ring).filter(one => one.type === 'live_line.ended').length, 0)
  const [ended] = world.do(63, clock, ring).filter(one => one.type === 'live_line.ended')
  assert.equal(ended?.type === 'live_line.ended' && ended.outcome, 'unsaid')
  assert.equal(world.line().outcome, 'unsaid')
})

test('a case that ends ends what is asked in it', () => {
  const solve: Command = { type: 'case.solve', fix: text('f') }
  const types = given(...asked).when(4, bo, solve).outcome as readonly Event[]
  const [ended] = types.filter(one => one.type === 'live_line.ended')
  assert.equal(ended?.type === 'live_line.ended' && ended.outcome, 'case_ended')
  assert.equal(
    types.some(one => one.type === 'swarm.ended' || one.type === 'call_back.withdrawn'),
    false,
  )
  assert.equal(liveRing(given(...asked, [4, bo, solve]).state as OpenedCase), null)
})

test('who is rung reads the case for it, also one that is kept to a team', () => {
  const facts: DeskFacts = { ...desk, restrictedKinds: ['other'] }
  const world = worldOf([...taken], { facts })
  const ivan = facts.agents[agentId('ivan')]!
  assert.equal(mayRead(ivan, world.card(), false, facts), false)
  world.do(2, bo, ask)
  assert.equal(mayRead(ivan, world.card(), false, facts), true)
  world.do(3, bo, { type: 'live_line.take_back', live: 'liv_a' })
  assert.equal(mayRead(ivan, world.card(), false, facts), false, 'and no more once nobody asks')
  const other = worldOf([...taken], {})
  const marta = desk.agents[agentId('marta')]!
  assert.equal(mayRead(marta, other.card(), false, desk), false)
  other.do(2, bo, ask)
  assert.equal(mayRead(marta, other.card(), false, desk), true, 'what a level is asked, it reads')
})

test('the ledger reads as one entry; the customer learns that a specialist was asked, and no name', () => {
  const world = worldOf([...asked], {})
  world.do(2, by('ivan'), { ...decline, text: text('later') } as Command)
  world.do(3, by('karin'), answer)
  world.do(3, by('karin'), { type: 'live_line.say', live: 'liv_a', text: text('hello') })
  world.do(4, by('karin'), { type: 'live_line.join', live: 'liv_a' })
  world.do(5, bo, end)
  const entry = timeline(world.ledger()).find(one => one.kind === 'live')
  assert.ok(entry?.kind === 'live')
  assert.deepEqual(
    [entry.rang.map(one => one.agents), entry.declined.length, entry.answered?.by, entry.said.length],
    [[['agt_ivan'], ['agt_karin']], 1, by('karin'), 1],
  )
  assert.deepEqual([entry.ended?.outcome, entry.ended?.minutes], ['answered', 2])
  const reading = { text: textOf as never, agentName: () => 'Karin', now: at(9) }
  const lines = customerTimeline(world.ledger(), world.state(), reading as never) as readonly {
    kind: string
  }[]
  assert.deepEqual(
    lines.filter(one => one.kind === 'asked_inside').map(({ kind }) => kind),
    ['asked_inside'],
  )
  assert.deepEqual(world.card().live, { people: ['agt_bo', 'agt_karin'] }, 'who talked reads on')
})

test('a fact about another line than the newest changes nothing', () => {
  const { state } = given(...asked)
  for (const type of ['live_line.unanswered', 'live_line.answered'] as const) {
    const stray = { type, live: 'liv_z', at: at(3), by: by('ivan') } as Event
    assert.deepEqual((evolve(state, stray) as OpenedCase).live, (state as OpenedCase).live)
  }
})

test('the ledger tells of each way a question, a swarm and a wanted word can end', () => {
  const ends = (wished: readonly Wished[]) => {
    const entry = timeline(worldOf([...taken, ...wished], {}).ledger()).find(
      one => one.kind === 'live' || one.kind === 'swarm' || one.kind === 'call_back',
    )
    return entry && 'standing' in entry && entry.standing
  }
  const raise: Wished = [2, bo, { type: 'swarm.raise', swarm: 'swm_a', question: text('q') }]
  const want: Wished = [
    2,
    bo,
    { type: 'call_back.want', callBack: 'cbk_a', level: 2, dueAt: at(30), text: text('c') },
  ]
  const asks: Wished = [2, bo, ask]
  const rings = [3, 4, 5, 7].map((minute): Wished => [minute, clock, ring])
  const back: Wished = [3, bo, { type: 'live_line.take_back', live: 'liv_a' }]
  assert.equal(ends([asks, back]), 'taken_back')
  assert.equal(ends([asks, ...rings]), 'unanswered')
  assert.equal(ends([asks, [2, by('ivan'), decline], back]), 'taken_back')
  assert.equal(ends([raise, [17, clock, ring]]), 'lapsed')
  const swarmEnd: Wished = [3, bo, { type: 'swarm.end', swarm: 'swm_a', how: 'withdrawn' }]
  assert.equal(ends([raise, swarmEnd]), 'ended')
  assert.equal(ends([want, [3, bo, { type: 'call_back.withdraw', callBack: 'cbk_a' }]]), 'withdrawn')
  assert.equal(ends([want, [3, by('marta'), { type: 'call_back.give', callBack: 'cbk_a' }]]), 'given')
})
