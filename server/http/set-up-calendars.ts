// When the desk works, as managers keep it. Not: how hours are laid out (core/clock/calendar.ts).
import { z } from 'zod'
import { holidayForms, places } from '#core/clock/public-holidays.ts'
import { countedOn, preview, previewPage, previewSchema } from '#server/http/agreement-preview.ts'
import { calendarChange, calendarSchema, newCalendar } from '#server/http/agreement-schemas.ts'
import { needPastKept } from '#server/http/calendar-past.ts'
import { type App, route } from '#server/http/route.ts'
import { idSchema } from '#server/http/schema.ts'
import { calendarImport } from '#server/http/set-up-calendar-import.ts'
import { given, needSetUp, record, type SetUp, settled, there } from '#server/http/set-up-door.ts'
import { sound } from '#server/http/sound-calendar.ts'

/** `/calendars`. */
export function calendarRoutes(app: App, set: SetUp): void {
  keptCalendars(app, set)
  calendarImport(app, set)
  previews(app, set)
  publicHolidays(app)
}

function keptCalendars(app: App, { shell }: SetUp): void {
  const { calendars } = shell.desk.agreements
  route(app, {
    method: 'GET',
    url: '/calendars',
    summary: 'When the desk works.',
    tag: 'set-up',
    answers: { 200: z.object({ items: z.array(calendarSchema) }) },
    async handler(request, reply) {
      needSetUp(request, 'calendars', 'read')
      return reply.send({ items: await calendars.all() })
    },
  })
  route(app, {
    method: 'POST',
    url: '/calendars',
    summary: 'Add a calendar: zone, week, holidays, dated versions.',
    tag: 'set-up',
    body: newCalendar,
    answers: { 201: calendarSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'calendars', 'change')
      const { name, hours } = request.body
      sound(hours)
      const added = await calendars.add({ id: shell.newId('cal'), name, hours })
      await record(shell, by, { what: 'calendar.added', about: added.id, after: added })
      return reply.code(201).send(added)
    },
  })
  route(app, {
    method: 'PATCH',
    url: '/calendars/:calendar',
    summary: 'Change a calendar: what is to come. Hours that were counted already stay as they were.',
    tag: 'set-up',
    params: z.strictObject({ calendar: idSchema('cal') }),
    body: calendarChange,
    answers: { 200: calendarSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'calendars', 'change')
      const { version, ...changes } = request.body
      const before = there((await calendars.all()).find(one => one.id === request.params.calendar))
      if (changes.hours !== undefined) await needPastKept(shell, before, sound(changes.hours))
      const after = settled(await calendars.change(before.id, version, given(changes)))
      await record(shell, by, { what: 'calendar.changed', about: before.id, before, after })
      return reply.send(after)
    },
  })
}

/** The public holidays that ship with Tierline, as a calendar takes them. */
function publicHolidays(app: App): void {
  route(app, {
    method: 'GET',
    url: '/public-holidays',
    summary: 'The public holidays of a place, as a version of a calendar takes them.',
    tag: 'set-up',
    query: z.strictObject({ place: z.enum(places), names: z.enum(['own', 'en']).default('own') }),
    answers: { 200: z.object({ items: z.array(z.unknown()) }) },
    async handler(request, reply) {
      needSetUp(request, 'calendars', 'read')
      const { place, names } = request.query
      return reply.send({ items: holidayForms(place, names) })
    },
  })
}

/** What other hours would move; nothing is changed. */
function previews(app: App, { shell }: SetUp): void {
  const { calendars } = shell.desk.agreements
  route(app, {
    method: 'POST',
    url: '/calendars/:calendar/preview',
    summary: 'What other hours would move, a page of open cases at a time; nothing is changed.',
    tag: 'set-up',
    params: z.strictObject({ calendar: idSchema('cal') }),
    body: z.strictObject({ hours: z.unknown(), ...previewPage }),
    answers: { 200: previewSchema },
    async handler(request, reply) {
      const by = needSetUp(request, 'calendars', 'change')
      const { hours, ...page } = request.body
      const { id } = there((await calendars.all()).find(one => one.id === request.params.calendar))
      const calendar = sound(hours)
      const facts = shell.facts()
      const supposing = { facts: { ...facts, calendars: { ...facts.calendars, [id]: calendar } } }
      const change = { supposing, concerns: countedOn(id), isOfHours: true }
      return reply.send(await preview(shell, by, change, page))
    },
  })
}
