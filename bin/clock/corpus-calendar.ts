// The form of a calendar in the corpora of working time, as our own form. Not: what is wrong with it
// (core/clock/parse-calendar.ts says so).

/** Fields that are not there are left to parseCalendar; a calendar in our own form is left as it is. */
export function calendarForm(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || 'versions' in input) return input
  const { timezone, week, holidays, breaks, shifts } = input as Readonly<Record<string, unknown>>
  const version = { week, holidays: named(holidays), breaks: breaks ?? {}, shifts: shifts ?? {} }
  return { zone: timezone, versions: [version] }
}

/** There a holiday is a date or rule without a name, and may be said twice. */
const named = (holidays: unknown): unknown =>
  Array.isArray(holidays) ? [...new Set(holidays)].map(on => ({ on, name: String(on) })) : (holidays ?? [])
