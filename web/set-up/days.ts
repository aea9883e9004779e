// Days of a calendar and the instants they begin and end at, in a time zone. Not: working time.

/** `2026-11-24` of an instant. */
export function dayOf(at: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return parts.format(at)
}

/** The first instant of a day in a zone; null for what is no day. */
export function dayStart(day: string, zone: string): number | null {
  const guess = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(guess)) return null
  // Twice, because the offset at the guess may be another than at the day itself (change of clocks).
  let at = guess
  for (let i = 0; i < 2; i++) at = guess - offsetMs(at, zone)
  return at
}

function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: string) => Number(parts.find(part => part.type === type)?.value)
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return wall - Math.floor(at / 1000) * 1000
}

/** The instant after the last moment of a day. */
export function dayEnd(day: string, zone: string): number | null {
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000
  return Number.isNaN(next) ? null : dayStart(new Date(next).toISOString().slice(0, 10), zone)
}
