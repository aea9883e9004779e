// Whose direct number customers read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AgentFacts, DeskFacts, TeamFacts } from '#core/people/desk-facts.ts'
import { givenNumber } from '#core/people/given-number.ts'
import { customerView } from '#core/case/customer-view.ts'
import { agentId, at, desk, play, taken, teamId, textOf } from '#core/testing/world.ts'

const number = '+4685551234'
const person: AgentFacts = {
  ...{ id: 'agt_a', name: 'A', roles: ['agent'], active: true, absent: false, number },
  ...{ levels: [1], teams: [teamId(1)] },
}
const team = desk.teams[teamId(1)] as TeamFacts
const teamGives = (givesNumber: boolean, active = true): DeskFacts => ({
  ...desk,
  teams: { ...desk.teams, [team.id]: { ...team, active, setting: { givesNumber } } },
})
const levelGives: DeskFacts = {
  ...desk,
  levels: { ...desk.levels, 1: { ...desk.levels[1], givesNumber: true } },
}

test('a direct number is given where the level or the team gives numbers, and the word of the team goes first', () => {
  assert.equal(givenNumber(desk, person), null)
  assert.equal(givenNumber(levelGives, person), number)
  assert.equal(givenNumber(teamGives(true), person), number)
  assert.equal(givenNumber({ ...teamGives(false), levels: levelGives.levels }, person), null)
  assert.equal(givenNumber(teamGives(true, false), person), null, 'the team is no more')
  assert.equal(givenNumber(levelGives, { ...person, teams: [teamId('gone')] }), null)
})

test('who sits in no team goes by his level', () => {
  assert.equal(givenNumber(levelGives, { ...person, teams: [] }), number)
  assert.equal(givenNumber(desk, { ...person, teams: [] }), null)
})

test('who has no number, or is away, gives none', () => {
  assert.equal(givenNumber(levelGives, { ...person, number: null }), null)
  assert.equal(givenNumber(levelGives, { ...person, absent: true }), null)
})

test('a customer reads it with the name of his contact', () => {
  const { events } = play(taken)
  const bo = { ...desk.agents[agentId('bo')]!, number }
  const seen = (facts: DeskFacts) =>
    customerView(
      events.map((event, index) => ({ ...event, seq: index + 1 })),
      {
        ...{ text: textOf, now: at(9), scripts: () => null },
        desk: { ...facts, agents: { ...facts.agents, [bo.id]: bo } },
      },
    )?.contact
  assert.deepEqual([seen(desk)?.name, seen(desk)?.number], [bo.name, undefined])
  assert.equal(seen(teamGives(true))?.number, number)
})
