// Contract: who wins when several want the same, and what comes twice happens once.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Opened } from '../store.contract.ts'
import type { Appended, Committed } from '../store.ts'
import { appended } from './facts.ts'
import { sending } from './outbox.ts'
import { readerMeets } from './reader.ts'
import { merging, newId, noting, opening } from './specimen.ts'

const outcomes = (all: readonly Appended[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { outcome } of all) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

export function keepsOrder(opened: () => Opened): void {
  it('of a hundred decisions on the same fact exactly one is recorded', async () => {
    const { store } = opened()
    const first = opening()
    await store.append(first)
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) => store.append(noting(first.caseId, 1, `note ${i}`))),
    )
    assert.deepEqual(outcomes(all), { appended: 1, stale: 99 })
    assert.equal((await store.read(first.caseId))?.events.length, 2)
  })

  it('a case is opened once', async () => {
    const { store } = opened()
    const first = opening()
    const all = await Promise.all(Array.from({ length: 20 }, () => store.append(first)))
    assert.deepEqual(outcomes(all), { appended: 1, stale: 19 })
  })

  it('a stale decision does not hold up the others that travel with it', async () => {
    const { store } = opened()
    const known = Array.from({ length: 6 }, () => opening())
    await Promise.all(known.map(one => store.append(one)))
    await store.append(noting(known[0]!.caseId, 1, 'meanwhile'))
    const all = await Promise.all(known.map(one => store.append(noting(one.caseId, 1, 'together'))))
    assert.deepEqual(outcomes(all), { appended: 5, stale: 1 })
  })

  it('of cases that are merged in a circle at once, one goes on', async () => {
    const { store } = opened()
    for (const size of [2, 3, 5]) {
      const ring = Array.from({ length: size }, () => opening())
      await Promise.all(ring.map(one => store.append(one)))
      const all = await Promise.all(
        ring.map((one, i) => store.append(merging(one.caseId, ring[(i + 1) % size]!.caseId))),
      )
      const cards = await Promise.all(ring.map(one => store.card(one.caseId)))
      assert.ok(cards.some(card => card?.phase === 'open'))
      assert.equal(outcomes(all).appended, cards.filter(card => card?.phase === 'merged').length)
      assert.ok((outcomes(all).appended ?? 0) > 0)
    }
  })

  it('decisions on facts that are not there yet are stale', async () => {
    const { store } = opened()
    const first = opening()
    await store.append(first)
    assert.equal((await store.append(noting(first.caseId, 5, 'too early'))).outcome, 'stale')
    assert.equal((await store.append(noting(newId('cas'), 1, 'no case'))).outcome, 'stale')
  })

  it('the same key gives the same answer, for another body it is refused', async () => {
    const { store } = opened()
    const key = newId('evt')
    const answered = { actor: 'agt_anna', key, bodyHash: 'aa', answer: { id: 'cas_1', seq: 3 } }
    const tries = Array.from({ length: 12 }, () => opening({ answered }))
    const all = await Promise.all(tries.map(one => store.append(one)))
    assert.deepEqual(outcomes(all), { appended: 1, repeated: 11 })
    const repeated = all.find(one => one.outcome === 'repeated')
    assert.deepEqual(repeated, { outcome: 'repeated', answer: { id: 'cas_1', seq: 3 } })
    const other = await store.append(opening({ answered: { ...answered, bodyHash: 'bb' } }))
    assert.deepEqual(other, { outcome: 'key_reused' })
    appended(await store.append(opening({ answered: { ...answered, actor: 'agt_boris' } })))
    assert.deepEqual(await store.answered('agt_anna', key), {
      bodyHash: 'aa',
      answer: { id: 'cas_1', seq: 3 },
    })
    assert.equal(await store.answered('agt_anna', 'unheard of'), null)
    const stored = await Promise.all(tries.map(one => store.read(one.caseId)))
    assert.equal(stored.filter(Boolean).length, 1)
  })

  it('a repeat is answered as such even when the case has moved on', async () => {
    const { store } = opened()
    const first = opening()
    await store.append(first)
    const answered = { actor: 'agt_anna', key: newId('evt'), bodyHash: 'aa', answer: { seq: 2 } }
    appended(await store.append(noting(first.caseId, 1, 'once', { answered })))
    const again = await store.append(noting(first.caseId, 1, 'once', { answered }))
    assert.deepEqual(again, { outcome: 'repeated', answer: { seq: 2 } })
  })

  it('a mail is taken in once, however often it is delivered', async () => {
    const { store } = opened()
    const intakeKey = `support/<1@example.org>/${newId('evt')}`
    const tries = Array.from({ length: 12 }, () => opening({ intakeKey }))
    const all = await Promise.all(tries.map(one => store.append(one)))
    assert.deepEqual(outcomes(all), { appended: 1, taken_in_before: 11 })
    const winner = tries[all.findIndex(one => one.outcome === 'appended')]!.caseId
    for (const one of all) if (one.outcome === 'taken_in_before') assert.equal(one.caseId, winner)
  })

  it('a reader meets every fact once, each case in order, and the positions told at the append', async () => {
    const { store } = opened()
    const cases = Array.from({ length: 10 }, () => opening())
    const told = await Promise.all(cases.map(one => store.append(one)))
    await Promise.all(cases.map(one => store.append(noting(one.caseId, 1, 'second'))))
    const all = await readerMeets(store, { of: cases.map(one => one.caseId), atLeast: 20 })
    for (const { caseId } of cases) {
      const own = all.filter(one => one.caseId === caseId)
      assert.deepEqual(
        own.map(one => one.event.seq),
        [1, 2],
      )
    }
    const after = await store.since(appended(told[0]!).position, 1_000)
    assert.ok(after.events.every(one => one.caseId !== cases[0]!.caseId || one.event.seq === 2))
    assert.deepEqual((await store.since(await store.position(), 10)).events, [])
  })

  it('whoever listens is woken after a commit, and not after leaving', async () => {
    const { store } = opened()
    let left = 0
    const leave = store.onCommit(() => {
      left += 1
    })
    leave()
    const heard = () => new Promise<Committed>(resolve => store.onCommit(resolve))
    const woken = heard()
    await store.append(opening())
    assert.deepEqual(await woken, { hasEffects: false })
    const again = heard()
    await store.append(sending().append)
    assert.deepEqual(await again, { hasEffects: true })
    assert.equal(left, 0)
  })
}
