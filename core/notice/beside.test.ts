// Whoever chases what stands beside cases is told; while he is away whoever stands in for him, and where
// nobody has it those who lead. Never whoever did it, and nobody of another house.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentId } from '#core/kit/id.ts'
import type { MatterWant } from '#core/matter/matter.ts'
import { whoIsBound, whoIsWanted, whoOfShare } from '#core/notice/beside.ts'
import type { AgentFacts, Reach } from '#core/people/desk-facts.ts'
import { partnerDesk } from '#core/testing/partner-desk.ts'
import { agentId, at, by, clock, desk, t0, teamId } from '#core/testing/world.ts'

const reach: Reach = { zone: 'UTC', quiet: [], mail: 'away', cover: null }
type Changes = Readonly<Record<string, Partial<AgentFacts>>>
type Asked = Partial<Parameters<typeof whoIsWanted>[2]> & {
  readonly hears?: MatterWant['hears']
  readonly inHouse?: true
  readonly people?: Changes
  readonly onCall?: AgentId
}
function told({ hears = 'owner', inHouse, people = {}, onCall, ...wanting }: Asked): readonly string[] {
  const agents = Object.values(desk.agents).map(one => ({ ...one, reach, ...people[one.name] }))
  const called = { ...desk.teams.tea_2!, onCall: onCall ? { agent: onCall, until: at(900) } : null }
  const teams = { ...desk.teams, tea_2: called }
  const facts = { ...desk, teams, agents: Object.fromEntries(agents.map(one => [one.id, one])) }
  const asked = { owner: agentId('marta'), team: teamId(2), severity: 3, by: clock, now: t0 } as const
  const found = whoIsWanted(
    facts,
    { cause: 'matter.due', hears, ...(inHouse && { inHouse }) },
    { ...asked, ...wanting },
  )
  return found.map(({ agent, as, tellAt }) => `${agent.slice(4)} ${as}${tellAt > t0 ? ' later' : ''}`)
}

test('its owner is told, not who did it; a lead where it is raised, and both where it is said of both', () => {
  assert.deepEqual(told({}), ['marta owner'])
  assert.deepEqual(told({ by: by('marta') }), [])
  assert.deepEqual(told({ by: by('ivan') }), ['marta owner'])
  assert.deepEqual(told({ hears: 'lead' }), ['karin lead'])
  assert.deepEqual(told({ hears: 'both' }), ['marta owner', 'karin lead'])
})

test('nobody has it, or he has left: those who lead; he is away: his cover, else a lead', () => {
  assert.deepEqual(told({ owner: null }), ['karin lead'])
  assert.deepEqual(told({ owner: null, team: null }), ['karin lead'])
  assert.deepEqual(told({ owner: agentId('gone') }), ['karin lead'])
  const away = { absent: true, absence: { until: null, cover: agentId('ivan') } }
  assert.deepEqual(told({ people: { marta: away as never } }), ['ivan cover'])
  assert.deepEqual(told({ people: { marta: { absent: true } } }), ['karin lead'])
})

test('what belongs to no team goes by the team of its owner; where nobody stands in, he hears it himself', () => {
  assert.deepEqual(told({ team: null }), ['marta owner'])
  assert.deepEqual(told({ team: null, hears: 'lead' }), ['karin lead'])
  assert.deepEqual(told({ team: null, people: { marta: { absent: true } } }), ['karin lead'])
  const nobodyLeads: Changes = { marta: { absent: true }, karin: { roles: ['agent'] } }
  assert.deepEqual(told({ people: nobodyLeads }), ['marta owner'])
  assert.deepEqual(told({ team: null, people: { marta: { absent: true, teams: [] } } }), ['marta owner'])
})

