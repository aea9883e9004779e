// Who is told, as what, and when: for each fact that tells somebody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { weekdays } from '#core/clock/date.ts'
import type { AgentId } from '#core/kit/id.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import {
  aboutOf,
  dueOf,
  holderOf,
  isSettled,
  isTelling,
  type Telling,
  windowFromOf,
  wokenLateMs,
} from '#core/notice/notice.ts'
import { type Asked, isMailed, whoIsTold } from '#core/notice/who.ts'
import type { AgentFacts, DeskFacts, Duty, Reach } from '#core/people/desk-facts.ts'
import { clockedDesk, judged } from '#core/testing/clocked.ts'
import { ring, run, take } from '#core/testing/clocked-play.ts'
import { samples } from '#core/testing/sample.ts'
import {
  agentId,
  assessAs,
  at,
  by,
  clock,
  customer,
  openCommand,
  taken,
  teamId,
  text,
  type Wished,
} from '#core/testing/world.ts'

const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
type Changes = Readonly<Record<string, Partial<AgentFacts>>>

/** The desk with people who can be reached; Karin is the lead of team 1. */
const people = (changes: Changes = {}, duty?: Duty): DeskFacts => ({
  ...clockedDesk,
  agents: Object.fromEntries(
    Object.values(clockedDesk.agents).map(one => [one.id, { ...one, reach, ...changes[one.name] }]),
  ),
  teams: duty ? { ...clockedDesk.teams, tea_1: { ...clockedDesk.teams.tea_1!, duty } } : clockedDesk.teams,
})

type Known = { state: OpenedCase; event: Telling }
function after(wished: readonly Wished[], which: Telling['type']): Known {
  const { events, state } = run(wished)
  const event = events.filter(isTelling).find(one => one.type === which)
  assert.ok(event, `no ${which} in ${events.map(one => one.type)}`)
  return { state, event }
}
/** First answer owed at minute 60, warned of at 30. */
const breached = (...more: Wished[]) => after([judged, ...more, [60, clock, ring]], 'target.breached')
const severe: Wished = [2, by('bo'), assessAs(1)]

function told({ state, event }: Known, asked: Partial<Asked> = {}) {
  const found = whoIsTold(state, event, {
    now: event.at,
    desk: people(),
    before: [],
    isTakenUp: false,
    ...asked,
  })
  const minute = (instant: Instant | null) => (instant === null ? null : (instant - at(0)) / minuteMs)
  return {
    tell: found.tell.map(
      one =>
        `${one.agent.slice(4)} ${one.as}${one.tellAt > (asked.now ?? event.at) ? ` ${minute(one.tellAt)}` : ''}`,
    ),
    againAt: minute(found.againAt),
  }
}
const before = [{ agent: agentId('bo'), tellAt: at(60) }]

test('a warning goes to whose case it is, and never to the lead', () => {
  const warned = after([judged, take, [30, clock, ring]], 'target.warned')
  assert.deepEqual(told(warned), { tell: ['bo owner'], againAt: null })
})

test('a breach goes to whose case it is; to the lead after a while, when nobody has taken it up', () => {
  const known = breached(take)
  assert.deepEqual(told(known), { tell: ['bo owner'], againAt: 70 })
  assert.deepEqual(told(known, { now: at(69), before }), { tell: [], againAt: 70 })
  assert.deepEqual(told(known, { now: at(70), before }), { tell: ['karin lead'], againAt: null })
  assert.deepEqual(told(known, { now: at(70), before, isTakenUp: true }), { tell: [], againAt: null })
  assert.deepEqual(told(known, { now: at(61), before, isTakenUp: true }), { tell: [], againAt: null })
})

test('a breach that is settled meanwhile does not reach the lead', () => {
  const { event } = breached(take)
  const { state } = run([
    judged,
    take,
    [60, clock, ring],
    [65, by('bo'), { type: 'case.solve', fix: text('f') }],
  ])
  assert.deepEqual(told({ state, event }, { now: at(70), before }), { tell: [], againAt: null })
})

