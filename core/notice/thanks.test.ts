// Whose a thank-you is: everybody who had a part in the case, whatever the part and whatever his level. Not:
// how a mail is told to be one (case/thank-you.test.ts).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { isTelling } from '#core/notice/notice.ts'
import { helpersOf, whoIsTold } from '#core/notice/who.ts'
import { partnerDesk } from '#core/testing/partner-desk.ts'
import { samples } from '#core/testing/sample.ts'
import { by, customer, play, taken, teamId, type Wished } from '#core/testing/world.ts'

const bo = by('bo')
const live = { ...samples['live_line.ask'], live: 'liv_a' } as const
const swarm = { ...samples['swarm.raise'], swarm: 'swm_a' } as const
const toAway = { ...samples['hand_off.offer'], handOff: 'hnd_a', team: teamId('away') } as const
const thanks: Wished = [9, customer, { ...samples['message.receive'], thanks: true }]

/** What somebody did, and who of those who did something is a helper for it, besides Bo who has the case. */
const parts: Readonly<Record<string, readonly [wished: readonly Wished[], helpers: readonly string[]]>> = {
  'a note': [[[2, by('chiara'), samples['note.add']]], ['chiara']],
  'a step': [[[2, by('jordi'), samples['step.try']]], ['jordi']],
  'a hand-off that a supplier accepted': [
    [
      [2, bo, toAway],
      [3, by('pia'), samples['hand_off.accept']],
    ],
    ['pia'],
  ],
  'a live line, answered and joined': [
    [
      [2, by('karin'), live],
      [3, by('ivan'), samples['live_line.answer']],
      [4, by('jordi'), samples['live_line.join']],
    ],
    ['karin', 'ivan', 'jordi'],
  ],
  'a live line nobody answered': [[[2, by('karin'), live]], []],
  'a swarm': [
    [
      [2, bo, swarm],
      [3, by('marta'), samples['swarm.offer']],
      [4, by('per'), samples['swarm.offer']],
    ],
    ['marta', 'per'],
  ],
  'a swarm nobody came to': [[[2, bo, swarm]], []],
  'a reproduction': [[[2, by('lena'), samples['reproduction.try']]], ['lena']],
  'a hypothesis': [[[2, by('theo'), samples['hypothesis.raise']]], ['theo']],
  'a verification': [[[2, by('jordi'), samples['verification.make']]], ['jordi']],
}
const names = (ids: readonly string[]) => ids.map(id => id.slice(4)).toSorted()
const after = (wished: readonly Wished[]) => play([...taken, ...wished], partnerDesk).state as OpenedCase

for (const [part, [wished, helpers]] of Object.entries(parts))
  test(`of ${part}: ${helpers.join(', ') || 'nobody'} beside whoever has the case`, () => {
    assert.deepEqual(names(helpersOf(after(wished))), ['bo', ...helpers].toSorted())
  })

test('whoever had several parts is told once, be he of level 3 or of a supplier', () => {
  const all = Object.entries(parts)
    .filter(([part]) => !part.includes('nobody'))
    .flatMap(([, [wished]]) => wished)
    .toSorted(([one], [other]) => one - other)
  const { state, events } = play([...taken, ...all, thanks], partnerDesk)
  const event = events.filter(isTelling).findLast(one => one.type === 'message.received')!
  const reach = { zone: 'UTC', quiet: [], mail: 'away', cover: null } as const
  const agents = Object.entries(partnerDesk.agents).map(([id, one]) => [id, { ...one, reach }])
  const desk = { ...partnerDesk, agents: Object.fromEntries(agents) }
  const asked = { now: event.at, desk, before: [], isTakenUp: false }
  const { tell } = whoIsTold(state as OpenedCase, event, asked)
  const everybody = ['bo', 'chiara', 'ivan', 'jordi', 'karin', 'lena', 'marta', 'per', 'pia', 'theo']
  assert.deepEqual(names(tell.map(one => one.agent)), everybody)
  assert.deepEqual([...new Set(tell.map(one => one.as))], ['helper'])
})
