import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#core/people/language.ts'
import { isSameClock, zoneName } from '#words/zone-name.ts'

const winter = Date.UTC(2026, 10, 26, 13)
const march = Date.UTC(2026, 2, 15, 13)

test('a zone is named in the language of its reader, with the place people know it by', () => {
  assert.equal(zoneName('America/New_York', 'en', winter), 'Eastern Time (New York)')
  assert.equal(zoneName('America/New_York', 'de', winter), 'Nordamerikanische Ostküstenzeit (New York)')
  const names = languages.map(language => zoneName('Europe/Stockholm', language, winter))
  assert.equal(new Set(names).size, languages.length)
})

test('two zones show the same clock at one instant and another at another', () => {
  assert.equal(isSameClock('Europe/Stockholm', 'Europe/Berlin', winter), true)
  assert.equal(isSameClock('Europe/Stockholm', 'America/New_York', winter), false)
  // In March the clocks of America have changed and those of Mexico stay as they are.
  assert.equal(isSameClock('America/Mexico_City', 'America/Chicago', winter), true)
  assert.equal(isSameClock('America/Mexico_City', 'America/Chicago', march), false)
})
