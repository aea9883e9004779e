// Which addresses stand in the line of copies of a mail, and which of them write in the case. Not: their keys
// (copied-part.tsx).
import type { Event } from '#core/case/event.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** Written as "Eva <eva@example.org>, bo@example.org"; a name that looks like an address is none. */
export function addressesIn(people: string): string[] {
  const found = people.split(/,\s*/).flatMap(one => {
    const [, inside] = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(one) ?? []
    return inside ?? (/^[^\s<>"]+@[^\s<>"]+$/.test(one) ? one : [])
  })
  return [...new Set(found.map(one => one.toLowerCase()))]
}

/** Who was let write in the case and not left out since. */
export function writersByAddress(
  ledger: readonly Event[],
  text: (ref: TextRef) => string,
): ReadonlySet<string> {
  const writers = new Set<string>()
  for (const event of ledger) {
    if (event.type === 'writer.admitted') writers.add(text(event.address).toLowerCase())
    if (event.type === 'writer.left_out') writers.delete(text(event.address).toLowerCase())
  }
  return writers
}