test('a breach at severity 1 and a missed promise reach the lead at once', () => {
  const { state, event } = after([judged, take, severe, [15, clock, ring]], 'target.breached')
  assert.deepEqual(told({ state, event }), { tell: ['bo owner', 'karin lead'], againAt: null })
  const promise: Wished = [
    2,
    by('bo'),
    { type: 'promise.make', promise: 'prm_a', topic: text('t'), means: 'phone', dueAt: at(50) },
  ]
  const day = 24 * 60
  const missed = after([...taken, promise, [50, clock, ring], [50 + day, clock, ring]], 'promise.missed')
  assert.deepEqual(told(missed), { tell: ['bo owner', 'karin lead'], againAt: null })
})

test('a case nobody holds is the lead’s matter at once; he is told once', () => {
  const known = breached()
  assert.deepEqual(told(known), { tell: ['karin lead'], againAt: 70 })
  const lead = [{ agent: agentId('karin'), tellAt: at(60) }]
  assert.deepEqual(told(known, { now: at(70), before: lead }), { tell: [], againAt: null })
})

test('what is owed to the customer is his contact’s; what has to be done, its worker’s', () => {
  const { state } = breached(take)
  const two: OpenedCase = { ...state, contact: agentId('bo'), worker: agentId('chiara') }
  const told = { type: 'target.warned', at: at(1), by: clock, target: 'tgt_1' } as const
  assert.equal(holderOf(two, { ...told, kind: 'periodic_update' }), 'agt_bo')
  assert.equal(holderOf(two, { ...told, kind: 'resolution' }), 'agt_chiara')
  assert.equal(holderOf({ ...two, contact: null }, { ...told, kind: 'first_response' }), 'agt_chiara')
  assert.equal(holderOf({ ...two, worker: null }, { ...told, kind: 'workaround' }), 'agt_bo')
})

test('a promise is its keeper’s; the house’s own is the contact’s, or the worker’s', () => {
  const { state } = run([...taken])
  const late = { type: 'promise.late', at: at(1), by: clock, promise: 'prm_1' } as const
  assert.equal(holderOf(state, late), state.contact)
  assert.equal(holderOf({ ...state, contact: null, worker: agentId('chiara') }, late), 'agt_chiara')
  const [promise] = Object.values(state.promises)
  const kept = { ...state, promises: { prm_1: { ...promise!, keeper: agentId('ivan') } } }
  assert.equal(holderOf(kept, late), 'agt_ivan')
})

const offer: Wished = [
  10,
  by('bo'),
  {
    type: 'hand_off.offer',
    handOff: 'hnd_a',
    team: teamId(2),
    question: text('why'),
    summary: { problem: text('p'), claims: [], steps: [], promise: 'prm_1', noStepsBecause: text('none') },
  },
]

test('an offer nobody takes up is told to its giver, then to the lead of those it was offered to', () => {
  const known = after([...taken, offer, [130, clock, ring]], 'hand_off.expired')
  assert.deepEqual(told(known), { tell: ['bo owner'], againAt: 140 })
  const desk = people({ marta: { roles: ['agent', 'lead'] } })
  assert.deepEqual(told(known, { desk, now: at(140), before: [{ agent: agentId('bo'), tellAt: at(130) }] }), {
    tell: ['marta lead', 'karin lead'],
    againAt: null,
  })
  const unknown = { ...known.event, handOff: 'hnd_x' as const }
  assert.equal(holderOf(known.state, unknown as Telling), 'agt_bo')
  assert.equal(isSettled(known.state, known.event), false)
  assert.equal(isSettled(known.state, unknown as Telling), true)
})

