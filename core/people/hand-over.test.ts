// Whom each case of somebody who goes is best given to, and what of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs } from '#core/kit/time.ts'
import { agentId, at, desk as world, teamId } from '#core/testing/world.ts'
import type { AgentFacts, DeskFacts } from '#core/people/desk-facts.ts'
import { type Going, type Handed, isDueMeanwhile, isLong, mayHandOver, suggestions } from './hand-over.ts'

const [bo, chiara, karin] = [agentId('bo'), agentId('chiara'), agentId('karin')]
const shift: Going = { agent: bo, reason: 'shift_end', from: at(0), until: at(16 * 60), cover: null }
const fortnight: Going = { ...shift, reason: 'absence', until: at(14 * 24 * 60) }
const his: Handed = {
  team: teamId(1),
  level: 1,
  severity: 3,
  worker: bo,
  contact: bo,
  kind: 'malfunction',
  product: null,
  language: 'en',
  channel: 'email',
  clock: null,
  keeper: null,
}
const withAgent = (id: string, more: Partial<AgentFacts>, facts: DeskFacts): DeskFacts => ({
  ...facts,
  agents: { ...facts.agents, [agentId(id)]: { ...facts.agents[agentId(id)]!, ...more } },
})
/** Karin leads, and takes no cases. */
const plain = withAgent('karin', { roles: ['lead'] }, world)
const one = (facts: DeskFacts, going: Going, more: Partial<Handed> = {}, has = {}) =>
  suggestions(facts, going, [{ ...his, ...more }], has)[0]
const away = { absent: true } as const

test('each hands over his own, a lead for those he leads', () => {
  assert.equal(mayHandOver(plain, bo, bo), true)
  assert.equal(mayHandOver(plain, karin, bo), true)
  assert.equal(mayHandOver(plain, chiara, bo), false)
})

test('at the end of a shift the work goes to whoever is there, the customer keeps his contact', () => {
  const found = one(plain, shift)
  assert.deepEqual(found, { why: 'on_duty', work: chiara, contact: null, has: 0, of: null })
  assert.deepEqual(one(plain, shift, { worker: chiara }), { why: 'stays', work: null, contact: null })
})

test('among equals the choice is the same whoever was entered first', () => {
  const chiaraFacts = plain.agents[chiara]!
  const named = (id: string) => ({ ...chiaraFacts, id: agentId(id) })
  const facts = (...ids: string[]): DeskFacts =>
    ids.reduce((all, id) => withAgent(id, named(id), all), withAgent('chiara', away, plain))
  assert.equal(one(facts('ada', 'zoe'), shift)?.work, agentId('ada'))
  assert.equal(one(facts('zoe', 'ada'), shift)?.work, agentId('ada'))
})

test('who is away for longer than the setting says gives his customers, too', () => {
  assert.equal(isLong(plain, fortnight), true)
  assert.equal(isLong(plain, { ...fortnight, until: at(3 * 24 * 60) }), false)
  assert.equal(isLong(plain, { ...fortnight, reason: 'shift_end' }), false)
  assert.equal(one(plain, fortnight)?.contact, chiara)
  assert.deepEqual(one(plain, fortnight, { contact: karin })?.contact, null)
})

test('whom he named comes first, where he can', () => {
  const going = { ...shift, cover: karin }
  assert.deepEqual(one(plain, going), { why: 'cover', work: karin, contact: null, has: 0, of: null })
  assert.equal(one(withAgent('karin', away, plain), going)?.why, 'on_duty')
  assert.equal(one(withAgent('karin', { active: false }, plain), going)?.why, 'on_duty')
  assert.equal(one(plain, { ...shift, cover: agentId('marta') })?.why, 'on_duty', 'not of this level')
  assert.equal(one(plain, { ...shift, cover: agentId('unknown') })?.why, 'on_duty')
})

