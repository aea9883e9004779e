// Records who was there on each day that is over, once: weeks, teams and absences change, and what was said
// of a day must not. While no node was up nothing of them could change, so that days left out are recorded
// later as they were. Not: what the record says (core/measure/staffed.ts).
import { dayMs, minuteMs } from '#core/kit/time.ts'
import { staffedOn } from '#core/measure/staffed.ts'
import type { Shell } from '#server/shell.ts'

export type StaffedShell = Pick<Shell, 'facts' | 'now'> & {
  readonly desk: { readonly staffed: Shell['desk']['staffed'] }
}

/** So many days are recorded at once; the others follow at once. */
const daysMax = 40
const restMs = 5 * minuteMs

/** Records what is over and is not recorded yet. Answers how long to rest, in milliseconds. */
export async function recordStaffed({ desk: { staffed }, facts, now }: StaffedShell): Promise<number> {
  const today = Math.floor(now() / dayMs)
  const last = await staffed.last()
  // Of the time before the first record nobody knows who was there.
  const first = last === null ? today - 1 : last + 1
  for (let day = first; day < Math.min(today, first + daysMax); day++)
    await staffed.record(staffedOn(facts(), day, await staffed.away(day)))
  if (first + daysMax < today) return 0
  return restMs
}
