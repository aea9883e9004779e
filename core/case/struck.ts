// Which facts of a case were taken back as entered by mistake: they stay readable, and show nothing any more.
// Not: how one is struck (deed/note.ts, deed/reproduction.ts, deed/verification.ts).
import type { Event, Recorded } from '#core/case/event.ts'

/** What a fact enters or strikes; null: something that cannot be struck. */
function struckAs(event: Event): string | null {
  if ('note' in event && (event.type === 'note.added' || event.type === 'note.struck')) return event.note
  if (event.type === 'reproduction.tried' || event.type === 'reproduction.struck') return event.reproduction
  if (event.type === 'verification.made' || event.type === 'verification.struck') return event.verification
  return null
}

const strikes: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'note.struck',
  'reproduction.struck',
  'verification.struck',
])

/** The places of what was struck, and of what struck it: none of it is evidence of anything. */
export function struckIn(events: readonly Recorded[]): ReadonlySet<number> {
  const struck = new Set(events.filter(one => strikes.has(one.type)).map(struckAs))
  return new Set(
    events.flatMap(one => {
      const id = struckAs(one)
      return id !== null && struck.has(id) ? [one.seq] : []
    }),
  )
}
