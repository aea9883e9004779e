// Hours as they are sent become a calendar, or the refusal of each field. Not: what is wrong with hours
// (core/clock/parse-calendar.ts).
import type { Calendar } from '#core/clock/calendar.ts'
import { parseCalendar } from '#core/clock/parse-calendar.ts'
import { Problem } from '#server/http/problems.ts'

/** Refuses hours that cannot be kept, at the field, with the reason and an example. */
export function sound(hours: unknown): Calendar {
  const parsed = parseCalendar(hours)
  if (!('faults' in parsed)) return parsed.calendar
  throw new Problem('request.invalid', {
    fields: parsed.faults.map(({ path, code, example }) => ({
      path: path === '' ? 'hours' : `hours.${path}`,
      message: `${code}, e.g. ${example}`,
    })),
  })
}
