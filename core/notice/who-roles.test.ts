// Who is told of another contact, of news nobody passed on, of who asks to speak with the customer, and of an
// unclear note.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedCase } from '#core/case/state.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import { aboutOf, dueOf, holderOf, isSettled, isTelling, kindOf, type Telling } from '#core/notice/notice.ts'
import { whoIsTold } from '#core/notice/who.ts'
import type { AgentFacts, DeskFacts, Reach } from '#core/people/desk-facts.ts'
import { ring, run } from '#core/testing/clocked-play.ts'
import { clockedDesk } from '#core/testing/clocked.ts'
import { samples } from '#core/testing/sample.ts'
import { at, by, clock, taken, type Wished } from '#core/testing/world.ts'

const reach: Reach = { zone: 'Europe/Stockholm', quiet: [], mail: 'away', cover: null }
const people = (changes: Readonly<Record<string, Partial<AgentFacts>>> = {}): DeskFacts => ({
  ...clockedDesk,
  agents: Object.fromEntries(
    Object.values(clockedDesk.agents).map(one => [one.id, { ...one, reach, ...changes[one.name] }]),
  ),
})

type Known = { readonly state: OpenedCase; readonly event: Telling }
function after(wished: readonly Wished[], which: Telling['type']): Known {
  const { events, state } = run(wished)
  const event = events.filter(isTelling).find(one => one.type === which)
  assert.ok(event, `no ${which} in ${events.map(one => one.type)}`)
  return { state, event }
}
function told({ state, event }: Known, desk = people()) {
  const found = whoIsTold(state, event, { now: event.at, desk, before: [], isTakenUp: false })
  const minute = (instant: Instant | null) => (instant === null ? null : (instant - at(0)) / minuteMs)
  return {
    tell: found.tell.map(one => `${one.agent.slice(4)} ${one.as}`),
    againAt: minute(found.againAt),
  }
}

const toChiara: Wished = [2, by('bo'), samples['contact.assign']]
test('whoever becomes the contact hears it, and whoever was it when it was taken over; nobody stands in', () => {
  const given = after([...taken, toChiara], 'contact.assigned')
  assert.deepEqual(told(given), { tell: ['chiara owner'], againAt: null })
  assert.equal(isSettled(given.state, given.event), false)
  const away = people({ chiara: { absent: true } })
  assert.deepEqual(told(given, away), { tell: ['chiara owner'], againAt: null })
  const gone = people({ chiara: { active: false } })
  assert.deepEqual(told(given, gone), { tell: [], againAt: null })
  const over = after([...taken, [2, by('chiara'), samples['contact.take_over']]], 'contact.assigned')
  assert.deepEqual(told(over), { tell: ['bo before'], againAt: null })
  assert.equal(dueOf(over.state, over.event), null)
  const unknown = { ...over.event, from: undefined } as unknown as typeof over.event
  assert.equal(holderOf(over.state, unknown), null)
  assert.notEqual(aboutOf(given.event), '')
})
test('the first contact of a case is no news to anybody', () => {
  const { events } = run([...taken])
  assert.deepEqual(events.filter(isTelling), [])
})

