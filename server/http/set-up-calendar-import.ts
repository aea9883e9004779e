// A calendar takes the holidays of a file: all of them, or none and the line that is wrong. Not: where each
// goes (channels/ics/into-calendar.ts).
import { z } from 'zod'
import { bytesMax } from '#channels/ics/content-lines.ts'
import { type Taken, withIcs } from '#channels/ics/into-calendar.ts'
import { localTime } from '#core/clock/business-day.ts'
import type { CalendarForm } from '#core/clock/calendar.ts'
import { day } from '#core/clock/date.ts'
import { pastFault } from '#core/clock/counted-past.ts'
import type { CalendarId } from '#core/kit/id.ts'
import { instant } from '#core/kit/time.ts'
import { calendarSchema } from '#server/http/agreement-schemas.ts'
import { countedSince } from '#server/http/calendar-past.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema, words } from '#server/http/schema.ts'
import { needSetUp, record, type SetUp, settled, there, version, wrong } from '#server/http/set-up-door.ts'
import { sound } from '#server/http/sound-calendar.ts'
import type { Shell } from '#server/shell.ts'

const base64Max = Math.ceil(bytesMax / 3) * 4 + 4
const body = z.strictObject({
  version,
  ics: words(900_000).optional().meta({ description: 'The file as text; this or `bytes`.' }),
  bytes: z.base64().max(base64Max).optional().meta({
    description: 'The file as it is, so that a byte that is no UTF-8 is told with its line.',
  }),
})
const taken = z
  .object({
    added: z.int().meta({ description: 'Holidays and breaks that came to it.' }),
    kept: z.array(z.string()).meta({
      description: 'Days the file closes, for which hours had been entered: these stay as they were.',
    }),
    past: z.int().meta({ description: 'Those left out, because their days were counted already.' }),
  })
  .meta({ id: 'CalendarTaken' })

/** `POST /calendars/:calendar/import`. */
export function calendarImport(app: App, { shell }: SetUp): void {
  const { calendars } = shell.desk.agreements
  route(app, {
    method: 'POST',
    url: '/calendars/:calendar/import',
    summary: 'Add the holidays of an iCalendar file (.ics), each to the version in force on its day.',
    tag: 'set-up',
    params: z.strictObject({ calendar: idSchema('cal') }),
    body,
    bodyLimit: base64Max + 10_000,
    answers: { 200: calendarSchema.extend({ taken }).meta({ id: 'CalendarWithTaken' }) },
    async handler(request, reply) {
      const by = needSetUp(request, 'calendars', 'change')
      const { version, ics, bytes } = request.body
      const before = there((await calendars.all()).find(one => one.id === request.params.calendar))
      if ((ics === undefined) === (bytes === undefined)) throw wrong('ics', 'ics or bytes')
      const file = bytes === undefined ? Buffer.from(ics ?? '') : Buffer.from(bytes, 'base64')
      const { form, ...taken } = await takenInto(shell, before, file)
      const after = settled(await calendars.change(before.id, version, { hours: form }))
      await record(shell, by, { what: 'calendar.imported', about: before.id, before, after })
      return reply.send({ ...after, taken: { ...taken, kept: [...taken.kept] } })
    },
  })
}

/** What a file holds for a calendar: of counted days nothing, today only where it is still to come. */
async function takenInto(
  shell: Shell,
  { id, hours }: { readonly id: CalendarId; readonly hours: unknown },
  file: Uint8Array,
): Promise<Taken> {
  const kept = sound(hours)
  const now = instant(shell.now())
  const today = localTime(kept, now).day
  const counted = await countedSince(shell, id)
  const attempt = (from: typeof today | null) => {
    const read = withIcs(hours as CalendarForm, file, { today, from })
    if ('fault' in read) {
      const { line, code, text } = read.fault
      throw wrong('ics', `line ${line}: ${code}${text && `, ${text}`}`)
    }
    return { read, next: sound(read.form) }
  }
  if (counted === null) return attempt(null).read
  const { read, next } = attempt(today)
  return pastFault(kept, next, { from: counted, now }) ? attempt(day(today + 1)).read : read
}
