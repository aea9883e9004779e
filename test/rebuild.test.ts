// A card is the fold of its ledger: on the whole demo company, whatever is kept beside the facts can be built
// again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillDemo } from '#bin/demo.ts'
import { type LiveDesk, liveDesk } from '#test/support/desk.ts'
import { everyCase, holds, rebuilt } from '#test/support/rebuild.ts'
import type { PostgresStore } from '#store/postgres/store.ts'

let desk: LiveDesk
before(async () => {
  desk = await liveDesk({ prepare: fillDemo(() => {}) })
})
after(() => desk?.stop())

test('the demo company has cases in every phase, each the fold of its ledger', async () => {
  const store = desk.shell.store as PostgresStore
  const phases = new Set<string>()
  let count = 0
  for await (const kept of everyCase(store)) {
    await holds(store, kept)
    phases.add(kept.card.phase)
    count += 1
  }
  assert.ok(count >= 20, `${count} cases`)
  assert.deepEqual([...phases].sort(), ['closed', 'merged', 'open', 'solved'])
})

test('a card that says something else than its ledger is found out', async () => {
  const store = desk.shell.store as PostgresStore
  const cases = everyCase(store)
  const { value } = await cases.next()
  await cases.return(undefined)
  assert.ok(value)
  const lying = { ...value, card: { ...value.card, level: value.card.level === 3 ? 1 : 3 } as const }
  await assert.rejects(holds(store, lying), /the card is the fold/)
  const short = { ...value, ledger: { ...value.ledger, events: value.ledger.events.slice(1) } }
  assert.notDeepEqual(rebuilt(short), value.card)
  await assert.rejects(holds(store, short), /no gap/)
})
