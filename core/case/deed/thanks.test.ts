// Thanks between colleagues, and how clear a hand-off was: who says it, to whom, and who hears of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evolve, openedCase as maybeOpened } from '#core/case/case.ts'
import type { Case, OpenedCase } from '#core/case/state.ts'
import type { HandOffEntry } from '#core/case/hand-off-entry.ts'
import { mayRate } from '#core/case/deed/rating.ts'
import type { Event } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { aboutOf, holderOf, isSettled, type Telling } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import { samples } from '#core/testing/sample.ts'
import { agentId, at, by, clock, desk, given, taken, text, type Wished } from '#core/testing/world.ts'

const openedCase = (state: Case) => maybeOpened(state) as OpenedCase
const bo = by('bo')
const marta = by('marta')
const handOff = 'hnd_a' as const
const offered: readonly Wished[] = [...taken, [7, bo, { ...samples['hand_off.offer'], handOff }]]
const accepted: readonly Wished[] = [...offered, [8, marta, { type: 'hand_off.accept', handOff }]]
const rate = { type: 'hand_off.rate', handOff } as const
const ratedOf = (wished: readonly Wished[]) =>
  (
    timeline(given(...wished).events.map((event, i) => ({ ...event, seq: i + 1 }))).find(
      one => one.kind === 'hand_off',
    ) as HandOffEntry
  ).rated

test('whoever accepted a hand-off says how clear it was; the last word counts, the same twice adds nothing', () => {
  const one = given(...accepted)
  one.when(9, marta, rate).then('hand_off.rated')
  const clear = given(...accepted, [9, marta, rate])
  clear.when(10, marta, rate).thenNothing()
  clear.when(10, marta, { ...rate, missing: 'why' }).then('hand_off.rated')
  clear.when(10, marta, { ...rate, text: text('so') }).then('hand_off.rated')
  const unclear: readonly Wished[] = [...accepted, [9, marta, { ...rate, missing: 'why', text: text('so') }]]
  given(...unclear)
    .when(10, marta, { ...rate, missing: 'why' })
    .thenNothing()
  assert.deepEqual([ratedOf(unclear)?.missing, ratedOf(unclear)?.text?.text], ['why', 'txt_so'])
  assert.deepEqual([ratedOf([...accepted, [9, marta, rate]])?.missing, ratedOf(accepted)], [null, null])
})

test('whoever sent it back says so as well; its giver does not, nor who never had it', () => {
  const returned = samples['hand_off.return']
  const back: readonly Wished[] = [...offered, [8, marta, { ...returned, handOff }]]
  given(...back)
    .when(9, marta, { ...rate, missing: 'what_done' })
    .then('hand_off.rated')
  const byDesk: readonly Wished[] = [...offered, [8, clock, { ...returned, handOff }]]
  for (const [who, wished] of [
    [bo, accepted],
    [clock, accepted],
    [marta, offered],
    [marta, byDesk],
  ] as const)
    given(...wished)
      .when(9, who, rate)
      .thenRefused('hand_off.not_received')
  given(...taken)
    .when(9, marta, rate)
    .thenRefused('hand_off.not_found')
  const state = openedCase(given(...accepted).state)
  assert.deepEqual(
    [mayRate(state, handOff, agentId('marta')), mayRate(state, handOff, agentId('bo'))],
    [true, false],
  )
  assert.equal(mayRate(state, 'hnd_none', agentId('bo')), false)
  const stray = { type: 'hand_off.rated', handOff: 'hnd_none', at: at(9), by: marta } as Event
  assert.deepEqual(openedCase(evolve(state, stray)).handOffs, state.handOffs)
})

const thank = samples['thanks.give']
test('thanks go to a colleague who is there, never to oneself', () => {
  given(...taken)
    .when(3, bo, thank)
    .then('thanks.given')
  given(...taken)
    .when(3, marta, thank)
    .thenRefused('thanks.self')
  given(...taken)
    .when(3, bo, { ...thank, to: 'agt_nobody' })
    .thenRefused('agent.not_found')
})

test('everybody who worked on the case hears of thanks, once, but not whoever thanks', () => {
  const { state, events } = given(...accepted, [9, bo, thank])
  const one = openedCase(state)
  const event = events.find(found => found.type === 'thanks.given') as Telling
  const told = (asked: Telling) =>
    whoIsTold(one, asked, { now: at(9), desk, before: [], isTakenUp: false })
      .tell.map(each => `${each.agent} ${each.as}`)
      .sort()
  assert.deepEqual(told(event), ['agt_marta helper'])
  assert.deepEqual(told({ ...event, by: clock }), ['agt_bo helper', 'agt_marta helper'])
  for (const to of ['agt_gone', 'agt_nobody'])
    assert.deepEqual(told({ ...event, to } as Telling), ['agt_marta helper'])
  assert.deepEqual(
    [holderOf(one, event), aboutOf(event), isSettled(one, event)],
    ['agt_marta', 'thk_a', true],
  )
  const entries = timeline(events.map((each, i) => ({ ...each, seq: i + 1 })))
  assert.ok(entries.some(each => each.kind === 'thanks' && each.to === 'agt_marta'))
})
