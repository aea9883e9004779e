// The events of an iCalendar file: which components are open, and what each event says. Not: which dates that
// makes (holidays.ts).
import { Broken, type ContentLine, contentLines } from '#channels/ics/content-lines.ts'

export type IcsEvent = {
  /** where it begins */
  readonly line: number
  readonly properties: ReadonlyMap<string, ContentLine>
}

export const eventsMax = 5000
const depthMax = 10

/** These would change on which dates an event falls; to leave them out would be to import it wrongly. */
const notRead = ['RDATE', 'EXDATE', 'EXRULE', 'RECURRENCE-ID']
const read = ['DTSTART', 'DTEND', 'DURATION', 'SUMMARY', 'RRULE', 'STATUS']

type Component = {
  readonly name: string
  readonly line: number
  readonly properties: Map<string, ContentLine>
}

/** All events of the calendars in a file, in order. What lies inside an event (an alarm) is passed over. */
export function events(bytes: Uint8Array): IcsEvent[] {
  const found: IcsEvent[] = []
  const open: Component[] = []
  let hasCalendar = false
  for (const one of contentLines(bytes)) {
    const { line, name, value } = one
    if (name === 'BEGIN') {
      const component = { name: value.toUpperCase(), line, properties: new Map<string, ContentLine>() }
      if (open.length === 0 && component.name !== 'VCALENDAR') throw new Broken(line, 'not_a_calendar', value)
      if (open.length === depthMax) throw new Broken(line, 'line_unreadable', value)
      open.push(component)
    } else if (name === 'END') {
      const closed = open.pop()
      if (closed?.name !== value.toUpperCase()) throw new Broken(line, 'closed_wrongly', value)
      hasCalendar = true
      if (closed.name === 'VEVENT' && open.length === 1) found.push(closed)
      if (found.length > eventsMax) throw new Broken(closed.line, 'too_many_events', String(eventsMax))
    } else keep(open.at(-1), one)
  }
  const [left] = open
  if (left) throw new Broken(left.line, 'not_closed', left.name)
  if (!hasCalendar) throw new Broken(1, 'not_a_calendar')
  return found
}

function keep(component: Component | undefined, one: ContentLine): void {
  if (!component) throw new Broken(one.line, 'not_a_calendar', one.name)
  if (component.name !== 'VEVENT') return
  if (notRead.includes(one.name)) throw new Broken(one.line, 'property_not_read', one.name)
  if (!read.includes(one.name)) return
  if (component.properties.has(one.name)) throw new Broken(one.line, 'said_twice', one.name)
  component.properties.set(one.name, one)
}
