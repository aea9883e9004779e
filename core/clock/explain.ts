// Every stretch of a clock with its cause: who held the case, whose turn it was, when nobody worked. The sum
// of what counts is the clock. Not: when it falls due (due.ts).
import { evolve } from '#core/case/case.ts'
import type { Recorded } from '#core/case/event.ts'
import { type Case, type OpenedCase, type TargetState, unopened } from '#core/case/state.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { type Span, spans } from '#core/clock/spans.ts'
import type { TargetId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Who held the stretch: a level of ours, the supplier it waited for, the customer, or nobody's hours. */
export type Holder = HouseLevel | 'supplier' | 'customer' | 'paused' | 'solved' | 'closed'
export type Stretch = {
  readonly from: Instant
  readonly to: Instant
  readonly holder: Holder
  /** whether it counts towards the target */
  readonly counts: boolean
}

/**
 * The stretches of one clock from its beginning to its end, or until `now` while it lives.
 * @param calendar whose hours count; null: around the clock
 */
export function stretches(
  ledger: readonly Recorded[],
  target: TargetId,
  calendar: Calendar | null,
  now: Instant,
): Stretch[] {
  const holders = heldBy(ledger, target)
  const last = holders.at(-1)
  if (!last) return []
  const end = last.endedAt ?? now
  const found: Stretch[] = []
  holders.forEach((one, i) => {
    const to = Math.min(holders[i + 1]?.at ?? end, end) as Instant
    for (const part of inHours(calendar, one.at, to)) add(found, part, one.holder)
  })
  return found
}

type Held = { readonly at: Instant; readonly holder: Holder; readonly endedAt: Instant | null }

/** Who held the clock from when on, one entry for each change; the last tells when the clock ended. */
function heldBy(ledger: readonly Recorded[], target: TargetId): Held[] {
  const found: Held[] = []
  const chain = chainOf(ledger, target)
  let state: Case = unopened
  for (const event of ledger) {
    state = evolve(state, event)
    if (state.phase === 'unopened') continue
    const { targets } = state
    const id = chain.findLast(each => targets[each] !== undefined)
    const one = id && targets[id]
    if (!one) continue
    // A clock that counts from before it was written down was with whoever had the case then.
    const at = found.length === 0 ? one.from : event.at
    const endedAt = id === target ? endOf(one, event) : null
    found.push({ at, holder: holderOf(state, one), endedAt })
    if (endedAt !== null) break
  }
  return found
}

/** The clock with those it goes on for, the first one first. */
function chainOf(ledger: readonly Recorded[], target: TargetId): TargetId[] {
  const before = new Map<TargetId, TargetId | undefined>()
  for (const event of ledger) if (event.type === 'target.started') before.set(event.target, event.continues)
  const chain: TargetId[] = []
  for (let id: TargetId | undefined = target; id && before.has(id); id = before.get(id)) chain.unshift(id)
  return chain
}

const endOf = (one: TargetState, event: Recorded): Instant | null =>
  one.standing === 'met' ? one.metAt : one.standing === 'cancelled' ? event.at : null

function holderOf(state: OpenedCase, one: TargetState): Holder {
  if (state.phase !== 'open') return 'solved'
  const turn = state.wait?.turn
  if (one.standing === 'paused') return turn === 'customer' ? 'customer' : 'paused'
  return turn === 'supplier' ? 'supplier' : state.level
}

/** A stretch cut where the desk opens and closes. */
function inHours(calendar: Calendar | null, startAt: Instant, endAt: Instant): readonly Span[] {
  if (calendar) return spans(calendar, startAt, endAt)
  return startAt < endAt ? [{ startAt, endAt, kind: 'open' }] : []
}

function add(found: Stretch[], { startAt, endAt, kind }: Span, holder: Holder): void {
  const isStill = holder === 'customer' || holder === 'paused' || holder === 'solved'
  const isOpen = kind === 'open'
  const next: Stretch = {
    from: startAt,
    to: endAt,
    holder: isOpen || isStill ? holder : 'closed',
    counts: isOpen && !isStill,
  }
  const before = found.at(-1)
  if (before && before.to === next.from && before.holder === next.holder && before.counts === next.counts)
    found[found.length - 1] = { ...before, to: next.to }
  else found.push(next)
}

/** How long each held it, in milliseconds: the shares of a clock, and what did not count. */
export function shares(all: readonly Stretch[]): Partial<Record<Holder, number>> {
  const found: Partial<Record<Holder, number>> = {}
  for (const { holder, from, to } of all) found[holder] = (found[holder] ?? 0) + (to - from)
  return found
}