const accepted: readonly Wished[] = [
  ...taken,
  [2, by('bo'), { ...samples['hand_off.offer'], handOff: 'hnd_a' }],
  [3, by('marta'), samples['hand_off.accept']],
]
test('news nobody passed on reaches the contact, and the lead when nobody takes it up', () => {
  const minutes = 4 + 240
  const late = after(
    [...accepted, [4, by('marta'), samples['hand_off.answer']], [minutes, clock, ring]],
    'news.late',
  )
  assert.deepEqual(told(late), { tell: ['bo owner'], againAt: minutes + 10 })
  assert.equal(dueOf(late.state, late.event), at(minutes))
  assert.equal(isSettled(late.state, late.event), false)
  const told_ = { ...late.state, untold: {} }
  assert.deepEqual([isSettled(told_, late.event), dueOf(told_, late.event)], [true, null])
  assert.equal(aboutOf(late.event), Object.keys(late.state.untold)[0])
})
test('the contact hears what a specialist asks for, and the specialist what became of it', () => {
  const ask: Wished = [4, by('marta'), { ...samples['speech.ask'], speech: 'spe_a' }]
  const asked = after([...accepted, ask], 'speech.asked')
  assert.deepEqual(told(asked), { tell: ['bo owner'], againAt: 14 })
  assert.deepEqual([aboutOf(asked.event), isSettled(asked.state, asked.event)], ['spe_a', false])
  const agreed = after(
    [...accepted, ask, [5, by('bo'), { type: 'speech.agree', speech: 'spe_a' }]],
    'speech.agreed',
  )
  assert.deepEqual(told(agreed), { tell: ['marta asker'], againAt: null })
  assert.equal(isSettled(agreed.state, asked.event), true)
  const declined = after([...accepted, ask, [5, by('bo'), samples['speech.decline']]], 'speech.declined')
  assert.deepEqual(told(declined), { tell: ['marta asker'], againAt: null })
  assert.equal(holderOf({ ...declined.state, speeches: {} }, declined.event), null)
})

test('what came of the problem his case belongs to, its contact is told, each news once', () => {
  const itself = { kind: 'system', part: 'desk' } as const
  const tell = { type: 'matter.tell', matter: 'prb_a', fact: 4, news: 'workaround' } as const
  const known = after(
    [...taken, [2, by('bo'), samples['matter.join']], [3, itself, { ...tell, matter: 'prb_b' }]],
    'matter.told',
  )
  assert.equal(aboutOf(known.event), 'prb_b.4')
  assert.deepEqual(told(known), { tell: ['bo owner'], againAt: null })
  assert.equal(isSettled(known.state, known.event), true)
})

test('whether something may be told is asked of those who lead, its contact hears only what they said', () => {
  const itself = { kind: 'system', part: 'desk' } as const
  const join = { ...samples['matter.join'], matter: 'mty_a' } as const
  const known = (news: 'may_tell_asked' | 'may_tell_late' | 'may_tell' | 'fixed') =>
    after(
      [...taken, [2, by('bo'), join], [3, itself, { type: 'matter.tell', matter: 'mty_a', fact: 1, news }]],
      'matter.told',
    )
  const heard = (news: Parameters<typeof known>[0]) => told(known(news)).tell
  assert.deepEqual(heard('may_tell_asked'), ['karin lead'])
  assert.deepEqual(heard('may_tell_late'), ['karin lead'])
  assert.deepEqual(heard('may_tell'), ['bo owner'])
  assert.equal(kindOf(known('may_tell_asked').event), 'may_tell_asked', 'its notice says what came of it')
  assert.equal(kindOf(known('fixed').event), null)
})

test('an unclear note is told to its author alone, and that it was mended to who said so', () => {
  const note: Wished = [2, by('bo'), { ...samples['note.add'], note: 'not_a' }]
  const flag: Wished = [3, by('marta'), samples['note.flag']]
  const flagged = after([...taken, note, flag], 'note.flagged')
  assert.deepEqual(told(flagged), { tell: ['bo owner'], againAt: null })
  assert.equal(aboutOf(flagged.event), `not_a.${at(3)}`)
  assert.deepEqual(
    [dueOf(flagged.state, flagged.event), holderOf(flagged.state, flagged.event)],
    [null, 'agt_bo'],
  )
  assert.equal(isSettled(flagged.state, flagged.event), false)
  const gone = people({ bo: { active: false } })
  assert.deepEqual(told(flagged, gone).tell, ['karin lead'])
  const mended = after([...taken, note, flag, [4, by('bo'), samples['note.mend']]], 'note.mended')
  assert.deepEqual(told(mended), { tell: ['marta owner'], againAt: null })
  assert.equal(isSettled(mended.state, mended.event), true)
  assert.deepEqual(told(mended, people({ marta: { active: false } })).tell, [])
  assert.equal(holderOf({ ...mended.state, flags: {} }, mended.event), null)
})
