// A change of a calendar leaves alone what was counted by it: from when on that is, and the refusal at the
// field. Not: how two calendars are compared (core/clock/counted-past.ts).
import type { Calendar } from '#core/clock/calendar.ts'
import { pastFault } from '#core/clock/counted-past.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import type { CalendarId } from '#core/kit/id.ts'
import { earliest, type Instant, instant } from '#core/kit/time.ts'
import { wrong } from '#server/http/set-up-door.ts'
import type { Shell } from '#server/shell.ts'

type Kept = { readonly id: CalendarId; readonly hours: unknown }

/** Since when anything may have been counted by a calendar; null: never, and its hours are a draft. */
export async function countedSince(shell: Shell, calendar: CalendarId): Promise<Instant | null> {
  const bySuppliers = await shell.desk.suppliers.countedSince(calendar)
  return earliest([await byCases(shell, calendar), bySuppliers])
}

/**
 * Since the desk's first case, as soon as a policy counts by it: a case that was open already can be judged
 * by that too.
 */
async function byCases(shell: Shell, calendar: CalendarId): Promise<Instant | null> {
  const policies = Object.values(shell.facts().policies)
  const isUsed = policies.some(({ versions }) => versions.some(one => one.calendar === calendar))
  if (!isUsed) return null
  const [first] = (await shell.store.cards({ sort: 'age', limit: 1 })).items
  return first?.openedAt ?? null
}

/** Refuses hours that would tell otherwise what was counted by the hours before. */
export async function needPastKept(shell: Shell, { id, hours }: Kept, next: Calendar): Promise<void> {
  const kept = parseCalendar(hours)
  const from = await countedSince(shell, id)
  if (from === null || !('calendar' in kept)) return
  const fault = pastFault(kept.calendar, next, { from, now: instant(shell.now()) })
  if (fault) throw wrong(`hours.${fault.path}`, `${fault.code}, e.g. ${fault.example}`)
}
