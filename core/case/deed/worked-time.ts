// How much working time passed since an instant of a case, and in whose hours. It is said with the fact that
// ends it, because calendars, policies and hours of teams change, and what is past took what it took. Not:
// which instant (fix-time.ts, reply-time.ts), nor what is counted of it (core/measure).
import type { Wish } from '#core/case/deed/deed.ts'
import { versionFor } from '#core/case/deed/target-times.ts'
import type { OpenedCase, TargetState } from '#core/case/state.ts'
import type { TargetKind } from '#core/clock/policy.ts'
import { workedMs } from '#core/clock/working-time.ts'
import type { CalendarId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'

/** `calendar`: in whose hours; absent: it is owed around the clock. */
export type WorkedTime = { readonly workingMs?: number; readonly calendar?: CalendarId }

export type Since = {
  readonly since: Instant
  /** what is owed where no clock of it runs */
  readonly kind: TargetKind
  /** the clock it is owed by; absent: by none */
  readonly owed: TargetState | undefined
}

/**
 * By the calendar of the policy that it is owed by, else of the one the case was judged by, else by the hours
 * of the team it lies with; nothing where there are none.
 */
export function workedTime(state: OpenedCase, wish: Wish, { since, kind, owed }: Since): WorkedTime {
  const { at, setting } = wish
  const version = versionFor(wish, owed ?? state.entitled)
  const rule = version?.targets.find(one => one.kind === (owed?.kind ?? kind))
  if (rule?.counts === 'always') return { workingMs: at - since }
  const { calendars, teams } = setting.desk
  for (const calendar of [version?.calendar, teams[state.team]?.duty?.hours]) {
    const hours = calendar && calendars[calendar]
    if (calendar && hours) return { workingMs: workedMs(hours, since, at), calendar }
  }
  return {}
}