test('a request for more help nobody answered is told to the contact, then a lead; not content, to both', () => {
  const asked: Wished = [2, customer, samples['help.ask']]
  const late = after([...taken, asked, [62, clock, ring]], 'help.late')
  assert.deepEqual(told(late, { now: at(62) }), { tell: ['bo owner'], againAt: 72 })
  assert.deepEqual([aboutOf(late.event), dueOf(late.state, late.event)], ['hlp_1', at(62)])
  assert.equal(isSettled(late.state, late.event), false)
  const explained: Wished[] = [
    [3, by('bo'), samples['contact.hold']],
    [4, by('bo'), { type: 'help.explain', help: 'hlp_1', evidence: 'con_b' }],
  ]
  assert.equal(isSettled(run([...taken, asked, ...explained]).state as OpenedCase, late.event), true)
  const other = { ...late.event, help: 'hlp_9' } as Telling
  assert.deepEqual([dueOf(late.state, other), isSettled(late.state, other)], [null, true])
  const not: Wished = [5, customer, { type: 'help.reply', help: 'hlp_1', reply: 'not_content' }]
  const raised = after([...taken, asked, ...explained, not], 'help.raised')
  assert.deepEqual(told(raised, { now: at(5) }), { tell: ['bo owner', 'karin lead'], againAt: null })
  assert.equal(aboutOf(raised.event), `hlp_1/${at(65)}`)
  assert.equal(wokenLateMs(raised.state, raised.event), null)
})

test('whoever covers for an absent person is told in his place; else the lead', () => {
  const known = breached(take)
  const away = (cover: string | null) => ({
    absent: true,
    reach: { ...reach, cover: cover && agentId(cover) },
  })
  const desk = (cover: string | null, more: Changes = {}) => people({ bo: away(cover), ...more } as Changes)
  assert.deepEqual(told(known, { desk: desk('chiara') }).tell, ['chiara cover'])
  assert.deepEqual(told(known, { desk: desk(null) }).tell, ['karin lead'])
  assert.deepEqual(told(known, { desk: desk('chiara', { chiara: { absent: true } }) }).tell, ['karin lead'])
  assert.deepEqual(told(known, { desk: people({ bo: { active: false } }) }).tell, ['karin lead'])
})

test('a program is told nothing', () => {
  const { reach: _, ...program } = people().agents.agt_bo!
  const desk = { ...people(), agents: { ...people().agents, agt_bo: program } }
  assert.deepEqual(told(breached(take), { desk }).tell, ['karin lead'])
})

test('a team without a lead who is there is led by all leads of the desk; without any nobody is told', () => {
  const known = breached()
  const desk = people({ karin: { absent: true }, ivan: { roles: ['lead'] }, jordi: { roles: ['lead'] } })
  assert.deepEqual(told(known, { desk }).tell, ['ivan lead', 'jordi lead'])
  assert.deepEqual(told(known, { desk: people({ karin: { absent: true } }) }), { tell: [], againAt: 70 })
})

/** t0 is Thursday at 10 in Stockholm: the team works till 17, which is minute 420. */
const duty = (more: Partial<Duty> = {}): Duty => ({
  hours: 'cal_work',
  turns: [
    { agent: agentId('gone'), from: at(0), until: at(2_000) },
    { agent: agentId('jordi'), from: at(300), until: at(1_000) },
  ],
  ...more,
})

test('outside the team’s hours whoever is on call is told instead', () => {
  const open = breached(take)
  const closed: Known = { ...open, event: { ...open.event, at: at(430) } as Telling }
  const tell = (known: Known, own: Duty) => told(known, { desk: people({}, own) }).tell
  assert.deepEqual(tell(open, duty()), ['bo owner'], 'the team is there')
  assert.deepEqual(tell(closed, duty()), ['jordi on_call'])
  assert.deepEqual(tell(closed, duty({ turns: [] })), ['bo owner'], 'nobody is on call')
  assert.deepEqual(tell(closed, duty({ hours: null })), ['bo owner'], 'it works around the clock')
  assert.deepEqual(tell(closed, duty({ hours: 'cal_gone' })), ['bo owner'])
  const past: Known = { ...open, event: { ...open.event, at: at(1_000) } as Telling }
  assert.deepEqual(tell(past, duty({ turns: [duty().turns[1]!] })), ['bo owner'], 'his turn is over')
})

/**
 * At work on Thursdays only, 10 to 11 in Stockholm: the first answer, owed at minute 60, falls due as he
 * goes.
 */
const hour = (from: string, until: string, cover: AgentId | null = null): Partial<AgentFacts> => ({
  week: { zone: 'Europe/Stockholm', hours: { thu: [[from, until]] }, cover },
})

