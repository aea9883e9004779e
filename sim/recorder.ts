// Sits on the memory store and tells the bystander everything that is really kept, leased and ended.
import type { CaseId, MatterId } from '#core/kit/id.ts'
import type { Act } from '#sim/act.ts'
import type { UnitBook } from '#sim/contracts.ts'
import type { Standing } from '#sim/rule.ts'
import type { Watch } from '#sim/watch.ts'
import type { Append, Store } from '#store/store.ts'

/** What has to be looked at, and when. */
export type Due =
  | { readonly kind: 'relay'; readonly key: string }
  | { readonly kind: 'clock'; readonly caseId: CaseId }
  | { readonly kind: 'matters'; readonly id: MatterId }

export type Recorder = {
  readonly store: Store
  /** the instant a case rings at; none: null */
  ringAt(caseId: CaseId): number | null
  /** from when an effect may be taken; over: null */
  effectAt(key: string): number | null
}

export function recorder(
  store: Store,
  watch: Watch,
  { actNow, due, units }: { actNow: () => Act | null; due: (what: Due, at: number) => void; units: UnitBook },
): Recorder {
  const rings = new Map<CaseId, number>()
  const effects = new Map<string, number>()
  const ring = ({ caseId, ring: { at } }: Append) => {
    const before = rings.get(caseId)
    if (at === null) rings.delete(caseId)
    else rings.set(caseId, at)
    if (at !== null && at !== before) due({ kind: 'clock', caseId }, at)
  }
  return {
    ringAt: caseId => rings.get(caseId) ?? null,
    effectAt: key => effects.get(key) ?? null,
    store: {
      ...store,
      async append(whole) {
        const append = withoutNotices(whole)
        const appended = await store.append(append)
        if (appended.outcome !== 'appended') return appended
        for (const { key, dueAt } of append.effects) {
          effects.set(key, dueAt)
          due({ kind: 'relay', key }, dueAt)
        }
        for (const key of append.cancelled) effects.delete(key)
        ring(append)
        units.note(append.card)
        const { caseId } = append
        const first = appended.seq - append.events.length + 1
        const events = append.events.map((event, i) => ({ ...event, seq: first + i }))
        const { number } = appended
        watch.recorded({ caseId, number, events, act: actNow(), stands: standing(append), append })
        return appended
      },
      async leaseEffects(limit, leaseMs) {
        const leased = await store.leaseEffects(limit, leaseMs)
        for (const { key, lease } of leased) {
          effects.set(key, watch.now() + leaseMs)
          watch.leased(key, lease)
        }
        return leased
      },
      async endEffect(key, lease, end) {
        const isEnded = await store.endEffect(key, lease, end)
        const how = 'done' in end ? 'done' : 'givenUp' in end ? 'given_up' : null
        watch.ended(key, lease, how, isEnded)
        if (!isEnded) return false
        if (how !== null) effects.delete(key)
        else if ('retryAt' in end) {
          effects.set(key, end.retryAt)
          due({ kind: 'relay', key }, end.retryAt)
        }
        return true
      },
    },
  }
}

/** Nobody of the simulated desk is told anything: what would tell him is not kept. */
const withoutNotices = (append: Append): Append =>
  append.effects.every(one => one.kind === 'mail')
    ? append
    : { ...append, effects: append.effects.filter(one => one.kind === 'mail') }

/** How a case stands by its card. The card's own seq and number are the store's to give. */
const standing = ({ card, ring }: Append): Standing => ({
  seq: card.seq,
  phase: card.phase,
  level: card.level,
  team: card.team,
  worker: card.worker,
  contact: card.contact,
  wait: card.wait,
  into: card.into,
  offered: card.offer?.handOff ?? null,
  ringAt: ring.at,
  walks: null,
})
