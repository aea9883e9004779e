// An invitation, its cancelling, or the answer to one, in a mail (RFC 5545, 5546). Bounded: the first event
// of a file of reasonable size. Not: how it is shown.
import { readZone, zoneStretch, instantOf } from '#core/clock/zone.ts'
import { splitOutsideQuotes } from './content-type.ts'
import type { Address } from './mail.ts'
import { zoneOfWindows } from './windows-zones.ts'

/** A time as it stands in the file; `at` is the instant, null for a whole day or an unknown zone. */
export type CalendarTime = {
  /** "2026-11-26T10:00" or, for a whole day, "2026-11-26" */
  readonly local: string
  /** as the file names it where we do not know it; empty when it names none */
  readonly zone: string
  /** epoch milliseconds */
  readonly at: number | null
}

export type CalendarEvent = {
  readonly method: 'request' | 'cancel' | 'reply' | 'counter' | 'publish'
  readonly summary: string
  readonly place: string
  readonly start: CalendarTime | null
  readonly end: CalendarTime | null
  readonly organiser: Address | null
  /** who answers, and how; of a reply only */
  readonly answer: {
    readonly by: Address | null
    readonly says: 'accepted' | 'declined' | 'tentative'
  } | null
  readonly isRepeated: boolean
  readonly uid: string
}

const textMax = 200_000
const linesMax = 5_000

type Line = { name: string; parameters: Record<string, string>; value: string }

/** The event of a calendar file; null when there is none. */
export function calendarEventOf(file: string, methodOfPart: string): CalendarEvent | null {
  const lines = linesOf(file.slice(0, textMax))
  const begins = lines.findIndex(({ name, value }) => name === 'begin' && /^vevent$/i.test(value))
  if (begins < 0) return null
  const ends = lines.findIndex(
    ({ name, value }, at) => at > begins && name === 'end' && /^vevent$/i.test(value),
  )
  const own = outsideOfAlarms(lines.slice(begins + 1, ends < 0 ? undefined : ends))
  const find = (name: string) => own.find(line => line.name === name)
  const method = (find('method') ?? lines.find(({ name }) => name === 'method'))?.value || methodOfPart
  const [start, ending] = [timeOf(find('dtstart')), timeOf(find('dtend'))]
  const status = find('status')?.value ?? ''
  return {
    method: /^cancelled$/i.test(status) ? 'cancel' : methodOf(method),
    summary: unescaped(find('summary')?.value ?? ''),
    place: unescaped(find('location')?.value ?? ''),
    start,
    end: ending ?? after(start, find('duration')?.value ?? ''),
    organiser: personOf(find('organizer')),
    answer: methodOf(method) === 'reply' ? answerOf(find('attendee')) : null,
    isRepeated: Boolean(find('rrule') ?? find('rdate')),
    uid: oneLine(find('uid')?.value ?? ''),
  }
}

function linesOf(file: string): Line[] {
  const unfolded = file.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '')
  return unfolded.split('\n', linesMax).flatMap(line => {
    const colon = colonOutsideQuotes(line)
    if (colon < 0) return []
    const [name = '', ...parameters] = splitOutsideQuotes(line.slice(0, colon)).slice(0, 40)
    const named = parameters.map(each => {
      const equals = each.indexOf('=')
      return [each.slice(0, equals).toLowerCase(), each.slice(equals + 1).replace(/^"|"$/g, '')]
    })
    return [{ name: name.toLowerCase(), parameters: Object.fromEntries(named), value: line.slice(colon + 1) }]
  })
}

function colonOutsideQuotes(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length && at < 4_000; at++) {
    if (line[at] === '"') isQuoted = !isQuoted
    else if (line[at] === ':' && !isQuoted) return at
  }
  return -1
}

function outsideOfAlarms(lines: readonly Line[]): Line[] {
  let depth = 0
  return lines.filter(({ name }) => {
    if (name === 'begin') depth++
    if (name === 'end') depth--
    return depth === 0 && name !== 'end'
  })
}

function methodOf(value: string): CalendarEvent['method'] {
  const method = value.trim().toLowerCase()
  if (method === 'cancel' || method === 'reply' || method === 'counter') return method
  return method === 'publish' ? 'publish' : 'request'
}

function timeOf(line: Line | undefined): CalendarTime | null {
  const [, year, month, day, hour, minute, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z)?)?$/.exec(line?.value.trim() ?? '') ?? []
  if (!year) return null
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return { local: date, zone: '', at: null }
  const local = `${date}T${hour}:${minute}`
  const asUtc = Date.parse(`${local}Z`)
  if (!Number.isFinite(asUtc)) return null
  if (utc) return { local, zone: 'UTC', at: asUtc }
  const said = oneLine(line!.parameters.tzid ?? '').slice(0, 100)
  const zone = zoneNamed(said)
  return { local, zone: zone ?? said, at: zone ? instantIn(zone, asUtc) : null }
}

/** A zone by its IANA name, also behind a path, or by the name Windows gives it. */
function zoneNamed(said: string): string | null {
  if (!said) return null
  const tail = said.split('/').slice(-2).join('/')
  return readZone(said) ?? (said.includes('/') ? readZone(tail) : null) ?? zoneOfWindows(said)
}

const dayMs = 86_400_000

const instantIn = (zone: string, localMs: number): number =>
  instantOf(zoneStretch(zone, localMs - 2 * dayMs, localMs + 2 * dayMs), localMs)

/** RFC 5545 durations: weeks, days, hours and minutes. */
function after(start: CalendarTime | null, duration: string): CalendarTime | null {
  const found = /^\+?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:\d+S)?)?$/.exec(
    duration,
  )
  if (!start || !found) return null
  const [weeks, days, hours, minutes] = [1, 2, 3, 4].map(at => Number(found[at] ?? 0)) as [
    number,
    number,
    number,
    number,
  ]
  const ms = (weeks * 7 + days) * dayMs + hours * 3_600_000 + minutes * 60_000
  const isDay = start.local.length === 10
  const local = new Date(Date.parse(isDay ? `${start.local}T00:00Z` : `${start.local}Z`) + ms).toISOString()
  return {
    local: local.slice(0, isDay ? 10 : 16),
    zone: start.zone,
    at: start.at === null ? null : start.at + ms,
  }
}

function personOf(line: Line | undefined): Address | null {
  if (!line) return null
  const address = oneLine(/^mailto:(.{3,320})$/i.exec(line.value.trim())?.[1] ?? '')
  const name = oneLine(line.parameters.cn ?? '')
  return address || name ? { name, address } : null
}

function answerOf(line: Line | undefined): CalendarEvent['answer'] {
  const said = line?.parameters.partstat?.toLowerCase()
  if (said !== 'accepted' && said !== 'declined' && said !== 'tentative') return null
  return { by: personOf(line), says: said }
}

const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, 500)

const unescaped = (text: string): string =>
  oneLine(text.replace(/\\([nN,;\\])/g, (_, letter: string) => (/n/i.test(letter) ? ' ' : letter)))
