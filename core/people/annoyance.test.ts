// Of which time leads read themes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '#core/kit/time.ts'
import { themeSpan } from '#core/people/annoyance.ts'

const at = (day: string) => instant(Date.parse(day))

test('themes end with last week, so that no new one is seen as it is written', () => {
  const monday = at('2026-11-23T00:00:00Z')
  for (const now of ['2026-11-23T00:00:00Z', '2026-11-28T18:00:00Z', '2026-11-29T23:59:59Z'])
    assert.equal(themeSpan(at(now)).until, monday, now)
  assert.equal(themeSpan(at('2026-11-22T23:59:59Z')).until, at('2026-11-16T00:00:00Z'))
  assert.equal(themeSpan(monday).from, at('2026-08-24T00:00:00Z'))
})
