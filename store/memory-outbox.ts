// Effects and rings in memory: what must happen outside, what must be looked at again, and who holds it
// just now.
import type { CaseId } from '#core/kit/id.ts'
import type { Append, Effect, EffectKind, Store } from './store.ts'

type Waiting = {
  effect: Effect
  attempt: number
  lease: string
  leasedUntil: number
  firstLeasedAt: number | null
  status: 'waiting' | 'done' | 'given_up' | 'cancelled'
}

type Bell = { readonly caseId: CaseId; readonly at: number; leasedUntil: number }

type Leased = Awaited<ReturnType<Store['leaseEffects']>>

/** The outbox of a memory store. `now` is the store's clock. */
export function memoryOutbox(now: () => number) {
  const effects = new Map<string, Waiting>()
  // Only these can still be leased; the whole history is too long to be asked at each step.
  const open = new Map<string, Waiting>()
  const rings = new Map<CaseId, Bell>()
  let leaseCount = 0
  return {
    /** Takes over an append's effects, cancellations and ring. A key that is known is left as it is. */
    put(append: Pick<Append, 'caseId' | 'effects' | 'cancelled' | 'ring'>): void {
      for (const effect of append.effects) {
        if (effects.has(effect.key)) continue
        const none = { attempt: 0, lease: '', leasedUntil: 0, firstLeasedAt: null }
        const waiting: Waiting = { effect, ...none, status: 'waiting' }
        effects.set(effect.key, waiting)
        open.set(effect.key, waiting)
      }
      for (const key of append.cancelled) end(key, 'cancelled')
      setRing(append.caseId, append.ring)
    },
    ring: setRing,
    leaseEffects(limit: number, leaseMs: number, kind: EffectKind = 'mail'): Leased {
      const at = now()
      const due: Waiting[] = []
      for (const one of open.values())
        if (one.effect.kind === kind && one.effect.dueAt <= at && one.leasedUntil <= at) due.push(one)
      due.sort((a, b) => a.effect.dueAt - b.effect.dueAt || (a.effect.key < b.effect.key ? -1 : 1))
      return due.slice(0, limit).map(one => {
        leaseCount += 1
        one.attempt += 1
        one.lease = String(leaseCount)
        one.leasedUntil = at + leaseMs
        one.firstLeasedAt ??= at
        const waitedMs = at - one.firstLeasedAt
        return { ...one.effect, attempt: one.attempt, waitedMs, lease: one.lease }
      })
    },
    endEffect(key: string, lease: string, outcome: Parameters<Store['endEffect']>[2]): boolean {
      const one = open.get(key)
      if (!one || one.lease !== lease) return false
      if ('done' in outcome) end(key, 'done')
      else if ('givenUp' in outcome) end(key, 'given_up')
      else {
        one.effect = { ...one.effect, dueAt: outcome.retryAt }
        if (outcome.isUntried) one.attempt -= 1
        one.lease = ''
        one.leasedUntil = 0
      }
      return true
    },
    leaseRings(limit: number, leaseMs: number): CaseId[] {
      const at = now()
      const due: Bell[] = []
      for (const bell of rings.values()) if (bell.at <= at && bell.leasedUntil <= at) due.push(bell)
      due.sort((a, b) => a.at - b.at || (a.caseId < b.caseId ? -1 : 1))
      return due.slice(0, limit).map(bell => {
        bell.leasedUntil = at + leaseMs
        return bell.caseId
      })
    },
  }

  function setRing(caseId: CaseId, { at }: Append['ring']): void {
    if (at === null) rings.delete(caseId)
    else rings.set(caseId, { caseId, at, leasedUntil: 0 })
  }

  function end(key: string, status: Waiting['status']): void {
    const one = open.get(key)
    if (!one) return
    one.status = status
    open.delete(key)
  }
}
