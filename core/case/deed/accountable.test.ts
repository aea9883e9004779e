// A case at a partner's team has exactly one person of ours who answers for it, whichever way it went there,
// and it comes back in one act when the share ends.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { accountableFor, isOurs } from '#core/case/deed/accountable.ts'
import { type Command, decide, evolve, fold, openedCase } from '#core/case/case.ts'
import { cardOf } from '#core/case/card.ts'
import type { Event } from '#core/case/event.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { isRefusal } from '#core/kit/refusal.ts'
import type { Actor } from '#core/people/actor.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import { samples } from '#core/testing/sample.ts'
import { partnerDesk as desk } from '#core/testing/partner-desk.ts'
import {
  agentId,
  at,
  by,
  caseId,
  clock,
  openCommand,
  settingAt,
  taken,
  teamId,
  text,
  textOf,
  type Wished,
} from '#core/testing/world.ts'

const toPartner: Wished = [
  3,
  by('bo'),
  { ...samples['hand_off.offer'], handOff: 'hnd_a', team: teamId('away'), agent: undefined },
]
const accepted: Wished = [4, by('pia'), samples['hand_off.accept']]
const itself: Actor = { kind: 'system', part: 'desk' }

type Played = { readonly state: OpenedCase; readonly events: readonly Event[] }
function play(wishes: readonly Wished[], facts: DeskFacts = desk): Played {
  const events: Event[] = []
  let state = fold([])
  for (const [minutes, who, command] of wishes) {
    const outcome = decide(state, command, who, settingAt(at(minutes), facts))
    if (isRefusal(outcome)) assert.fail(`${command.type}: ${outcome.refused}`)
    for (const event of outcome) {
      state = evolve(state, event)
      events.push(event)
    }
  }
  const opened = openedCase(state)
  assert.ok(opened)
  return { state: opened, events }
}
const refusedOf = (state: OpenedCase, who: Actor, command: Command, facts: DeskFacts = desk) => {
  const outcome = decide(state, command, who, settingAt(at(50), facts))
  return isRefusal(outcome) ? outcome.refused : null
}
/** The desk without some of its people. */
const without = (...ids: string[]): DeskFacts => ({
  ...desk,
  agents: Object.fromEntries(
    Object.entries(desk.agents).map(([id, one]) => [id, ids.includes(id) ? { ...one, active: false } : one]),
  ),
})

describe('a case that goes to a partner', () => {
  it('stays with its giver until the partner accepts, and nobody has to be named before', () => {
    const { state } = play([...taken, toPartner])
    assert.equal(state.team, 'tea_1')
    assert.equal(state.accountable, undefined)
  })
  it('has its contact answer for it from the acceptance on', () => {
    const { state, events } = play([...taken, toPartner, accepted])
    assert.deepEqual(state.accountable, { agent: 'agt_bo', team: 'tea_away' })
    assert.deepEqual(events.at(-1)?.by, itself)
    assert.deepEqual(state.shares, { tea_away: null })
    const card = cardOf(caseId('a'), events, { text: textOf, customerName: 'A', organisationName: null })
    assert.deepEqual([card?.accountable, card?.shares], ['agt_bo', { tea_away: null }])
  })
  it('has whom the partnership names where the contact is none of ours', () => {
    const { state } = play([
      [0, itself, { ...openCommand, team: teamId('away') }],
      [1, by('pia'), { type: 'worker.take' }],
    ])
    assert.deepEqual([state.contact, state.accountable?.agent], ['agt_pia', 'agt_chiara'])
  })
  it('has a lead of the giving team, then any lead, where those are gone', () => {
    const { state } = play([...taken, toPartner, accepted])
    const bare = { ...state, accountable: null }
    const next = (...gone: string[]) => accountableFor(bare, teamId('away'), without(...gone))
    assert.equal(next('agt_bo', 'agt_chiara'), 'agt_karin')
    assert.equal(next('agt_bo', 'agt_chiara', 'agt_karin'), 'agt_lena')
    assert.equal(accountableFor(bare, teamId(2), without('agt_bo')), 'agt_karin')
  })
  it('gets the next one with the next fact where he left', () => {
    const { state } = play([...taken, toPartner, accepted])
    const outcome = decide(
      state,
      { ...samples['note.add'], note: 'not_z' },
      by('pia'),
      settingAt(at(9), without('agt_bo')),
    )
    assert.ok(!isRefusal(outcome))
    assert.deepEqual(
      outcome.map(one => one.type),
      ['note.added', 'accountable.assigned'],
    )
  })
  it('does not go there where nobody of ours could answer for it', () => {
    const { state } = play([...taken, toPartner])
    const nobody = without('agt_bo', 'agt_chiara', 'agt_lena', 'agt_karin')
    assert.equal(refusedOf(state, by('pia'), samples['hand_off.accept'], nobody), 'accountable.needed')
  })
  it('says no more when it has ended', () => {
    const { state, events } = play([
      ...taken,
      toPartner,
      accepted,
      [5, by('bo'), { ...samples['case.close'], reason: 'spam' }],
    ])
    assert.equal(state.phase, 'closed')
    assert.equal(events.filter(one => one.type === 'accountable.assigned').length, 1)
  })
})

