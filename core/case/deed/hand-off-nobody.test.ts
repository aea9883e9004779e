// An offer sits with nobody: it goes from a person to his team, and from there to whoever is on call or
// leads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may, isInReach } from '#core/access/may.ts'
import { cardOf } from '#core/case/card.ts'
import { dutyLead } from '#core/people/team-there.ts'
import { offerRing } from '#core/case/deed/hand-off.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import { deskWith, entryOf, first, named, offer, offered, ring } from '#core/testing/hand-off-play.ts'
import { agentId, at, by, caseId, clock, desk, given, taken, teamId } from '#core/testing/world.ts'

test('what one person did not take goes to his team, and then to a lead', () => {
  const state = given(...named)
  assert.deepEqual(may(by('ivan'), 'hand_off.accept', state.state, desk), { refused: 'hand_off.not_yours' })
  state.when(123, clock, ring).then('hand_off.expired', 'hand_off.widened')
  const widened = given(...named, [123, clock, ring])
  assert.equal(may(by('ivan'), 'hand_off.accept', widened.state, desk), true)
  assert.equal(offerRing(widened.state as OpenedCase), at(133))
  widened.when(132, clock, ring).thenNothing()
  widened.when(133, clock, ring).then('hand_off.raised')
  const raised = given(...named, [123, clock, ring], [133, clock, ring])
  assert.deepEqual(first(raised).raised, { to: 'lead', agent: 'agt_karin' })
  assert.equal(offerRing(raised.state as OpenedCase), null)
  raised.when(140, clock, ring).thenNothing()
  assert.deepEqual(
    [entryOf(raised.events).widened?.because, entryOf(raised.events).raised?.agent],
    ['expired', 'agt_karin'],
  )
})
test('who it was raised to may take it, whatever his level; where there is no lead, any later one', () => {
  const leading = deskWith({ karin: { active: false }, chiara: { roles: ['agent', 'lead'] } })
  const state = given(...offered)
  const [, event] = state.on(leading).when(123, clock, ring).then('hand_off.expired', 'hand_off.raised')
  assert.ok(event?.type === 'hand_off.raised')
  assert.equal(event.agent, 'agt_chiara')
  const offeredOne = first(state)
  const before = { ...(state.state as OpenedCase) }
  const raisedTo = (agent: string | null) => ({
    ...before,
    handOffs: { hnd_a: { ...offeredOne, raised: { to: 'lead' as const, agent: agent as never } } },
  })
  assert.equal(may(by('chiara'), 'hand_off.accept', raisedTo('agt_chiara'), leading), true)
  assert.equal(may(by('chiara'), 'hand_off.accept', raisedTo(null), leading), true)
  assert.deepEqual(may(by('audit'), 'hand_off.accept', raisedTo('agt_chiara'), leading), {
    refused: 'access.denied',
  })
  assert.deepEqual(may(by('bo'), 'hand_off.accept', raisedTo(null), leading), {
    refused: 'hand_off.not_yours',
  })
  const nobody = deskWith({ karin: { active: false } })
  const [, none] = state.on(nobody).when(123, clock, ring).then('hand_off.expired', 'hand_off.raised')
  assert.ok(none?.type === 'hand_off.raised')
  assert.equal(none.agent, null)
})
test('an offer to a person who is not there any more goes to his team at once', () => {
  const state = given(...named)
  state.when(4, clock, ring).thenNothing()
  const gone: Partial<AgentFacts>[] = [
    { active: false },
    { absent: true },
    { absent: true, absence: null },
    { absent: true, absence: { until: at(500), cover: null } },
    { teams: [], levels: [] },
  ]
  for (const change of gone)
    state
      .on(deskWith({ marta: change }))
      .when(4, clock, ring)
      .then('hand_off.widened')
  const soon = { absent: true, absence: { until: at(100), cover: null } }
  state
    .on(deskWith({ marta: soon }))
    .when(4, clock, ring)
    .thenNothing()
  state
    .on(deskWith({ marta: { teams: [] } }))
    .when(4, clock, ring)
    .thenNothing()
  state
    .on(deskWith({}, { agents: {} }))
    .when(4, clock, ring)
    .then('hand_off.widened')
  state
    .on(deskWith({}, { teams: {} }))
    .when(4, clock, ring)
    .then('hand_off.widened')
  state
    .on(deskWith({ marta: { absent: true } }))
    .when(123, clock, ring)
    .then('hand_off.expired', 'hand_off.widened')
})
test('whoever is offered to somebody who is away offers it to his team', () => {
  const away = deskWith({ marta: { absent: true } })
  const [, event] = given(...taken)
    .on(away)
    .when(3, by('bo'), offer({ agent: agentId('marta') }))
    .then('hand_off.offered', 'hand_off.widened')
  assert.ok(event?.type === 'hand_off.widened')
  assert.deepEqual([event.because, event.by.kind], ['receiver_away', 'system'])
})
test('a team that is closed begins to count as it opens; whoever is on call there is chosen for now', () => {
  const week = { mon: [], tue: [], wed: [], thu: [['13:00', '17:00']], fri: [], sat: [], sun: [] }
  const read = parseCalendar({ zone: 'UTC', versions: [{ week }] })
  assert.ok('calendar' in read, JSON.stringify(read))
  const reach = { zone: 'UTC', quiet: [], mail: 'away' as const, cover: null }
  const duty = { hours: 'cal_day' as const, turns: [{ agent: agentId('ivan'), from: at(0), until: at(200) }] }
  const shut = deskWith(
    { ivan: { reach } },
    {
      calendars: { cal_day: read.calendar },
      teams: { ...desk.teams, tea_2: { ...desk.teams.tea_2!, duty } },
    },
  )
  const state = given(...taken)
  const [queued] = state.on(shut).when(3, by('bo'), offer()).then('hand_off.offered')
  assert.equal(queued?.type === 'hand_off.offered' && queued.acceptBy, at(240 + 120))
  const [called] = state
    .on(shut)
    .when(3, by('bo'), offer({ agent: agentId('ivan') }))
    .then('hand_off.offered')
  assert.equal(called?.type === 'hand_off.offered' && called.acceptBy, at(123))
  const [, up] = given(...offered)
    .on(shut)
    .when(123, clock, ring)
    .then('hand_off.expired', 'hand_off.raised')
  assert.ok(up?.type === 'hand_off.raised')
  assert.deepEqual([up.to, up.agent], ['on_call', 'agt_ivan'])
  const [open] = state.on(shut).when(250, by('bo'), offer()).then('hand_off.offered')
  assert.equal(open?.type === 'hand_off.offered' && open.acceptBy, at(370))
})
test('the lead on duty is one of the team, at work before asleep', () => {
  const asleep = { zone: 'UTC', hours: { mon: [['09:00', '10:00']] as const }, cover: null }
  const two = deskWith({
    marta: { roles: ['agent', 'lead'] },
    ivan: { roles: ['agent', 'lead'], week: asleep },
    karin: { teams: [teamId(1)] },
    jordi: { roles: ['agent', 'lead'], absent: true },
  })
  const [, event] = given(...offered)
    .on(two)
    .when(123, clock, ring)
    .then('hand_off.expired', 'hand_off.raised')
  assert.equal(event?.type === 'hand_off.raised' && event.agent, 'agt_marta')
})