test('whoever works by his week is told, also while his team does not', () => {
  const known: Known = { ...breached(take), event: { ...breached(take).event, at: at(430) } as Telling }
  const tell = (changes: Changes) => told(known, { desk: people(changes, duty()) }).tell
  assert.deepEqual(tell({ bo: hour('10:00', '20:00') }), ['bo owner'])
  assert.deepEqual(tell({ bo: hour('10:00', '17:00') }), ['jordi on_call'])
  const his = duty({ turns: [{ agent: agentId('bo'), from: at(300), until: at(1_000) }] })
  const own = (cover: AgentId | null) => people({ bo: hour('10:00', '17:00', cover) }, his)
  assert.deepEqual(told(known, { desk: own(null) }).tell, ['bo on_call'], 'his own turn')
  assert.deepEqual(told(known, { desk: own(agentId('chiara')) }).tell, ['chiara cover'])
})

test('outside his week whoever stands in for him is told in his place', () => {
  const tell = (changes: Changes) => told(breached(take), { desk: people(changes) }).tell
  const off = hour('10:00', '11:00', agentId('chiara'))
  assert.deepEqual(tell({ bo: off }), ['chiara cover'])
  assert.deepEqual(tell({ bo: off, chiara: hour('11:00', '19:00') }), ['chiara cover'])
  const plain = hour('10:00', '11:00')
  assert.deepEqual(tell({ bo: plain, chiara: hour('11:00', '19:00') }), ['chiara cover'], 'on duty')
  assert.deepEqual(tell({ bo: plain }), ['karin lead'])
  assert.deepEqual(tell({ bo: plain, chiara: { ...hour('11:00', '19:00'), reach: undefined as never } }), [
    'karin lead',
  ])
  const none = { karin: { absent: true }, bo: plain }
  assert.deepEqual(tell(none), ['bo owner'], 'nobody stands in: he himself, whenever he looks')
})

test('a lead who works goes before one who does not; one who does not before nobody', () => {
  const leads: Changes = { chiara: { roles: ['agent', 'lead'] }, bo: { absent: true } }
  const tell = (changes: Changes) => told(breached(take), { desk: people({ ...leads, ...changes }) }).tell
  assert.deepEqual(tell({}), ['chiara lead', 'karin lead'])
  assert.deepEqual(tell({ karin: hour('08:00', '09:00') }), ['chiara lead'])
  const both = { karin: hour('08:00', '09:00'), chiara: { ...leads.chiara, ...hour('08:00', '09:00') } }
  assert.deepEqual(tell(both), ['chiara lead', 'karin lead'])
})

test('quiet hours hold a notice back to their end; severity 1 breaks in', () => {
  const quiet = [{ days: weekdays, from: '10:30', until: '12:00' }]
  const desk = people({ bo: { reach: { ...reach, quiet } } })
  const known = breached(take)
  assert.deepEqual(told(known, { desk }), { tell: ['bo owner 120'], againAt: 70 })
  const held = [{ agent: agentId('bo'), tellAt: at(120) }]
  assert.deepEqual(told(known, { desk, now: at(70), before: held }), { tell: ['karin lead'], againAt: 120 })
  const grave = { ...known, state: { ...known.state, severity: 1 as const } }
  assert.deepEqual(told(grave, { desk }).tell, ['bo owner', 'karin lead'])
})