describe('what a partner gives on', () => {
  const { state } = play([...taken, toPartner, accepted])
  const offers = (team: string, who = by('pia')): string | null =>
    refusedOf(state, who, {
      ...samples['hand_off.offer'],
      handOff: 'hnd_b',
      team: teamId(team),
      agent: undefined,
    })
  it('goes to people of his own team only, where one of ours gives it to whom he likes', () => {
    const gives = (agent: string, who = by('pia')) =>
      refusedOf(state, who, { type: 'worker.assign', agent: agentId(agent) })
    assert.deepEqual([gives('ivan'), gives('ivan', by('karin'))], ['agent.not_in_team', null])
    assert.deepEqual([gives('pia'), gives('ivan', itself)], ['worker.same', null])
  })
  it('goes back to the team it came from, or to that of who answers for it', () => {
    assert.deepEqual([offers('1'), offers('3')], [null, 'partner.only_back'])
    const handed = play([
      ...taken,
      toPartner,
      accepted,
      [5, by('bo'), { type: 'accountable.assign', agent: agentId('lena'), because: text('b') }],
    ])
    const offer: Command = {
      ...samples['hand_off.offer'],
      handOff: 'hnd_b',
      team: teamId(3),
      agent: undefined,
    }
    assert.equal(refusedOf(handed.state, by('pia'), offer), null)
    assert.equal(offers('3', by('karin')), null)
    assert.equal(offers('3', clock), null)
  })
  it('goes to a queue or person of his own house else', () => {
    const queue = (team: string) => refusedOf(state, by('pia'), { type: 'worker.queue', team: teamId(team) })
    assert.deepEqual([queue('away'), queue('2')], [null, 'partner.only_back'])
    const give = (agent: string, who = by('pia')) =>
      refusedOf(state, who, { type: 'worker.assign', agent: agentId(agent) })
    assert.deepEqual(
      [give('per'), give('marta'), give('marta', by('karin'))],
      [null, 'agent.not_in_team', null],
    )
    const bare = { ...state, accountable: null }
    assert.equal(refusedOf(bare, by('pia'), { type: 'worker.queue', team: teamId(2) }), 'partner.only_back')
  })
})

describe('who answers for it', () => {
  const { state } = play([...taken, toPartner, accepted])
  const assign = (agent: string): Command => ({
    type: 'accountable.assign',
    agent: agentId(agent),
    because: text('b'),
  })
  it('is handed on with a reason, to one of ours only', () => {
    const outcome = decide(state, assign('chiara'), by('bo'), settingAt(at(9), desk))
    assert.ok(!isRefusal(outcome))
    assert.equal(openedCase(outcome.reduce(evolve, state))?.accountable?.agent, 'agt_chiara')
    assert.equal(refusedOf(state, by('bo'), assign('pia')), 'accountable.not_ours')
    assert.equal(refusedOf(state, by('bo'), assign('gone')), 'accountable.not_ours')
    assert.deepEqual(decide(state, assign('bo'), by('bo'), settingAt(at(9), desk)), [])
  })
  it('is asked of cases at a partner only', () => {
    assert.equal(refusedOf(play(taken).state, by('bo'), assign('chiara')), 'accountable.not_shared')
  })
  it('is somebody of ours who works', () => {
    assert.equal(isOurs(undefined, desk), false)
    assert.equal(isOurs(desk.agents[agentId('audit')], desk), false)
  })
})

