// Who is on when, where nobody is, and cases that fit nobody.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { Instant } from '#core/kit/time.ts'
import type { AgentFacts, AgentRouting, DeskFacts, Duty, TeamCovers } from '#core/people/desk-facts.ts'
import { isOnAt, shiftsOf, unfitFor } from '#core/people/shifts.ts'
import { clockedDesk } from '#core/testing/clocked.ts'
import { agentId, at, teamId } from '#core/testing/world.ts'

const reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'never', cover: null } as const
const known = (more: Partial<AgentRouting> = {}): AgentRouting => ({
  skills: [],
  languages: [],
  products: [],
  capacity: null,
  ...more,
})
type Changes = Readonly<Record<string, Partial<AgentFacts>>>
/** t0 is Thursday at 10 in Stockholm; team 1 is Bo and Chiara, and Karin who leads it and works, too. */
function deskWith(changes: Changes, more: { duty?: Duty; covers?: TeamCovers } = {}): DeskFacts {
  const agents = Object.values(clockedDesk.agents).map(one => ({ ...one, reach, ...changes[one.name] }))
  return {
    ...clockedDesk,
    agents: Object.fromEntries(agents.map(one => [one.id, one])),
    teams: { ...clockedDesk.teams, tea_1: { ...clockedDesk.teams.tea_1!, ...more } },
  }
}
const thursday = (from: string, until: string) => ({
  week: { zone: 'Europe/Stockholm', hours: { thu: [[from, until] as const] }, cover: null },
})
const away: Partial<AgentFacts> = { active: false }
const day = { from: at(0), until: at(8 * 60), absences: {} }
const minute = (instant: Instant) => (instant - at(0)) / 60_000
const gaps = (desk: DeskFacts, asked: Parameters<typeof shiftsOf>[2] = day) =>
  shiftsOf(desk, teamId(1), asked).gaps.map(one => [
    minute(one.from),
    minute(one.until),
    one.lacks.map(lack => lack.code).join(),
  ])

test('people of a team by name, with the hours of their weeks; who has none is taken as there', () => {
  const desk = deskWith({ bo: thursday('10:00', '12:00'), karin: { roles: ['lead'] } })
  const { people, hours } = shiftsOf(desk, teamId(1), day)
  assert.equal(hours, null, 'around the clock')
  assert.deepEqual(
    people.map(one => [one.agent, one.works?.map(each => [minute(each.from), minute(each.until)]) ?? null]),
    [
      [agentId('bo'), [[0, 120]]],
      [agentId('chiara'), null],
    ],
  )
  assert.deepEqual(gaps(desk), [], 'Chiara is there')
  const { reach: _, ...program } = desk.agents.agt_chiara!
  const robots = { ...desk, agents: { ...desk.agents, agt_chiara: program } }
  assert.deepEqual(gaps(robots), [[120, 480, 'anybody']], 'a program keeps no shift')
})

test('hours of the team in which nobody is there are gaps; an absence makes one', () => {
  const duty: Duty = { hours: 'cal_work', turns: [] }
  const changes = { bo: thursday('10:00', '12:00'), chiara: thursday('13:00', '20:00'), karin: away }
  // The team works till 17, which is minute 420.
  const desk = deskWith(changes, { duty })
  assert.deepEqual(gaps(desk), [[120, 180, 'anybody']])
  const absent = { from: at(200), until: at(300), cover: agentId('bo') }
  const past = { from: at(-20), until: at(-10), cover: null }
  // It lies in a gap: that stays one.
  const inside = { from: at(150), until: at(170), cover: null }
  const asked = { ...day, absences: { agt_chiara: [absent, inside, past] } }
  assert.deepEqual(gaps(desk, asked), [
    [120, 180, 'anybody'],
    [200, 300, 'anybody'],
  ])
  const chiara = shiftsOf(desk, teamId(1), asked).people.find(one => one.agent === agentId('chiara'))!
  assert.deepEqual(chiara.absences, [absent, inside])
  assert.deepEqual(
    [190, 210, 310].map(one => isOnAt(chiara, at(one))),
    [true, false, true],
  )
  const renamed = deskWith({ ...changes, chiara: { ...changes.chiara, name: 'Anna' } }, { duty })
  const named = shiftsOf(renamed, teamId(1), day).people.map(one => one.agent)
  assert.deepEqual(named, [agentId('chiara'), agentId('bo')], 'by name')
  const unknown = deskWith(changes, { duty: { ...duty, hours: 'cal_gone' } })
  assert.equal(shiftsOf(unknown, teamId(1), day).hours, null)
  assert.deepEqual(shiftsOf(desk, 'tea_none', day).people, [])
})

test('a gap says which skill, language or product of the team nobody knows then', () => {
  const covers = { skills: ['skl_a'], languages: ['ru'], products: ['pro_a'], capacity: null } as const
  const changes = {
    bo: { ...thursday('10:00', '12:00'), routing: known({ skills: ['skl_a'], products: ['pro_a'] }) },
    chiara: {
      routing: known({
        languages: [{ language: 'ru', writes: true, speaks: false }],
        products: ['pro_b'],
      }),
    },
    karin: away,
  }
  assert.deepEqual(gaps(deskWith(changes, { covers })), [[120, 480, 'skill,product']])
  const none = { bo: away, karin: away, chiara: {} }
  assert.deepEqual(
    gaps(deskWith(none, { covers })),
    [[0, 480, 'skill']],
    'of whom nothing is said writes any',
  )
  const swedish = {
    ...none,
    chiara: { routing: known({ languages: [{ language: 'sv', writes: true, speaks: true }] }) },
  }
  assert.deepEqual(gaps(deskWith(swedish, { covers })), [[0, 480, 'skill,language']])
})

test('what fits nobody who could be given it says what is missing, and who elsewhere has it', () => {
  const skills = {
    skl_a: { id: 'skl_a', name: 'A', products: ['pro_a'], kinds: [], active: true },
  } as NonNullable<DeskFacts['skills']>
  const desk = { ...deskWith({ marta: { routing: known({ skills: ['skl_a'] }) } }), skills }
  const card = (more: Partial<Card>) =>
    ({ team: teamId(1), kind: 'other', product: null, language: 'sv', channel: 'email', ...more }) as Card
  const [plain, radio, lost] = [card({}), card({ product: 'pro_a' }), card({ team: 'tea_none' })]
  assert.deepEqual(unfitFor(desk, [plain, radio]), [
    { card: radio, missing: [{ code: 'skill', skill: 'skl_a' }], couldBeAsked: [agentId('marta')] },
  ])
  const [nobodys] = unfitFor(desk, [lost])
  assert.deepEqual(nobodys?.missing, [], 'nobody takes from that team at all')
  assert.ok(nobodys.couldBeAsked.length > 0)
})
