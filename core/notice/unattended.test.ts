// A case waits and nobody who could take it is there: who is told, again when, and who in the end.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import type { ProductId } from '#core/kit/id.ts'
import { minuteMs } from '#core/kit/time.ts'
import { alarmsFor, isAttended, waitsSince } from '#core/notice/unattended.ts'
import type { AgentFacts, DeskFacts, Duty, Reach } from '#core/people/desk-facts.ts'
import { clockedDesk } from '#core/testing/clocked.ts'
import { agentId, at, teamId } from '#core/testing/world.ts'

const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
type Changes = Readonly<Record<string, Partial<AgentFacts>>>
/** t0 is Thursday at 10 in Stockholm; the team works till 17, which is minute 420. */
const duty: Duty = {
  hours: 'cal_work',
  turns: [
    { agent: agentId('jordi'), from: at(0), until: at(1_000) },
    { agent: agentId('ivan'), from: at(1_000), until: at(2_000) },
  ],
}
const absent: Partial<AgentFacts> = { absent: true, absence: { until: at(9_000), cover: null } }
const nobody: Changes = { bo: absent, chiara: absent, karin: { roles: ['lead'] } }
function desk(changes: Changes = nobody, more: Partial<DeskFacts> = {}, own: Duty = duty): DeskFacts {
  const agents = Object.values(clockedDesk.agents).map(one => ({ ...one, reach, ...changes[one.name] }))
  return {
    ...clockedDesk,
    agents: Object.fromEntries(agents.map(one => [one.id, one])),
    teams: { ...clockedDesk.teams, tea_1: { ...clockedDesk.teams.tea_1!, duty: own } },
    ...more,
  }
}
const card = (more: Partial<Card> = {}) =>
  ({
    team: teamId(1),
    severity: 2,
    openedAt: at(0),
    changedAt: at(5),
    hadBy: [],
    kind: 'other',
    product: null,
    language: 'sv',
    channel: 'email',
    ...more,
  }) as Card
const told = (facts: DeskFacts, minute: number, one = card(), has = 0) =>
  alarmsFor(facts, one, { now: at(minute), has: () => has }).map(
    ({ agent, as, round, tellAt }) =>
      `${agent.slice(4)} ${as} ${round}${tellAt > at(minute) ? ` at ${(tellAt - at(0)) / minuteMs}` : ''}`,
  )

test('within the hours the lead hears of it after the limit, as long as nobody who fits is there', () => {
  assert.deepEqual(told(desk(), 14), [])
  assert.deepEqual(told(desk(), 15), ['karin lead 0'])
  assert.deepEqual(told(desk({ ...nobody, bo: {} }), 60), [], 'Bo is there')
  assert.deepEqual(
    told(desk(nobody, { unattended: { minutes: 5, remindMinutes: 1, reminders: 0, severityMost: 4 } }), 5),
    ['karin lead 0'],
  )
  assert.deepEqual(
    told(desk(nobody, {}, { hours: null, turns: [] }), 600),
    ['karin lead 0'],
    'around the clock',
  )
})

test('who is outside his week, or has his hands full, is not there; severity 1 finds a hand', () => {
  const week = { zone: 'Europe/Stockholm', hours: { mon: [['09:00', '17:00']] }, cover: null } as const
  assert.deepEqual(told(desk({ ...nobody, bo: { week } }), 20), ['karin lead 0'])
  const routing = { skills: [], languages: [], products: [], capacity: 3 }
  const full = desk({ ...nobody, bo: { routing } })
  assert.deepEqual(told(full, 20, card(), 3), ['karin lead 0'])
  assert.deepEqual(told(full, 20, card(), 2), [])
  assert.deepEqual(told(full, 20, card({ severity: 1 }), 3), [])
  const { reach: _, ...program } = desk().agents.agt_bo!
  const robot = { ...program, absent: false }
  const alone = { ...desk(), agents: { ...desk().agents, agt_bo: robot } } as DeskFacts
  assert.equal(
    isAttended(alone, card(), { now: at(20), has: () => 0 }),
    false,
    'a program takes nothing by itself',
  )
  const languages = [{ language: 'ru', writes: true, speaks: true }] as const
  const russian = desk({ ...nobody, bo: { routing: { ...routing, languages } } })
  assert.deepEqual(told(russian, 20), ['karin lead 0'], 'nobody there writes Swedish')
  const partner = desk({ ...nobody, bo: { roles: ['partner'] } })
  assert.deepEqual(told(partner, 20), [], 'a partner of the team is somebody')
})

