// Every shape a fact of a policy of the house ever had is read for ever: ledgers as they were once
// written still fold to what they said then. A new fact or field gets a ledger of its own; one that
// stands here is never changed.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { MatterCard } from '#core/matter/matter.ts'
import type { HousePolicyFact } from '#core/house-policy/house-policy-fact.ts'
import { housePolicyRules } from '#core/house-policy/rules.ts'
import { textOf } from '#core/testing/world.ts'

type Past = {
  /** ends with the fact it is about */
  readonly ledger: readonly HousePolicyFact[]
  readonly then: Pick<MatterCard, 'standing' | 'isOpen' | 'owner' | 'dueAt' | 'title' | 'subject' | 'more'>
}
const folder = fileURLToPath(new URL('house-policy', import.meta.url))
const files = globSync('*.json', { cwd: folder }).sort()

test('every fact of a policy of the house has a ledger from the past, and no other', () => {
  const source = readFileSync(
    new URL('../../core/house-policy/house-policy-fact.ts', import.meta.url),
    'utf8',
  )
  const declared = [...source.matchAll(/^ {2}'(house_policy\.[a-z_]+)':/gm)].map(([, name]) => `${name}.json`)
  assert.ok(declared.length >= 5)
  assert.deepEqual(files, declared.sort())
})

for (const file of files)
  test(`${basename(file, '.json')} is read as it was written`, () => {
    const pasts = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Past[]
    assert.ok(pasts.length > 0)
    for (const { ledger, then } of pasts) {
      assert.equal(`${ledger.at(-1)?.type}.json`, file)
      const state = ledger.reduce(housePolicyRules.evolve, housePolicyRules.start)
      const { standing, isOpen, owner, dueAt, title, subject, more } = housePolicyRules.card(state, textOf)
      assert.deepEqual({ standing, isOpen, owner, dueAt, title, subject, more }, then)
    }
  })
