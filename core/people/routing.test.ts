// Which case goes to whom next, and why: fitting, order, and where cases that come in go.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from '#core/case/card.ts'
import { hourMs, instant, minuteMs } from '#core/kit/time.ts'
import type { AgentFacts, AgentRouting, DeskFacts, Skill } from '#core/people/desk-facts.ts'
import {
  capacityOf,
  heldBack,
  isAsked,
  misfits,
  nextFor,
  patienceMs,
  ruleFor,
  skillsFor,
  takeKey,
  teamsToTakeFrom,
  whyFirst,
} from '#core/people/routing.ts'
import { at, desk as plain, t0, teamId } from '#core/testing/world.ts'

const radio: Skill = { id: 'skl_radio', name: 'Radio links', products: ['pro_link'], kinds: [], active: true }
const law: Skill = { id: 'skl_law', name: 'Contracts', products: [], kinds: ['training'], active: true }
const gone: Skill = { ...radio, id: 'skl_gone', active: false }
const asked: Skill = { ...radio, id: 'skl_asked', products: [] }
const desk: DeskFacts = {
  ...plain,
  skills: Object.fromEntries([radio, law, gone, asked].map(one => [one.id, one])),
}
const nothing: AgentRouting = { skills: [], languages: [], products: [], capacity: null }
const bo = (routing: Partial<AgentRouting> | null = null, more: Partial<AgentFacts> = {}): AgentFacts => ({
  ...plain.agents.agt_bo!,
  ...(routing && { routing: { ...nothing, ...routing } }),
  ...more,
})
const card = (more: Partial<Card> = {}): Card => ({
  ...({} as Card),
  id: 'cas_1',
  phase: 'open',
  worker: null,
  wait: null,
  offer: null,
  team: teamId(1),
  kind: 'malfunction',
  product: null,
  language: 'sv',
  channel: 'email',
  severity: 3,
  clock: null,
  openedAt: t0,
  ...more,
})

const cases: readonly { name: string; routing: Partial<AgentRouting> | null; card: Card; not: string[] }[] = [
  { name: 'of whom nothing is said takes anything', routing: null, card: card(), not: [] },
  {
    name: 'a skill is needed by the product it is for',
    routing: null,
    card: card({ product: 'pro_link' }),
    not: ['skill'],
  },
  {
    name: 'and whoever has it fits',
    routing: { skills: ['skl_radio'] },
    card: card({ product: 'pro_link' }),
    not: [],
  },
  {
    name: 'a skill may be needed by a kind of case',
    routing: {},
    card: card({ kind: 'training' }),
    not: ['skill'],
  },
  {
    name: 'who writes no Russian does not answer a Russian mail',
    routing: { languages: [{ language: 'ru', writes: false, speaks: true }] },
    card: card({ language: 'ru' }),
    not: ['language'],
  },
  {
    name: 'but takes the call',
    routing: { languages: [{ language: 'ru', writes: false, speaks: true }] },
    card: card({ language: 'ru', channel: 'phone' }),
    not: [],
  },
  {
    name: 'a product that is not his is not for him',
    routing: { products: ['pro_a'] },
    card: card({ product: 'pro_b' }),
    not: ['product'],
  },
  { name: 'no product is anybody’s', routing: { products: ['pro_a'] }, card: card(), not: [] },
]
for (const { name, routing, card: one, not } of cases)
  test(`fits: ${name}`, () => {
    assert.deepEqual(
      misfits(desk, bo(routing), one).map(each => each.code),
      not,
    )
    assert.equal(isAsked(one, nextFor(desk, bo(routing), 0)), not.length === 0, 'the queue is asked the same')
  })

test('a skill that names no product and no kind is needed by no case by itself; one that rests by none', () => {
  assert.deepEqual(skillsFor(desk, card({ product: 'pro_link' })), ['skl_radio'])
  assert.deepEqual(skillsFor(plain, card({ product: 'pro_link' })), [])
  const both = {
    ...desk,
    skills: { skl_both: { ...radio, id: 'skl_both', kinds: ['question'] } },
  } as DeskFacts
  assert.deepEqual(skillsFor(both, card({ product: 'pro_link' })), [], 'both have to hold')
  assert.deepEqual(skillsFor(both, card({ product: 'pro_link', kind: 'question' })), ['skl_both'])
})

test('only what waits for somebody to take it is asked for', () => {
  const query = nextFor(desk, bo(), 0)
  const all = [
    card({ phase: 'solved' }),
    card({ worker: 'agt_bo' }),
    card({ wait: { turn: 'customer', reason: 'answer', since: t0, until: null } as Card['wait'] }),
    card({ offer: {} as NonNullable<Card['offer']> }),
    card({ team: teamId(2) }),
  ]
  assert.deepEqual(
    all.map(one => isAsked(one, query)),
    all.map(() => false),
  )
  assert.equal(isAsked(card(), { ...query, except: ['cas_1'] }), false)
})