test('of several who are there it is whose week says so, then who has the least', () => {
  const monday = { zone: 'UTC', hours: { mon: [['00:00', '24:00']] }, cover: null } as const
  const third = { ...plain.agents[chiara]!, id: agentId('abel'), name: 'abel' }
  const three: DeskFacts = { ...plain, agents: { ...plain.agents, [third.id]: third } }
  assert.equal(one(three, shift)?.work, third.id, 'of two alike always the same')
  assert.equal(one(three, shift, {}, { [third.id]: 2 })?.work, chiara)
  assert.equal(one(three, shift, {}, { [chiara]: 2 })?.work, third.id)
  const from = at(0)
  const day = (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[new Date(from).getUTCDay()]!
  const on = { ...monday, hours: { [day]: [['00:00', '24:00']] } }
  const off = { ...monday, hours: {} }
  assert.equal(one(withAgent('chiara', { week: on }, three), shift)?.work, chiara)
  assert.equal(one(withAgent('abel', { week: off }, three), shift)?.work, third.id, 'a week without hours')
  const given = suggestions(three, shift, [his, his, his], {}).map(found => found.work)
  assert.deepEqual(given, [third.id, chiara, third.id], 'each has one more for the next')
})

test('full hands get severity 1 only; whoever lacks the language or is of another house gets nothing', () => {
  const routing = { skills: [], languages: [], products: [], capacity: 1 }
  const full = withAgent('chiara', { routing }, plain)
  assert.deepEqual(one(full, shift, {}, { [chiara]: 1 }), { why: 'queue', work: teamId(1), contact: null })
  assert.equal(one(full, shift, { severity: 1 }, { [chiara]: 1 })?.work, chiara)
  const spoken = [{ language: 'sv', writes: true, speaks: true }] as const
  const swedish = withAgent('chiara', { routing: { ...routing, languages: spoken } }, plain)
  assert.equal(one(swedish, shift)?.why, 'queue')
  const partner = withAgent('chiara', { roles: ['partner'] }, plain)
  assert.equal(one(partner, shift)?.why, 'queue')
})

test('what cannot wait goes to the lead where nobody is there; the rest waits in the queue', () => {
  const empty = withAgent('chiara', away, plain)
  assert.equal(one(empty, shift)?.why, 'queue')
  assert.equal(one(empty, shift, { severity: 1 })?.why, 'lead')
  const clock = { kind: 'promise', dueAt: at(60) } as const
  assert.deepEqual(one(empty, shift, { clock }), {
    ...{ why: 'lead', work: karin, contact: null },
    ...{ has: 0, of: null },
  })
  const levelTwo = withAgent('karin', { levels: [2] }, empty)
  assert.equal(one(levelTwo, shift, { clock })?.why, 'queue', 'a lead of another level does not work on it')
  assert.equal(
    one(plain, { ...shift, agent: karin }, { worker: karin, clock, level: 3, team: teamId(3) })?.why,
    'on_duty',
  )
  const alone = withAgent('jordi', away, plain)
  assert.equal(
    one(alone, { ...shift, agent: karin }, { worker: karin, clock, level: 3, team: teamId(3) })?.why,
    'queue',
  )
})

test('a queue is no contact: the customer gets the lead, and where there is none somebody is chosen', () => {
  const empty = withAgent('chiara', away, plain)
  assert.deepEqual(one(empty, fortnight), { why: 'queue', work: teamId(1), contact: karin })
  const none = withAgent('karin', away, empty)
  assert.deepEqual(one(none, fortnight), { why: 'queue', work: teamId(1), contact: null })
  assert.deepEqual(one(none, fortnight, { worker: null }), { why: 'nobody', work: null, contact: null })
})

test('the customer of a case elsewhere is answered to by the own team of his contact', () => {
  const elsewhere = { worker: agentId('marta'), team: teamId(2), level: 2 } as const
  assert.equal(one(plain, fortnight, elsewhere)?.contact, chiara)
  const alone = withAgent('bo', { teams: [] }, plain)
  assert.equal(one(alone, fortnight, elsewhere)?.contact, agentId('ivan'))
  assert.equal(one(plain, { ...fortnight, cover: karin }, elsewhere)?.why, 'cover')
})

test('a case of another house stays with its people, its customer with ours', () => {
  const partner = { house: 'North', accountable: karin, endsAt: null, readDays: 3, namesPeople: true }
  const theirs: DeskFacts = {
    ...plain,
    teams: { ...plain.teams, [teamId(2)]: { ...plain.teams[teamId(2)]!, partner } },
  }
  const going = { ...fortnight, agent: agentId('marta') }
  const found = one(theirs, going, { worker: going.agent, contact: going.agent, team: teamId(2), level: 2 })
  assert.deepEqual([found?.work, found?.contact], [agentId('ivan'), karin])
})

test('what falls due while he is away stands out', () => {
  const of = (dueAt: number | null, keeper: number | null) =>
    isDueMeanwhile(
      {
        clock: dueAt === null ? null : { kind: 'promise', dueAt: at(dueAt) },
        keeper: keeper === null ? null : { agent: bo, dueAt: at(keeper) },
      },
      shift,
    )
  assert.deepEqual([of(5, null), of(null, 5), of(null, null)], [true, true, false])
  assert.deepEqual([of(-5, null), of(17 * 60, null)], [false, false])
  assert.ok(shift.until - shift.from === 16 * hourMs && fortnight.until - fortnight.from === 14 * dayMs)
})
