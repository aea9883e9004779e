// Every shape a fact ever had is read for ever: ledgers as they were once written still fold to what they
// said then.
// A new event or field gets a ledger of its own beside these; one that stands here is never changed.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { type Card, cardOf } from '#core/case/card.ts'
import { fold } from '#core/case/case.ts'
import type { Event } from '#core/case/event.ts'
import { timeline } from '#core/case/timeline.ts'
import { caseId, textOf } from '#core/testing/world.ts'

type Past = {
  /** ends with the fact it is about */
  readonly ledger: readonly Event[]
  readonly then: Pick<Card, 'phase' | 'level' | 'worker' | 'contact'> & { readonly why: string }
}

const folder = fileURLToPath(new URL('past-events', import.meta.url))
const files = globSync('*.json', { cwd: folder }).sort()
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Past[]

/** The names of the events, as their declaration lists them: types are gone when this runs. */
function declared(): string[] {
  const core = fileURLToPath(new URL('../core/case', import.meta.url))
  const sources = ['event.ts', ...globSync('*-fact.ts', { cwd: core })]
  return sources.flatMap(file => {
    const source = readFileSync(`${core}/${file}`, 'utf8')
    const facts = source.slice(source.search(/^(?:export )?type \w*Facts = /m))
    return [...facts.matchAll(/^ {2}'([a-z_.]+)':/gm)].map(([, name]) => name!)
  })
}

test('every event there is has a ledger from the past, and no other', () => {
  assert.ok(declared().length >= 40)
  assert.deepEqual(
    files,
    declared()
      .map(name => `${name}.json`)
      .sort(),
  )
})

for (const file of files)
  test(`${basename(file, '.json')} is read as it was written`, () => {
    const pasts = read(file)
    assert.ok(pasts.length > 0)
    for (const { ledger, then } of pasts) {
      assert.equal(`${ledger.at(-1)?.type}.json`, file)
      const names = { text: textOf, customerName: 'Anna', organisationName: null }
      const card = cardOf(caseId('a'), ledger, names)
      assert.ok(card)
      const { phase, level, worker, contact, why } = card
      assert.deepEqual({ phase, level, worker, contact, why: why.code }, then)
      assert.notEqual(fold(ledger).phase, 'unopened')
      const recorded = ledger.map((event, index) => ({ ...event, seq: index + 1 }))
      assert.ok(timeline(recorded).length > 0)
    }
  })