test('whoever is in a team of a level takes of it; who is in none, of the whole level but what is restricted', () => {
  assert.deepEqual(teamsToTakeFrom(desk, bo()), [teamId(1)])
  assert.deepEqual(teamsToTakeFrom(desk, bo(null, { teams: [] })), [teamId(1), teamId('other')])
  const shut: DeskFacts = {
    ...desk,
    teams: { ...desk.teams, tea_other: { ...desk.teams.tea_other!, setting: { restricted: true } } },
  }
  assert.deepEqual(teamsToTakeFrom(shut, bo(null, { teams: [] })), [teamId(1)])
  assert.deepEqual(teamsToTakeFrom(desk, bo(null, { teams: [], roles: ['lead'] })), [
    teamId(1),
    teamId('other'),
  ])
  const partner = bo(null, { teams: [], roles: ['partner'] })
  assert.deepEqual(teamsToTakeFrom(desk, partner), [], 'a partner takes what is shared with him only')
})

test('a kind that is restricted is taken by people of the team only', () => {
  const kinds = { ...desk, restrictedKinds: ['security'] } as DeskFacts
  const secret = card({ kind: 'security' })
  assert.equal(isAsked(secret, nextFor(kinds, bo(), 0)), true)
  assert.equal(isAsked(secret, nextFor(kinds, bo(null, { teams: [] }), 0)), false)
})

test('whose hands are full takes severity 1 only; his own number goes before that of his teams', () => {
  const team = { ...desk.teams.tea_1!, covers: { skills: [], languages: [], products: [], capacity: 2 } }
  const full: DeskFacts = { ...desk, teams: { ...desk.teams, tea_1: team } }
  assert.equal(capacityOf(desk, bo()), null)
  assert.equal(capacityOf(full, bo()), 2)
  assert.equal(capacityOf(full, bo({ capacity: 3 })), 3)
  assert.equal(isAsked(card(), nextFor(full, bo(), 1)), true)
  assert.equal(isAsked(card(), nextFor(full, bo(), 2)), false)
  assert.equal(isAsked(card({ severity: 1 }), nextFor(full, bo(), 2)), true)
  assert.deepEqual(heldBack(full, bo(), { now: t0, has: 2 }), { code: 'full', has: 2, of: 2 })
  assert.equal(heldBack(full, bo(), { now: t0, has: 1 }), null)
  assert.equal(heldBack(desk, bo(), { now: t0, has: 99 }), null)
})

test('who is absent or outside his week is held back, until he says that he works', () => {
  const now = { now: t0, has: 0 }
  assert.deepEqual(heldBack(desk, bo(null, { absent: true, absence: { until: at(60), cover: null } }), now), {
    code: 'absent',
  })
  assert.equal(heldBack(desk, bo(null, { absent: true }), now), null, 'a program is never there')
  assert.deepEqual(heldBack(desk, bo(null, { off: { until: at(60), cover: null } }), now), { code: 'off' })
})

test('severity 1 first, then what is due first, and nothing waits for ever', () => {
  const due = (minutes: number) => ({ kind: 'first_answer', dueAt: at(minutes) }) as const
  const one = card({ severity: 1, openedAt: at(50) })
  const soon = card({ clock: due(60) })
  const later = card({ clock: due(90) })
  const silent = card({ openedAt: instant(t0 - patienceMs[3] + 70 * minuteMs) })
  const sorted = [silent, later, soon, one].sort((a, b) => takeKey(a) - takeKey(b))
  assert.deepEqual(sorted, [one, soon, silent, later])
  assert.deepEqual(sorted.map(whyFirst), [
    { code: 'severity_1' },
    { code: 'due', kind: 'first_answer', at: at(60) },
    { code: 'waited', at: silent.openedAt },
    { code: 'due', kind: 'first_answer', at: at(90) },
  ])
  // Whatever comes after its patience has ended falls due later than that: it is overtaken no more.
  const fresh = card({ openedAt: at(71), clock: due(72) })
  assert.ok(takeKey(silent) < takeKey(fresh))
  assert.ok(patienceMs[2] === 2 * hourMs && patienceMs[2] < patienceMs[3])
})

test('a case that comes in goes by the first rule that holds and whose team is there', () => {
  const rule = { products: [], languages: [], kinds: [], channels: [], team: teamId('other') } as const
  const rules = [
    { ...rule, team: teamId('shut') },
    { ...rule, languages: ['ru'], channels: ['email'] },
    { ...rule, products: ['pro_link'], kinds: ['question'], team: teamId(1) },
  ] as const
  const routed: DeskFacts = { ...desk, routing: rules }
  assert.equal(ruleFor(desk, card()), null)
  assert.equal(ruleFor(routed, card()), null)
  assert.deepEqual(ruleFor(routed, card({ language: 'ru' })), { rule: rules[1], place: 1 })
  assert.equal(ruleFor(routed, card({ language: 'ru', channel: 'phone' })), null)
  assert.equal(ruleFor(routed, card({ product: 'pro_link', kind: 'question' }))?.place, 2)
  assert.equal(ruleFor(routed, card({ product: 'pro_link' })), null)
})
