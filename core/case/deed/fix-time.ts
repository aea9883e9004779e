// How much working time passed between the coming of a case and its fix. It is said with the fix, because
// calendars, policies and hours of teams change, and a past fix took what it took. Not: what is owed until
// then (target-times.ts), nor what is counted of it (core/measure).
import { versionFor } from '#core/case/deed/target-times.ts'
import type { Wish } from '#core/case/deed/deed.ts'
import type { OpenedCase } from '#core/case/state.ts'
import { workedMs } from '#core/clock/working-time.ts'
import type { CalendarId } from '#core/kit/id.ts'

/** `calendar`: in whose hours; absent: it is owed around the clock. */
export type FixTime = { readonly workingMs?: number; readonly calendar?: CalendarId }

/**
 * By the calendar of the policy that a solution is owed by, else of the one the case was judged by, else by
 * the hours of the team it lies with; nothing where there are none.
 */
export function fixTime(state: OpenedCase, wish: Wish): FixTime {
  const { at, setting } = wish
  const owed = Object.values(state.targets).findLast(
    one => one.kind === 'resolution' && one.standing !== 'cancelled',
  )
  const version = versionFor(wish, owed ?? state.entitled)
  const rule = version?.targets.find(one => one.kind === 'resolution')
  if (rule?.counts === 'always') return { workingMs: at - state.openedAt }
  const { calendars, teams } = setting.desk
  for (const calendar of [version?.calendar, teams[state.team]?.duty?.hours]) {
    const hours = calendar && calendars[calendar]
    if (calendar && hours) return { workingMs: workedMs(hours, state.openedAt, at), calendar }
  }
  return {}
}