test('of leads who could decide it is always the same one', () => {
  const same = (first: string, second: string) =>
    dutyLead(
      {
        ...desk,
        agents: Object.fromEntries(
          [first, second].map(id => [id, { ...desk.agents.agt_karin!, id: agentId(id), name: id }]),
        ),
      },
      teamId(2),
      at(0),
    )
  assert.deepEqual([same('a', 'b'), same('b', 'a')], ['agt_a', 'agt_a'])
})
test('who it was raised to reaches the case, also from another level', () => {
  const leading = deskWith({ karin: { active: false }, jordi: { roles: ['agent'], levels: [3] } })
  const before = given(...offered).state as OpenedCase
  const raised = { to: 'on_call' as const, agent: agentId('jordi') }
  const after = { ...before, handOffs: { hnd_a: { ...before.handOffs.hnd_a!, raised } } }
  const reaches = (state: OpenedCase) => isInReach(state, leading.agents.agt_jordi!, leading)
  assert.deepEqual([reaches(before), reaches(after)], [false, true])
  const words = { text: () => '', customerName: '', organisationName: null }
  const [, up] = given(...offered)
    .when(123, clock, ring)
    .then('hand_off.expired', 'hand_off.raised')
  const all = [...given(...offered).events, up!]
  assert.equal(cardOf(caseId('a'), all, words)?.offer?.raised, 'agt_karin')
})
