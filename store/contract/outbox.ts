// Contract: effects and rings are leased by one at a time, and a late word of a former holder is refused.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { instant } from '#core/kit/time.ts'
import type { Opened } from '../store.contract.ts'
import type { Append, Effect } from '../store.ts'
import { newId, noting, opening, t0 } from './specimen.ts'

const longMs = 3_600_000
// A lease that has run out the moment it is given: how a dead node's looks.
const goneMs = 0

export function sending(dueAt = t0): { append: Append; effect: Effect } {
  const append = opening()
  const effect: Effect = {
    key: newId('evt'),
    kind: 'mail',
    caseId: append.caseId,
    dueAt,
    body: { to: 'ж "x"' },
  }
  return { append: { ...append, effects: [effect] }, effect }
}

export function keepsOutbox(opened: () => Opened): void {
  it('a due effect is leased once, and is done once', async () => {
    const { store } = opened()
    const { append, effect } = sending()
    await store.append(append)
    const taken = await Promise.all([1, 2, 3, 4].map(() => store.leaseEffects(10, longMs)))
    const leased = taken.flat()
    assert.equal(leased.length, 1)
    const [{ lease, ...rest }] = leased as [(typeof leased)[number]]
    assert.deepEqual(rest, { ...effect, attempt: 1, waitedMs: 0 })
    assert.equal(await store.endEffect(effect.key, 'not the lease', { done: true }), false)
    assert.equal(await store.endEffect(effect.key, lease, { done: true }), true)
    assert.equal(await store.endEffect(effect.key, lease, { done: true }), false)
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
  })

  it('mails and notices are leased apart, so that neither waits behind the other', async () => {
    const { store } = opened()
    const { append, effect } = sending()
    const notice: Effect = { ...effect, key: newId('evt'), kind: 'notice' }
    await store.append({ ...append, effects: [effect, notice] })
    const keys = async (kind?: Effect['kind']) => {
      const leased = await store.leaseEffects(10, longMs, kind)
      await Promise.all(leased.map(one => store.endEffect(one.key, one.lease, { done: true })))
      return leased.map(one => [one.key, one.kind])
    }
    assert.deepEqual(await keys('notice'), [[notice.key, 'notice']])
    assert.deepEqual(await keys(), [[effect.key, 'mail']])
  })

  it('an effect that is not due is not leased', async () => {
    const { store } = opened()
    const { append } = sending(instant(Date.now() + longMs))
    await store.append(append)
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
  })

  it('after a lease has run out another takes it, and the former holder is refused', async () => {
    const { store } = opened()
    const { append, effect } = sending()
    await store.append(append)
    const [first] = await store.leaseEffects(10, goneMs)
    const [second] = await store.leaseEffects(10, longMs)
    assert.equal(second?.key, effect.key)
    assert.equal(second?.attempt, 2)
    assert.equal(await store.endEffect(effect.key, first!.lease, { done: true }), false)
    assert.equal(await store.endEffect(effect.key, second!.lease, { givenUp: 'no such address' }), true)
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
  })

  it('an effect that failed comes again at its instant', async () => {
    const { store } = opened()
    const { append, effect } = sending()
    await store.append(append)
    const [first] = await store.leaseEffects(10, longMs)
    const soon = { retryAt: instant(t0 + 1), reason: 'busy' }
    assert.equal(await store.endEffect(effect.key, first!.lease, soon), true)
    const [second] = await store.leaseEffects(10, longMs)
    assert.deepEqual([second?.key, second?.dueAt, second?.attempt], [effect.key, t0 + 1, 2])
    const late = { retryAt: instant(Date.now() + longMs), reason: 'busy' }
    assert.equal(await store.endEffect(effect.key, second!.lease, late), true)
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
  })

  it('how long an effect waits is counted from when it was first taken up, attempts or none', async () => {
    const { store } = opened()
    await store.append(sending().append)
    const before = await store.now()
    const [first] = await store.leaseEffects(10, longMs)
    const again = { retryAt: t0, reason: 'busy', isUntried: true } as const
    await store.endEffect(first!.key, first!.lease, again)
    // The clock goes in whole milliseconds: it has to have gone on.
    const start = await store.now()
    while ((await store.now()) === start);
    const [second] = await store.leaseEffects(10, longMs)
    assert.deepEqual([first?.waitedMs, second?.attempt], [0, 1])
    assert.ok(second!.waitedMs > 0 && second!.waitedMs <= (await store.now()) - before, `${second?.waitedMs}`)
  })

  it('a withdrawn effect never happens, and a key is one effect for ever', async () => {
    const { store } = opened()
    const { append, effect } = sending()
    await store.append(append)
    await store.append(noting(append.caseId, 1, 'undo', { cancelled: [effect.key] }))
    await store.append(noting(append.caseId, 2, 'again', { effects: [effect] }))
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
    const other = sending()
    await store.append({ ...other.append, cancelled: [other.effect.key] })
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
  })

  it('nothing of an append that is refused happens', async () => {
    const { store } = opened()
    const { append, effect } = sending()
    await store.append(opening({ caseId: append.caseId, card: append.card }))
    assert.equal((await store.append({ ...append, effects: [effect] })).outcome, 'stale')
    assert.deepEqual(await store.leaseEffects(10, longMs), [])
  })

  it('a ring is leased at its time, the longest due first, and set anew by the next append', async () => {
    const { store } = opened()
    const [early, late, ahead, never] = [opening(), opening(), opening(), opening()]
    const now = await store.now()
    await store.append({ ...late, ring: { at: instant(now - 10) } })
    await store.append({ ...early, ring: { at: instant(now - 20) } })
    await store.append({ ...ahead, ring: { at: instant(now + longMs) } })
    await store.append(never)
    assert.deepEqual(await store.leaseRings(1, longMs), [early.caseId])
    assert.deepEqual(await store.leaseRings(10, goneMs), [late.caseId])
    assert.deepEqual(await store.leaseRings(10, longMs), [late.caseId], 'its lease has run out')
    assert.deepEqual(await store.leaseRings(10, longMs), [])
    await store.append(noting(early.caseId, 1, 'rung', { ring: { at: instant(now - 5) } }))
    await store.append(noting(late.caseId, 1, 'rung', { ring: { at: null } }))
    assert.deepEqual(await store.leaseRings(10, longMs), [early.caseId])
  })

  it('a ring that came too early is moved, unless the case went on meanwhile', async () => {
    const { store } = opened()
    const [one, other] = [opening(), opening()]
    const now = await store.now()
    await store.append({ ...one, ring: { at: instant(now - 10) } })
    await store.append({ ...other, ring: { at: instant(now - 5) } })
    assert.deepEqual(await store.leaseRings(10, longMs), [one.caseId, other.caseId])
    await store.append(noting(other.caseId, 1, 'rung', { ring: { at: instant(now - 5) } }))
    await store.moveRing(one.caseId, 1, { at: instant(now - 1) })
    await store.moveRing(other.caseId, 1, { at: instant(now + longMs) })
    assert.deepEqual(await store.leaseRings(10, longMs), [other.caseId, one.caseId])
    await store.moveRing(one.caseId, 1, { at: null })
    await store.moveRing(other.caseId, 2, { at: instant(now + longMs) })
    assert.deepEqual(await store.leaseRings(10, longMs), [], 'neither is leased, and neither is due')
  })
}
