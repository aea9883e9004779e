// Every stretch of a clock, or of a whole case, with its cause: who held it, whose turn it was, when nobody
// worked. The sum of what counts is the clock. Not: when it falls due (due.ts).
import { evolve } from '#core/case/case.ts'
import { standsStill } from '#core/case/deed/target-times.ts'
import { overAt, pauseOf, waitOf } from '#core/case/deed/wait.ts'
import type { Recorded } from '#core/case/event.ts'
import { type Case, type OpenedCase, type TargetState, unopened } from '#core/case/state.ts'
import type { Calendar } from '#core/clock/calendar.ts'
import { begunAfter, type Begun, type Cause, causeOf } from '#core/clock/cause.ts'
import { type Span, spans } from '#core/clock/spans.ts'
import type { TargetId } from '#core/kit/id.ts'
import { type Instant, minuteMs } from '#core/kit/time.ts'
import type { HouseLevel } from '#core/people/level.ts'

/**
 * Who held the stretch: a level of ours, the supplier it waited for, the customer, nobody by agreement or
 * because it was solved, nobody's hours; or another case, which was merged into this one.
 */
export type Holder = HouseLevel | 'supplier' | 'customer' | 'paused' | 'solved' | 'closed' | 'elsewhere'
export type Stretch = {
  readonly from: Instant
  readonly to: Instant
  readonly holder: Holder
  /** whether it counts towards the target */
  readonly counts: boolean
  /** why it was so, and who made it so; absent: it was worked on, or nobody's hours */
  readonly cause?: Cause
}
export type Shares = Partial<Record<Holder, number>>

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
  const chain = chainOf(ledger, target)
  const took = tookOut(ledger, chain)
  const held: HeldAt[] = []
  let from: Instant | null = null
  let endedAt: Instant | null = null
  let waited: Waited = []
  for (const { state, event, cause } of statesOf(ledger)) {
    const id = chain.findLast(each => state.targets[each] !== undefined)
    const one = id && state.targets[id]
    // Between two clocks of a chain the case was at its end, or a question was put that never reached him,
    // and that counted; before the first it was already counted.
    const isStill =
      one === undefined ? took && isStoodStill(state) : isStanding(one) && !(id === target && isOver(one))
    held.push({ at: event.at, isStill, holder: holderOf(state, isStill), level: state.level, cause })
    answered(held, event)
    waitedAgain(held, event)
    wasElsewhere(held, ledger, event, one === undefined ? took : standsStill(one.kind))
    from = one?.from ?? from
    waited = one && standsStill(one.kind) ? state.brought.flatMap(each => each.waited) : []
    endedAt = one && id === target ? endOf(one, event) : null
    if (endedAt !== null) break
  }
  return from === null ? [] : cut([...heldElsewhere(waited), ...held], calendar, from, endedAt ?? now)
}

/** The stretches of a whole case: from its opening until it was solved or ended at last, or until `now`. */
export function caseStretches(
  ledger: readonly Recorded[],
  calendar: Calendar | null,
  now: Instant,
): Stretch[] {
  const held: HeldAt[] = []
  let endedAt: Instant | null = null
  for (const { state, event, cause } of statesOf(ledger)) {
    const isStill = isStoodStill(state)
    held.push({ at: event.at, isStill, holder: holderOf(state, isStill), level: state.level, cause })
    answered(held, event)
    waitedAgain(held, event)
    wasElsewhere(held, ledger, event, true)
    endedAt = state.phase === 'open' ? null : (endedAt ?? event.at)
  }
  const [first] = held
  return first ? cut(held, calendar, first.at, endedAt ?? now) : []
}

/** It was not our turn: the customer's, or nobody's by agreement or at the end of the case. */
function isStoodStill(state: OpenedCase): boolean {
  const wait = waitOf(state)
  return state.phase !== 'open' || (wait !== null && pauseOf(wait) !== null)
}

/** Whether the first clock of a chain, as it began, did not count what stood still before. */
const tookOut = (ledger: readonly Recorded[], [first]: readonly TargetId[]): boolean =>
  ledger.some(event => event.type === 'target.started' && event.target === first && event.pausedMs > 0)

/** The case after each of its facts, and why it stands so. */
function* statesOf(ledger: readonly Recorded[]) {
  let state: Case = unopened
  let begun: Begun = {}
  for (const event of ledger) {
    state = evolve(state, event)
    begun = begunAfter(begun, event)
    if (state.phase !== 'unopened') yield { state, event, cause: causeOf(state, begun) }
  }
}

/** The clock with those it goes on for, the first one first. */
function chainOf(ledger: readonly Recorded[], target: TargetId): TargetId[] {
  const before = new Map<TargetId, TargetId | undefined>()
  for (const event of ledger) if (event.type === 'target.started') before.set(event.target, event.continues)
  const chain: TargetId[] = []
  for (let id: TargetId | undefined = target; id && before.has(id); id = before.get(id)) chain.unshift(id)
  return chain
}

const isStanding = ({ standing, cancelled }: TargetState): boolean =>
  standing === 'paused' || standing === 'met' || (cancelled !== null && cancelled.because !== 'waiting')
const isOver = ({ standing }: TargetState): boolean => standing === 'met' || standing === 'cancelled'
const endOf = (one: TargetState, event: Recorded): Instant | null =>
  one.standing === 'met' ? one.metAt : one.standing === 'cancelled' ? event.at : null

function holderOf(state: OpenedCase, isStill: boolean): Holder {
  if (state.phase !== 'open') return 'solved'
  const turn = state.wait?.turn
  if (turn === 'customer') return 'customer'
  if (isStill) return 'paused'
  return turn === 'supplier' ? 'supplier' : state.level
}