describe('a share that ends', () => {
  const end: Wished = [9, itself, { type: 'share.end', team: teamId('away'), because: 'partnership_ended' }]
  it('brings the case back to the team of who answers for it, with the reason', () => {
    const { state, events } = play([...taken, toPartner, accepted, end])
    assert.deepEqual(
      events.slice(-3).map(one => one.type),
      ['share.ended', 'hand_off.withdrawn', 'worker.queued'],
    )
    assert.deepEqual([state.team, state.worker, state.level], ['tea_1', null, 1])
    assert.deepEqual([state.accountable, state.shares, state.accepted], [null, {}, []])
  })
  it('takes an offer back', () => {
    const { state, events } = play([...taken, toPartner, end])
    assert.deepEqual(
      events.slice(-2).map(one => one.type),
      ['share.ended', 'hand_off.withdrawn'],
    )
    assert.deepEqual([state.offered, state.worker], [null, 'agt_bo'])
  })
  it('ends the reading of what it gave on, and is nothing where it had nothing', () => {
    const back: Wished = [6, by('pia'), samples['hand_off.answer']]
    const gone = play([...taken, toPartner, accepted, back])
    assert.deepEqual([gone.state.shares, gone.state.accountable], [{ tea_away: at(6) }, null])
    const { state } = play([...taken, toPartner, accepted, back, end])
    assert.deepEqual(state.shares, {})
    assert.equal(play([...taken, end]).events.at(-1)?.type, 'worker.assigned')
    const again = play([...taken, toPartner, accepted, back, end, end])
    assert.equal(again.events.filter(one => one.type === 'share.ended').length, 1)
  })
  it('finds another team of ours where the giver takes nothing any more, and refuses where there is none', () => {
    const { state } = play([...taken, toPartner, accepted])
    const rests = (...ids: string[]): DeskFacts => ({
      ...desk,
      teams: Object.fromEntries(
        Object.entries(desk.teams).map(([id, one]) => [
          id,
          ids.includes(id) ? { ...one, active: false } : one,
        ]),
      ),
    })
    const home = (facts: DeskFacts) => {
      const outcome = decide(state, end[2], itself, settingAt(at(9), facts))
      assert.ok(!isRefusal(outcome))
      return outcome.flatMap(one => (one.type === 'worker.queued' ? [one.team] : []))
    }
    assert.deepEqual(home(rests('tea_1')), ['tea_2'])
    assert.equal(refusedOf(state, itself, end[2], rests(...Object.keys(desk.teams))), 'team.not_found')
    const straight = play([[0, itself, { ...openCommand, team: teamId('away') }]])
    const nobody = without('agt_bo', 'agt_chiara', 'agt_lena', 'agt_karin')
    const outcome = decide(straight.state, end[2], itself, settingAt(at(9), nobody))
    assert.ok(!isRefusal(outcome))
    assert.ok(outcome.some(one => one.type === 'worker.queued'))
  })
  it('is not asked twice of a ledger that knows no share', () => {
    const { state } = play([...taken, toPartner, accepted])
    const { shares: _, ...old } = state
    const ended = evolve(old, {
      type: 'share.ended',
      team: teamId('away'),
      because: 'team_rests',
      at: at(9),
      by: clock,
    })
    assert.deepEqual(openedCase(ended)?.shares, {})
    const left = evolve(old, { type: 'worker.queued', team: teamId(1), level: 1, at: at(9), by: clock })
    assert.deepEqual([openedCase(left)?.accountable, openedCase(left)?.shares], [null, undefined])
  })
})
