// How much of a customer somebody sees, by the ways on which a case comes to him.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  isEverKept,
  mayLook,
  namesOrganisation,
  type Sight,
  type Sighted,
  seesSomewhere,
  sightOf,
} from '#core/access/sight.ts'
import { customerLooked } from '#core/case/deed/look.ts'
import { openedCase } from '#core/case/case.ts'
import { cardOf } from '#core/case/card.ts'
import type { AgentFacts, DeskFacts, WorkSetting } from '#core/people/desk-facts.ts'
import { partnerDesk } from '#core/testing/partner-desk.ts'
import { samples } from '#core/testing/sample.ts'
import {
  agentId,
  at,
  by,
  caseId,
  clock,
  customer,
  given,
  taken,
  teamId,
  text,
  textOf,
} from '#core/testing/world.ts'

const keptAt2: DeskFacts = {
  ...partnerDesk,
  levels: { ...partnerDesk.levels, 2: { ...partnerDesk.levels[2], seesCustomer: false } },
}
const own = (facts: DeskFacts, team: string, setting: Partial<WorkSetting>): DeskFacts => ({
  ...facts,
  teams: { ...facts.teams, [teamId(team)]: { ...facts.teams[teamId(team)]!, setting } },
})
const agent = (name: string, more: Partial<AgentFacts> = {}, desk = keptAt2): AgentFacts => ({
  ...desk.agents[agentId(name)]!,
  ...more,
})
const one: Sighted = {
  ...{ customer: 'cus_anna', kind: 'other', level: 2, team: teamId(2), hadBy: [], offer: null },
  contact: agentId('bo'),
}
const sees = (who: AgentFacts, what: Sighted = one, desk = keptAt2): Sight => sightOf(who, what, desk, at(0))

describe('where level 2 works without customers', () => {
  it('whoever comes to a case by it does not see the customer', () => {
    assert.equal(sees(agent('marta')), 'none')
    assert.equal(sees(agent('marta', { teams: [] })), 'none')
    assert.equal(
      sees(agent('marta'), { ...one, level: 1, team: teamId(1), hadBy: [agentId('marta')] }),
      'none',
    )
    const offer = { team: teamId(2), level: 2, agent: null }
    assert.equal(sees(agent('marta'), { ...one, level: 1, team: teamId(1), offer }), 'none')
  })
  it('contact, his cover, leads and auditors see everything, and so does whoever comes by another level', () => {
    assert.equal(sees(agent('marta'), { ...one, contact: agentId('marta') }), 'all')
    assert.equal(sees(agent('karin')), 'all')
    assert.equal(sees(agent('audit')), 'all')
    assert.equal(sees(agent('jordi')), 'all')
    const away: DeskFacts = {
      ...keptAt2,
      agents: {
        ...keptAt2.agents,
        [agentId('bo')]: { ...agent('bo'), absent: true, absence: { until: at(9), cover: agentId('marta') } },
      },
    }
    assert.equal(sees(agent('marta'), one, away), 'all')
  })
  it('somebody of both levels sees it at the first, and where he had it at both', () => {
    const both = agent('marta', { levels: [1, 2], teams: [teamId(1), teamId(2)] })
    assert.equal(sees(both), 'none')
    assert.equal(sees(both, { ...one, level: 1, team: teamId(1) }), 'all')
    assert.equal(sees(both, { ...one, hadBy: [both.id] }), 'all')
  })
  it("a team's own word goes before its level's", () => {
    assert.equal(sees(agent('marta'), one, own(keptAt2, '2', { seesCustomer: true })), 'all')
    assert.equal(sees(agent('marta'), one, own(partnerDesk, '2', { seesCustomer: false })), 'none')
  })
  it('the organisation and a look are words of their own', () => {
    assert.equal(namesOrganisation(agent('marta'), one, keptAt2), false)
    assert.equal(namesOrganisation(agent('marta'), one, own(keptAt2, '2', { seesOrganisation: true })), true)
    assert.equal(mayLook(agent('marta'), one, keptAt2), true)
    assert.equal(mayLook(agent('marta'), one, own(keptAt2, '2', { mayLook: false })), false)
  })
  it('only its people can ever be kept from anybody', () => {
    assert.equal(isEverKept(agent('marta'), keptAt2), true)
    assert.equal(isEverKept(agent('marta', { teams: [] }), keptAt2), true)
    assert.deepEqual([isEverKept(agent('bo'), keptAt2), isEverKept(agent('karin'), keptAt2)], [false, false])
    assert.equal(isEverKept(agent('marta'), partnerDesk), false)
    assert.equal(isEverKept(agent('marta'), own(partnerDesk, '2', { seesCustomer: false })), true)
    assert.deepEqual(
      [
        seesSomewhere(agent('marta'), keptAt2),
        seesSomewhere(agent('bo'), keptAt2),
        seesSomewhere(agent('karin'), keptAt2),
      ],
      [false, true, true],
    )
  })
})

describe('who works for another house', () => {
  it('meets the customer by name, unless his team is kept from him; also where he is the contact', () => {
    const with_ = { ...one, team: teamId('away') }
    assert.equal(sees(agent('pia'), with_, partnerDesk), 'name')
    assert.equal(sees(agent('pia'), { ...with_, contact: agentId('pia') }, partnerDesk), 'name')
    assert.equal(sees(agent('pia'), with_), 'none')
    assert.equal(isEverKept(agent('pia'), partnerDesk), true)
    assert.equal(mayLook(agent('pia'), with_, partnerDesk), false)
    assert.equal(sees(agent('pia', { roles: ['lead'] }), with_, partnerDesk), 'name')
  })
})

describe('a look', () => {
  const look = { ...samples['customer.look'], because: text('he calls') }
  it('shows everything to who looks, for an hour at most, and leaves its reason', () => {
    const played = given(...taken, [3, by('marta'), look], [4, by('ivan'), { ...look, minutes: 10 }])
    const looked = played.events.filter(event => event.type === 'customer.looked')
    assert.deepEqual(
      looked.map(({ until, because }) => [until, textOf(because)]),
      [
        [at(63), 'he calls'],
        [at(14), 'he calls'],
      ],
    )
    const card = cardOf(caseId('a'), played.events, {
      text: textOf,
      customerName: 'A',
      organisationName: null,
    })
    assert.ok(card)
    const two = { ...card, level: 2, team: teamId(2) } as Sighted
    assert.deepEqual([sees(agent('marta'), two), sees(agent('ivan'), two)], ['all', 'all'])
    assert.equal(sightOf(agent('marta'), two, keptAt2, at(63)), 'none')
    assert.equal(sees(agent('marta', { id: agentId('other') }), two), 'none')
  })
  it('is not begun twice, nor by anybody but an agent, and one that is over is let go of', () => {
    given(...taken, [3, by('marta'), look])
      .when(4, by('marta'), look)
      .thenNothing()
    given(...taken)
      .when(4, customer, look)
      .thenRefused('agent.not_found')
    const { state } = given(...taken, [3, by('marta'), look], [70, by('marta'), look])
    assert.deepEqual(openedCase(state)?.looks, [{ agent: 'agt_marta', until: at(130) }])
    const event = { type: 'customer.looked', until: at(9), because: text('x'), at: at(1), by: clock } as const
    const opened = openedCase(state)
    assert.ok(opened)
    assert.equal(customerLooked(opened, event), opened)
  })
})