/** Who has it from an instant on, and whether the clock stands still. */
type Held = {
  readonly at: Instant
  readonly holder: Holder
  readonly isStill: boolean
  readonly cause?: Cause | undefined
}
type HeldAt = Held & { readonly level: HouseLevel }

/** His answer or the date was there, or no question was, before it was seen: from then on it was our turn. */
function answered(held: HeldAt[], event: Recorded): void {
  const from = event.type === 'wait.ended' ? overAt(event) : undefined
  if (from === undefined) return
  const first = held.findIndex(one => one.at > from)
  const ours = held
    .splice(first)
    .map(one => ({ ...one, holder: one.level, isStill: false, cause: undefined }))
  const { level } = held.at(-1)!
  held.push({ at: from, holder: level, isStill: false, level }, ...ours)
}

/** Who was set aside was waited for again before that was seen, and what stands still for it stood still. */
function waitedAgain(held: HeldAt[], event: Recorded): void {
  const from =
    event.type === 'wait.started' ? event.from : event.type === 'target.paused' ? event.since : undefined
  if (from === undefined) return
  const { holder, isStill, cause, level } = held.at(-1)!
  held.forEach((one, i) => {
    const isOurs = holder === level
    if (one.at >= from) held[i] = { ...one, holder: isOurs ? one.level : holder, isStill, cause }
  })
}

/** It goes on again by itself: since it was merged the other case had it, and what was waited there stood. */
function wasElsewhere(held: HeldAt[], ledger: readonly Recorded[], event: Recorded, stands: boolean): void {
  // What was solved before it was merged stood so all the time.
  if (event.type !== 'case.parted' || held.at(-1)!.holder === 'solved') return
  const { at } = ledger.findLast(one => one.type === 'case.merged' && one.seq < event.seq)!
  const now = held.pop()!
  held.splice(held.findIndex(one => one.at >= at))
  const there = stands ? heldElsewhere(event.meanwhile.waited) : []
  held.push(...[{ at, ...elsewhere }, ...there].map(one => ({ ...one, level: now.level })), now)
}

/** What was held between two instants, cut where the desk opens and closes. */
function cut(held: readonly Held[], calendar: Calendar | null, from: Instant, end: Instant): Stretch[] {
  const found: Stretch[] = []
  const put = (startAt: Instant, endAt: Instant, one: Omit<Held, 'at'>) => {
    for (const span of inHours(calendar, startAt, endAt)) add(found, span, one)
  }
  put(from, earlier(held[0]!.at, end), elsewhere)
  held.forEach((one, i) => {
    const to = earlier(held[i + 1]?.at ?? end, end)
    put(one.at < from ? from : one.at, to, one)
  })
  return found
}

type Waited = OpenedCase['brought'][number]['waited']
const elsewhere = { holder: 'elsewhere', isStill: false } as const

/** What a case waited for in another one; between that it was somebody's turn there. */
const heldElsewhere = (waited: Waited): Held[] =>
  waited
    .toSorted(([one], [other]) => one - other)
    .flatMap(([from, to]) => [
      { at: from, ...elsewhere, isStill: true },
      { at: to, ...elsewhere },
    ])

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other)

function inHours(calendar: Calendar | null, startAt: Instant, endAt: Instant): readonly Span[] {
  if (startAt >= endAt) return []
  return calendar ? spans(calendar, startAt, endAt) : [{ startAt, endAt, kind: 'open' }]
}

function add(found: Stretch[], { startAt, endAt, kind }: Span, one: Omit<Held, 'at'>): void {
  const { holder, isStill, cause } = one
  const isOpen = kind === 'open'
  // The customer has it at night, too; a level only while it works.
  const isHis = isOpen || isStill || holder === 'customer'
  const counts = isOpen && !isStill
  const held = isHis ? { holder, ...(cause && { cause }) } : ({ holder: 'closed' } as const)
  const next: Stretch = { from: startAt, to: endAt, counts, ...held }
  const before = found.at(-1)
  if (before && isLike(before, next)) found[found.length - 1] = { ...before, to: next.to }
  else found.push(next)
}

const isLike = (one: Stretch, other: Stretch): boolean =>
  one.holder === other.holder &&
  one.counts === other.counts &&
  one.cause?.why === other.cause?.why &&
  one.cause?.by === other.cause?.by

/** How long each held it, in milliseconds: together the whole of it. */
export function shares(all: readonly Stretch[]): Shares {
  const found: Shares = {}
  for (const { holder, from, to } of all) found[holder] = (found[holder] ?? 0) + (to - from)
  return found
}

/**
 * The shares in whole minutes, the longest first. They add up to the whole, rounded once: what is cut off
 * goes to those who lost most of it.
 */
export function wholeMinutes<H extends string | number>(
  held: Partial<Record<H, number>>,
): { holder: H; minutes: number }[] {
  const parts = (Object.entries(held) as [string, number][]).map(([key, ms]) => ({
    holder: (Number(key) || key) as H,
    minutes: Math.floor(ms / minuteMs),
    lost: ms % minuteMs,
  }))
  const wholeMs = parts.reduce((sum, { minutes, lost }) => sum + minutes * minuteMs + lost, 0)
  let left = Math.round(wholeMs / minuteMs) - parts.reduce((sum, { minutes }) => sum + minutes, 0)
  for (const part of parts.toSorted((a, b) => b.lost - a.lost)) if (left-- > 0) part.minutes++
  return parts
    .filter(({ minutes }) => minutes > 0)
    .sort((a, b) => b.minutes - a.minutes)
    .map(({ holder, minutes }) => ({ holder, minutes }))
}
