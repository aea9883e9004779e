// Seeded cases have lived through their past: what fell due was said, who was to be asked back was asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { at, countingIds, desk } from '#core/testing/world.ts'
import { caseSource } from '#sim/seed.ts'

test('no seeded case has anything overdue, and every kind of case is among them', () => {
  const now = instant(at(0))
  const customers = [{ id: 'cus_a', name: 'Anna', language: 'en' }] as const
  const next = caseSource({ seed: 1, now, openShare: 0.2, facts: desk, newId: countingIds(), customers })
  const cases = Array.from({ length: 400 }, next)
  assert.deepEqual(
    cases.filter(({ ring }) => ring.at !== null && ring.at < now),
    [],
  )
  const types = new Set(cases.flatMap(({ events }) => events.map(({ type }) => type)))
  for (const type of ['promise.late', 'check_back.ended', 'case.closed'] as const)
    assert.ok(types.has(type), type)
  assert.ok(!types.has('check_back.late'), 'nobody waits to be asked')
  assert.deepEqual([...new Set(cases.map(({ card }) => card.phase))].sort(), ['closed', 'open', 'solved'])
  for (const { events } of cases)
    assert.ok(events.every((event, i) => event.at < now && (i === 0 || events[i - 1]!.at <= event.at)))
})