test('a notice knows what it is about, when that was due, and whether the clock itself came late', () => {
  const { state, event } = breached(take)
  assert.equal(aboutOf(event), 'tgt_1')
  assert.equal(dueOf(state, event), at(60))
  assert.equal(wokenLateMs(state, event), null)
  assert.equal(wokenLateMs(state, { ...event, lateByMs: 9_000 } as Telling), 9_000)
  assert.equal(wokenLateMs(state, { ...event, type: 'target.warned' } as Telling), null)
  const house = after(
    [
      [0, customer, openCommand],
      [300, clock, ring],
    ],
    'promise.late',
  )
  assert.equal(aboutOf(house.event), 'prm_1')
  assert.equal(dueOf(house.state, house.event), at(240))
  assert.equal(wokenLateMs(house.state, house.event), 60 * minuteMs)
  assert.equal(wokenLateMs(house.state, { ...house.event, at: at(240) } as Telling), null)
  assert.equal(windowFromOf(house.state, house.event), null)
  const window = { ...house.state.promises.prm_1!, from: at(200) }
  assert.equal(windowFromOf({ ...house.state, promises: { prm_1: window } }, house.event), at(200))
  const offered = after([...taken, offer, [130, clock, ring]], 'hand_off.expired')
  assert.equal(aboutOf(offered.event), 'hnd_a')
  assert.equal(dueOf(offered.state, offered.event), at(130))
  const none = { ...state, targets: {}, promises: {}, handOffs: {} }
  for (const one of [event, house.event, offered.event])
    assert.deepEqual([dueOf(none, one), windowFromOf(none, one)], [null, null])
  assert.equal(isTelling({ type: 'note.added' } as never), false)
})

test('what was kept, met or withdrawn meanwhile is settled; a missed promise never is', () => {
  const late = after(
    [
      [0, customer, openCommand],
      [240, clock, ring],
    ],
    'promise.late',
  )
  assert.equal(isSettled(late.state, late.event), false)
  assert.equal(isSettled({ ...late.state, promises: {} }, late.event), true)
  assert.equal(isSettled(late.state, { ...late.event, type: 'promise.missed' } as Telling), false)
  const { state, event } = breached(take)
  const stands = (standing: 'paused' | 'met') => ({
    ...state,
    targets: { tgt_1: { ...state.targets.tgt_1!, standing } },
  })
  assert.deepEqual([isSettled(stands('paused'), event), isSettled(stands('met'), event)], [false, true])
})

test('by mail somebody is told as he likes it: never, always, or of what counts while he is away', () => {
  const all = (mail: 'never' | 'away' | 'always') =>
    [true, false].flatMap(isSignedIn => [
      isMailed(mail, 'target.warned', isSignedIn),
      isMailed(mail, 'target.breached', isSignedIn),
    ])
  assert.deepEqual(all('never'), [false, false, false, false])
  assert.deepEqual(all('always'), [true, true, true, true])
  assert.deepEqual(all('away'), [false, false, false, true])
})

test('a customer nobody asked back is his contact’s, then the lead’s, until he is asked', () => {
  const minutes = 9 * 24 * 60
  const known = after(
    [...taken, [2, by('bo'), samples['case.solve']], [minutes, clock, ring]],
    'check_back.late',
  )
  const { state, event } = known
  assert.deepEqual(told(known), { tell: ['bo owner'], againAt: minutes + 10 })
  assert.equal(aboutOf(event), `${state.checkBack!.id}.${event.at}`)
  assert.equal(dueOf(state, event), state.checkBack!.dueAt)
  assert.equal(wokenLateMs(state, event)! > 0, true)
  assert.equal(holderOf({ ...state, contact: null, worker: agentId('chiara') }, event), 'agt_chiara')
  const again = { ...state, checkBack: { ...state.checkBack!, standing: 'running' as const } }
  const settled = [state, again, { ...state, checkBack: null }].map(one => isSettled(one, event))
  assert.deepEqual(settled, [false, true, true])
  assert.deepEqual([dueOf({ ...state, checkBack: null }, event)], [null])
})

test('two words without news reach the lead at once, until there is some', () => {
  const call = (minute: number, contact: `con_${string}`): Wished => [
    minute,
    by('bo'),
    { ...samples['contact.hold'], contact, news: false },
  ]
  const known = after([...taken, call(2, 'con_a'), call(3, 'con_b')], 'news.missing')
  const { state, event } = known
  assert.deepEqual(told(known), { tell: ['bo owner', 'karin lead'], againAt: null })
  assert.equal(aboutOf(event), 'con_b')
  assert.deepEqual([dueOf(state, event), wokenLateMs(state, event)], [null, null])
  assert.equal(isSettled(state, event), false)
  assert.equal(isSettled({ ...state, news: { ...state.news, missingSince: null } }, event), true)
})
