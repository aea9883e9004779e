// When an invitation is for, in words: by the reader's clock where the instant is known, else as the file
// says, with the zone it names. Not: the promise to a customer (kit/times.ts).

export type CalendarTime = { readonly local: string; readonly zone: string; readonly at: number | null }

/** Without a zone the reader's is the one of his machine. */
type By = { readonly language: string; readonly zone?: string | undefined }

/** "Thu 26 Nov 2026, 10:15–11:15 (Europe/Stockholm)"; a whole day has no clock. */
export function calendarWhen(start: CalendarTime, end: CalendarTime | null, by: By): string {
  const { language, zone = Intl.DateTimeFormat().resolvedOptions().timeZone } = by
  const isDay = start.local.length === 10
  const isKnown = start.at !== null
  const timeZone = isKnown ? zone : 'UTC'
  const clock = isDay ? {} : ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone },
    ...clock,
  })
  const msOf = ({ at, local }: CalendarTime) =>
    isKnown && at !== null ? at : Date.parse(isDay ? `${local}T00:00Z` : `${local}Z`)
  const from = msOf(start)
  // The end of a whole day is the day after it.
  const until = end ? msOf(end) - (isDay ? 86_400_000 : 0) : from
  const when = until > from ? format.formatRange(from, until) : format.format(from)
  const clockOf = isKnown ? zone : start.zone
  return isDay || !clockOf ? when : `${when} (${clockOf})`
}