test('all cases of a look are judged by the same people, whatever each of them wants', () => {
  const asked: string[] = []
  const look = { now: at(20), has: (agent: string) => Number(asked.push(agent)) - 1 }
  const there = desk({ ...nobody, bo: {} })
  const wants = (n: number) => card({ product: `prd_${n}` as ProductId })
  // More wants than are remembered at once.
  for (let n = 0; n <= 6_000; n++) assert.deepEqual(alarmsFor(there, wants(n), look), [])
  assert.deepEqual(alarmsFor(there, wants(0), look), [])
  assert.equal(new Set(asked).size, asked.length, 'each person is counted once')
  const same = card()
  assert.equal(isAttended(there, same, look), true)
  const later = desk({ ...nobody })
  assert.equal(isAttended(later, same, { now: at(21), has: () => 0 }), false, 'another desk is asked anew')
  assert.equal(isAttended(there, same, { now: at(21), has: () => 0 }), true, 'the same card at the next look')
  const speaks = [{ language: 'ru', writes: false, speaks: true }] as const
  const bo = { routing: { skills: [], languages: speaks, products: [], capacity: null } }
  const byVoice = desk({ ...nobody, bo })
  assert.deepEqual(told(byVoice, 20, card({ language: 'ru', channel: 'phone' })), [])
  assert.deepEqual(told(byVoice, 20, card({ language: 'ru' })), ['karin lead 0'], 'the way counts')
  const skills = { skl_a: { id: 'skl_a', name: 'A', active: true, products: [], kinds: [] } } as never
  const skilled = desk({ ...nobody, bo: {} }, { skills })
  assert.deepEqual(told(skilled, 20), [])
  assert.deepEqual(
    told(skilled, 20, card({ skills: ['skl_a' as never] })),
    ['karin lead 0'],
    'a skill counts',
  )
})

test('outside the hours whoever is on call is told again and again, then the next, in the end the lead', () => {
  const late = card({ openedAt: at(430) })
  assert.deepEqual(told(desk(), 445, late), ['jordi on_call 0'])
  assert.deepEqual(told(desk(), 456, late), ['jordi on_call 1'])
  assert.deepEqual(told(desk(), 465, late), ['jordi on_call 2'])
  assert.deepEqual(told(desk(), 475, late), ['ivan on_call 3'])
  assert.deepEqual(told(desk(), 504, late), ['ivan on_call 5'])
  assert.deepEqual(told(desk(), 505, late), ['karin lead 6'])
  assert.deepEqual(told(desk(), 9 * 60, late), ['karin lead 6'], 'and no more')
})

test('where nobody is on call the lead is told at once; where no next one is, after the reminders', () => {
  const late = card({ openedAt: at(430) })
  assert.deepEqual(told(desk(nobody, {}, { ...duty, turns: [] }), 445, late), ['karin lead 0'])
  const alone = desk(nobody, {}, { ...duty, turns: duty.turns.slice(0, 1) })
  assert.deepEqual(told(alone, 475, late), ['karin lead 3'])
  assert.deepEqual(told(desk(), 20, card({ team: 'tea_none' })), ['karin lead 0'], 'a team that is gone')
})

test('at night only what is grave wakes anybody; quiet hours are kept but for severity 1', () => {
  assert.deepEqual(told(desk(), 445, card({ openedAt: at(430), severity: 3 })), [])
  const quiet = [{ days: ['thu' as const], from: '17:00', until: '18:00' }]
  const sleeping = desk({ ...nobody, jordi: { reach: { ...reach, quiet } } })
  assert.deepEqual(told(sleeping, 445, card({ openedAt: at(430) })), ['jordi on_call 0 at 480'])
  assert.deepEqual(told(sleeping, 445, card({ openedAt: at(430), severity: 1 })), ['jordi on_call 0'])
})

test('where no lead is there it is told to who covers for one, else to the team, else to anybody', () => {
  const away: Changes = { ...nobody, karin: { ...absent, roles: ['lead'] } }
  const cover = agentId('jordi')
  const covered = { ...absent, roles: ['lead'] as const, absence: { until: at(9_000), cover } }
  assert.deepEqual(told(desk({ ...away, karin: covered }), 20), ['jordi cover 0'])
  const always = { ...absent, roles: ['lead'] as const, reach: { ...reach, cover: agentId('ivan') } }
  assert.deepEqual(told(desk({ ...away, karin: always }), 20), ['ivan cover 0'])
  // Bo is of the team and has gone home.
  const week = { zone: 'Europe/Stockholm', hours: { mon: [['09:00', '17:00']] }, cover: null } as const
  assert.deepEqual(told(desk({ ...away, bo: { week } }), 20), ['bo cover 0'])
  const { reach: _, ...program } = desk().agents.agt_karin!
  const unled = { ...desk(away), agents: { ...desk(away).agents, agt_karin: { ...program, absent: true } } }
  assert.ok(told(unled as DeskFacts, 20).length > 0 && !told(unled as DeskFacts, 20).includes('bo cover 0'))
  const none = desk({ ...away, ivan: absent, jordi: absent, marta: absent })
  const gone = Object.fromEntries(
    Object.entries(none.agents).map(([id, one]) => [id, { ...one, active: false }]),
  )
  assert.deepEqual(told({ ...none, agents: gone }, 20), [])
})

test('a case that somebody had waits since it was last touched', () => {
  assert.equal(waitsSince(card()), at(0))
  assert.equal(waitsSince(card({ hadBy: [agentId('bo')] })), at(5))
})
