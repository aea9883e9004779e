// By when a clock of a case is due, given all policies it is owed by. Not: what starts and ends one
// (target.ts).
import type { Wish } from '#core/case/deed/deed.ts'
import { pauseOf, waitOf } from '#core/case/deed/wait.ts'
import type { Judged, OpenedCase, TargetState } from '#core/case/state.ts'
import { type Counting, countedMs, dueOf, warnOf } from '#core/clock/due.ts'
import { owed, type PolicyVersion, type TargetKind, versionOf } from '#core/clock/policy.ts'
import type { PolicyId } from '#core/kit/id.ts'
import { type Instant, instant, latest } from '#core/kit/time.ts'

/** What stands still while the desk legitimately cannot go on, and is met when the case is solved. */
export const stillKinds: readonly TargetKind[] = ['workaround', 'resolution', 'level_time']
export const standsStill = (kind: TargetKind): boolean => stillKinds.includes(kind)

/** The version of the policy a clock or a case was judged by; null: none, or no longer known. */
export const versionFor = (
  wish: Wish,
  by: Pick<Judged, 'policy' | 'version'> | null,
): PolicyVersion | null => (by?.policy ? versionOf(wish.setting.desk.policies[by.policy], by.version) : null)

export const countingOf = (wish: Wish, version: PolicyVersion, kind: TargetKind): Counting => {
  const rule = version.targets.find(one => one.kind === kind)
  return rule?.counts === 'always' ? null : (wish.setting.desk.calendars[version.calendar] ?? null)
}

export type Waited = readonly (readonly [from: Instant, to: Instant])[]

/** A clock as it is counted; `waited`: what does not count besides, if its kind can stand still. */
export type Counted = Pick<TargetState, 'kind' | 'from' | 'pausedMs'> & {
  readonly waited?: Waited
  /** by whose hours `pausedMs` was counted, and what stood since `from`, to be counted anew by others */
  readonly by?: { readonly counting: Counting; readonly stood: () => Waited }
}
export type Times = {
  readonly policy: PolicyId
  readonly version: number
  readonly dueAt: Instant
  readonly warnAt: Instant | null
  readonly pausedMs: number
}

/** What merged cases waited for between two instants, before this one began. */
export const waitedBetween = (state: OpenedCase, from: Instant, until: Instant): Waited =>
  state.brought
    .flatMap(one => one.waited)
    .map(([since, end]) => [instant(Math.max(since, from)), instant(Math.min(end, until))] as const)
    .filter(([since, end]) => since < end)

/** All that was legitimately not our turn between an instant and now, also in merged cases. */
export const stoodSince = (state: OpenedCase, from: Instant, now: Instant): Waited => {
  const wait = waitOf(state)
  const { stood = [] } = state
  // A wait that went on after a question began before it: what is kept already is not taken out twice.
  const since = wait && pauseOf(wait) !== null ? latest(stood.at(-1)?.[1] ?? null, wait.since) : now
  const own = since < now ? [...stood, [since, now] as const] : stood
  return [
    ...waitedBetween(state, from, state.openedAt),
    ...own.flatMap(([since, end]) => (end > from ? [[latest(since, from), end] as const] : [])),
  ]
}

/** When a kind owed from an instant falls due and warns by a version; null: it owes none at the severity. */
export function timesOf(
  state: OpenedCase,
  wish: Wish,
  version: PolicyVersion,
  { kind, from, pausedMs, waited = [], by }: Counted,
): Omit<Times, 'policy' | 'version'> | null {
  const found = owed(version, kind, state.severity)
  if (!found) return null
  const counting = countingOf(wish, version, kind)
  const isAnew = by !== undefined && by.counting !== counting
  const still = !standsStill(kind) ? [] : isAnew ? by.stood() : waited
  const before = isAnew && standsStill(kind) ? 0 : pausedMs
  const all = still.reduce((ms, [since, until]) => ms + countedMs(counting, since, until), before)
  const dueAt = dueOf(counting, found.length, from, all)
  return { dueAt, warnAt: warnOf(counting, found.rule, from, dueAt, all), pausedMs: all }
}

/** By the tightest of the policies a case is owed by, its own and those of merged cases; null: by none. */
export function tightest(state: OpenedCase, wish: Wish, clock: Counted): Times | null {
  let first: Times | null = null
  for (const by of [state.entitled, ...state.brought.flatMap(one => one.policies)]) {
    const version = versionFor(wish, by)
    const times = version && timesOf(state, wish, version, clock)
    if (!times || !by?.policy || (first && first.dueAt <= times.dueAt)) continue
    first = { policy: by.policy, version: by.version, ...times }
  }
  return first
}

/** When somebody must have accepted what is offered now; null: by no policy. */
export const acceptanceDue = (state: OpenedCase, wish: Wish): Instant | null =>
  tightest(state, wish, { kind: 'hand_off_acceptance', from: wish.at, pausedMs: 0 })?.dueAt ?? null
