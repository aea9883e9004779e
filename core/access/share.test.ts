// What somebody of another house reads and does: his share, as long as it is shared.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isInReach, may, mayRead, type Readable } from '#core/access/may.ts'
import { openedCase } from '#core/case/case.ts'
import { type Instant, instant } from '#core/kit/time.ts'
import type { DeskFacts, Partnership } from '#core/people/desk-facts.ts'
import { partnerDesk, partnership } from '#core/testing/partner-desk.ts'
import { samples } from '#core/testing/sample.ts'
import { agentId, at, by, given, taken, teamId } from '#core/testing/world.ts'

const agreed = (more: Partial<Partnership>, now?: Instant, active = true): DeskFacts => ({
  ...partnerDesk,
  ...(now !== undefined && { at: now }),
  teams: {
    ...partnerDesk.teams,
    [teamId('away')]: { ...partnerDesk.teams[teamId('away')]!, active, partner: { ...partnership, ...more } },
  },
})
const inHouse: Readable = {
  customer: 'cus_anna',
  kind: 'other',
  level: 2,
  team: teamId(2),
  hadBy: [],
  offer: null,
}
const theirs: Readable = { ...inHouse, team: teamId('away') }
const reads = (who: string, one: Readable, desk: DeskFacts = partnerDesk, holds = false) =>
  mayRead(desk.agents[agentId(who)]!, one, holds, desk)

describe('somebody in a team of another house', () => {
  it('reads what lies with it or is offered to it, and nothing else of his level', () => {
    assert.equal(reads('pia', theirs), true)
    assert.equal(reads('pia', inHouse), false)
    assert.equal(reads('marta', inHouse), true)
    assert.equal(reads('pia', { ...inHouse, offer: { team: teamId('away'), level: 2, agent: null } }), true)
    assert.equal(reads('pia', { ...inHouse, offer: { team: teamId(2), level: 2, agent: null } }), false)
    const named = { team: teamId('away'), level: 2, agent: agentId('pia') }
    assert.equal(reads('pia', { ...inHouse, offer: named }), true)
    assert.equal(
      reads('theo', { ...inHouse, team: teamId(1), offer: { ...named, agent: agentId('theo') } }),
      true,
    )
  })
  it('reads no other case of the same customer, nor what a colleague of ours had', () => {
    assert.equal(reads('pia', inHouse, partnerDesk, true), false)
    assert.equal(reads('pia', { ...inHouse, hadBy: [agentId('pia')] }), false)
  })
  it('sees no more where he leads or oversees there', () => {
    for (const role of ['lead', 'auditor'] as const) {
      const lead = { ...partnerDesk.agents[agentId('pia')]!, roles: [role] }
      assert.equal(mayRead(lead, inHouse, true, partnerDesk), false)
    }
    const { state } = given(...taken)
    const opened = openedCase(state)
    assert.ok(opened)
    assert.equal(
      isInReach(opened, { ...partnerDesk.agents[agentId('pia')]!, roles: ['lead'] }, partnerDesk),
      false,
    )
  })
  it('still reads for the agreed days what it gave on, and does nothing to it', () => {
    const gave = (minutes: number): Readable => ({ ...inHouse, shares: { [teamId('away')]: at(minutes) } })
    const week = instant(at(0) + 7 * 86_400_000)
    assert.equal(reads('pia', gave(0), agreed({}, instant(week - 1))), true)
    assert.equal(reads('per', gave(0), agreed({}, instant(week - 1))), true)
    assert.equal(reads('pia', gave(0), agreed({}, week)), false)
    assert.equal(reads('pia', gave(0), agreed({ readDays: 0 })), true)
    assert.equal(reads('theo', gave(0), agreed({}, instant(week - 1))), true, 'it lies with his team')
    assert.equal(reads('theo', { ...gave(0), team: teamId(1) }, agreed({}, instant(week - 1))), false)
    assert.equal(reads('theo', { ...inHouse, team: teamId(1), hadBy: [agentId('theo')] }), true)
  })
  it('reaches by what is recorded of its team, as the lists do', () => {
    const opened = openedCase(given(...taken).state)
    assert.ok(opened)
    const gave = { ...opened, shares: { [teamId('away')]: at(0) } }
    assert.equal(isInReach(gave, partnerDesk.agents[agentId('pia')]!, agreed({}, at(9))), true)
  })
  it('reads nothing from the moment on that the partnership ends or its team rests', () => {
    const ends = { endsAt: at(60) }
    assert.equal(reads('pia', theirs, agreed(ends, at(59))), true)
    assert.equal(reads('pia', theirs, agreed(ends, at(60))), false)
    assert.equal(reads('pia', theirs, agreed({}, at(0), false)), false)
    assert.equal(reads('pia', theirs, agreed(ends)), true, 'facts without an instant end nothing')
    const gave: Readable = { ...inHouse, shares: { [teamId('away')]: at(0) } }
    assert.equal(reads('pia', gave, agreed(ends, at(60))), false)
  })
})

describe('what he may do', () => {
  const offer = { ...samples['hand_off.offer'], handOff: 'hnd_a', team: teamId('away') } as const
  const offered = given(...taken).on(partnerDesk)
  it('is nothing to a case that is not his', () => {
    const { state } = given(...taken)
    for (const type of ['note.add', 'worker.take', 'hand_off.accept', 'case.classify'] as const)
      assert.deepEqual(may(by('pia'), type, state, partnerDesk), { refused: 'access.denied' })
  })
  it('is to accept what is offered to his team, not to another', () => {
    assert.ok(offered.when(3, by('bo'), offer).outcome)
    const { state } = given(...taken, [3, by('bo'), { ...offer, team: teamId(2) }])
    assert.deepEqual(may(by('pia'), 'hand_off.accept', state, partnerDesk), { refused: 'access.denied' })
  })
  it('is never to say who of ours answers for it, nor to end the share', () => {
    const { state } = given(...taken)
    const opened = openedCase(state)
    assert.ok(opened)
    const with_ = {
      ...opened,
      team: teamId('away'),
      accountable: { agent: agentId('chiara'), team: teamId('away') },
    }
    const asked = (who: string) => may(by(who), 'accountable.assign', with_, partnerDesk)
    assert.deepEqual(asked('pia'), { refused: 'access.not_contact_or_worker' })
    assert.deepEqual([asked('chiara'), asked('bo'), asked('karin')], [true, true, true])
    assert.deepEqual(asked('marta'), { refused: 'access.not_contact_or_worker' })
    assert.deepEqual(may(by('karin'), 'share.end', with_, partnerDesk), { refused: 'access.denied' })
  })
  it('a look is asked by who reaches the case and whose team lets him', () => {
    const { state } = given(...taken)
    assert.equal(may(by('bo'), 'customer.look', state, partnerDesk), true)
    assert.deepEqual(may(by('jordi'), 'customer.look', state, partnerDesk), { refused: 'access.denied' })
    const strict = {
      ...partnerDesk,
      levels: { ...partnerDesk.levels, 1: { ...partnerDesk.levels[1], mayLook: false } },
    }
    assert.deepEqual(may(by('bo'), 'customer.look', state, strict), { refused: 'access.may_not_look' })
  })
})
