// The turns and the rota of a team on call while they are typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { rotaOf, turnsOf, typedRota, typedTurns } from './on-call.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => instant(Date.parse(text))
const night = { agent: 'agt_bo' as const, from: at('2026-11-27T16:00Z'), until: at('2026-11-28T07:00Z') }

test('turns are typed by the clocks of the desk; those that are over are left out', () => {
  const over = { ...night, from: at('2026-11-20T16:00Z'), until: at('2026-11-21T07:00Z') }
  const typed = typedTurns([over, night], at('2026-11-27T12:00Z'), zone)
  assert.deepEqual(typed, [{ agent: 'agt_bo', from: '2026-11-27T17:00', until: '2026-11-28T08:00' }])
  assert.deepEqual(turnsOf(typed, zone), { turns: [night] })
})

test('a turn needs somebody, and a beginning before its end; the first that has not is named', () => {
  const [whole] = typedTurns([night], 0, zone)
  for (const wrong of [
    { ...whole!, agent: '' as const },
    { ...whole!, from: '' },
    { ...whole!, until: '' },
    { ...whole!, until: whole!.from },
  ])
    assert.deepEqual(turnsOf([whole!, wrong], zone), { wrongAt: 1 })
})

const today = '2026-11-27'
const inTurn = {
  form: 'in_turn',
  people: ['agt_bo', 'agt_eva'],
  day: 'fri',
  at: '12:00',
  since: '2026-11-20',
} as const
const weekly = {
  form: 'weekly',
  rows: [{ agent: 'agt_bo', days: ['sat', 'sun'], from: '00:00', until: '00:00' }],
} as const

test('a rota is typed and read back as it was; none is none', () => {
  for (const rota of [inTurn, weekly]) assert.deepEqual(rotaOf(typedRota(rota, today)), { rota })
  assert.deepEqual(rotaOf(typedRota(null, today)), { rota: null })
  assert.equal(typedRota(null, today).since, today)
})

test('who takes turns, when one hands over and when it begins have to be said', () => {
  const typed = typedRota(inTurn, today)
  assert.deepEqual(rotaOf({ ...typed, people: ['agt_bo', ''] }), { wrong: { code: 'person', n: 2 } })
  assert.deepEqual(rotaOf({ ...typed, at: '' }), { wrong: { code: 'times', n: 0 } })
  assert.deepEqual(rotaOf({ ...typed, since: '' }), { wrong: { code: 'times', n: 0 } })
})

test('a row needs somebody, a day and both times; the first that has not is named', () => {
  const [row] = weekly.rows
  for (const wrong of [
    { ...row, agent: '' as const },
    { ...row, days: [] },
    { ...row, from: '' },
    { ...row, until: '' },
  ])
    assert.deepEqual(rotaOf({ ...typedRota(weekly, today), rows: [row, wrong] }), {
      wrong: { code: 'row', n: 2 },
    })
})
