// The turns of a team on call while they are typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { onCallAt, turnsOf, typedTurns } from './on-call.ts'

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

test('of several turns the first counts, to its end and not beyond', () => {
  const two = [night, { ...night, agent: 'agt_eva' as const }]
  assert.equal(onCallAt(two, night.from), 'agt_bo')
  assert.equal(onCallAt(two, night.until), null)
})
