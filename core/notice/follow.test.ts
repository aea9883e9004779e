// What somebody who follows a case hears of it: what others did, from when on he follows, and nothing else.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event, Recorded } from '#core/case/event.ts'
import { followNews } from '#core/notice/follow.ts'
import { agentId, at, by, caseId, clock, customer, text } from '#core/testing/world.ts'

const marta = by('marta')
const wrote = { message: 'msg_1', channel: 'email', from: 'cus_anna', text: text('hi'), attached: [] }
const ledger = [
  { type: 'note.added', by: marta, note: 'not_1', text: text('n'), mentions: [] },
  { type: 'hand_off.returned', by: marta, handOff: 'hnd_a', reason: 'wrong_team', nextAct: text('x') },
  { type: 'hand_off.answered', by: marta, handOff: 'hnd_b' },
  { type: 'message.received', by: customer, ...wrote, automatic: null },
  { type: 'message.received', by: customer, ...wrote, message: 'msg_2', automatic: 'auto-reply' },
  { type: 'promise.missed', by: clock, promise: 'prm_1' },
  { type: 'case.solved', by: by('bo'), fix: text('f'), level: 1 },
].map((event, i) => ({ ...(event as unknown as Event), at: at(i), seq: i + 1 }) as Recorded)
const news = (name: string, after = 0) =>
  followNews(ledger, { caseId: caseId('a'), agent: agentId(name), after }).map(
    ({ cause, about }) => `${cause} ${about}`,
  )

test('he hears of answers, of what came back, of words of the customer, of what was missed, and the end', () => {
  assert.deepEqual(news('karin'), [
    'hand_off.returned hnd_a',
    'hand_off.answered hnd_b',
    'message.received msg_1',
    'promise.missed prm_1',
    `case.solved cas_a.${at(6)}`,
  ])
})

test('of what he did himself he hears nothing, nor of what was before', () => {
  assert.deepEqual(news('marta'), [
    'message.received msg_1',
    'promise.missed prm_1',
    `case.solved cas_a.${at(6)}`,
  ])
  assert.deepEqual(news('bo', 4), ['promise.missed prm_1'])
})