test('outside his week whoever is on duty stands in as his cover, else who is on call', () => {
  const off = { until: at(900), cover: null }
  assert.deepEqual(told({ people: { marta: { off }, ivan: { off: null } } }), ['ivan cover'])
  assert.deepEqual(told({ people: { marta: { off } }, onCall: agentId('ivan') }), ['ivan on_call'])
  // Who is on call is nobody any more that the desk knows.
  assert.deepEqual(told({ people: { marta: { off } }, onCall: agentId('nobody') }), ['marta owner'])
})

test('quiet hours hold it back, but for severity 1; whoever works with no cases hears nothing', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const quiet = [{ days, from: '00:00', until: '23:59' }]
  const people: Changes = { marta: { reach: { ...reach, quiet } } }
  assert.deepEqual(told({ people }), ['marta owner later'])
  assert.deepEqual(told({ people, severity: 1 }), ['marta owner'])
  assert.deepEqual(told({ people: { marta: { roles: ['auditor'] } } }), [])
})

test('of a policy its owner hears himself, whatever he does and even away; has he left, those who lead', () => {
  const of = (marta: Partial<AgentFacts>) => told({ people: { marta }, inHouse: true })
  assert.deepEqual(of({ roles: ['auditor'] }), ['marta owner'])
  assert.deepEqual(of({ absent: true, absence: { until: at(900), cover: agentId('ivan') } }), ['marta owner'])
  assert.deepEqual(of({ active: false }), ['karin lead'])
  assert.deepEqual(told({ owner: agentId('gone'), inHouse: true }), ['karin lead'])
  assert.deepEqual(told({ owner: null, inHouse: true }), ['karin lead'])
})

test('whom it binds is told himself, in his quiet hours later; never who did it, who left, or a stranger', () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
  const quiet = { ...reach, quiet: [{ days, from: '00:00', until: '23:59' }] }
  const [bo, ivan] = [desk.agents[agentId('bo')]!, desk.agents[agentId('ivan')]!]
  const all = { [bo.id]: { ...bo, reach: quiet }, [ivan.id]: { ...ivan, reach, absent: true } }
  const marta = { ...desk.agents[agentId('marta')]!, active: false }
  const facts = { ...partnerDesk, agents: { ...partnerDesk.agents, ...all, [marta.id]: marta } }
  const agents = ['bo', 'ivan', 'marta', 'pia', 'nobody'].map(agentId)
  const bound = (who = clock) =>
    whoIsBound(facts, { cause: 'policy.asked', agents }, { by: who, severity: 3, now: t0 }).map(
      one => `${one.agent} ${one.as}${one.tellAt > t0 ? ' later' : ''}`,
    )
  assert.deepEqual(bound(), ['agt_bo bound later', 'agt_ivan bound'])
  assert.deepEqual(bound(by('bo')), ['agt_ivan bound'])
})

test('of another house whoever answered last is told while he is there, else all of the team that has it', () => {
  const pia = { ...partnerDesk.agents[agentId('pia')]!, reach }
  const pau = { ...pia, id: agentId('pau'), name: 'pau' }
  const with_ = (change: Partial<AgentFacts>) => ({
    ...partnerDesk,
    agents: { ...desk.agents, [pia.id]: { ...pia, ...change }, [pau.id]: pau },
  })
  const told = (agent: AgentId | null, change: Partial<AgentFacts> = {}, who = by('marta')) =>
    whoOfShare(
      with_(change),
      { cause: 'share.heard', team: teamId('away'), agent },
      { by: who, severity: 3, now: t0 },
    ).map(one => `${one.agent} ${one.as}`)
  assert.deepEqual(told(null), ['agt_pia share', 'agt_pau share'])
  assert.deepEqual(told(pia.id), ['agt_pia share'])
  assert.deepEqual(told(pia.id, { absent: true }), ['agt_pia share', 'agt_pau share'])
  assert.deepEqual(told(pia.id, { active: false }), ['agt_pau share'])
  assert.deepEqual(told(null, {}, by('pia')), ['agt_pau share'], 'whoever did it knows it')
  assert.deepEqual(told(null, {}, clock), ['agt_pia share', 'agt_pau share'])
})
