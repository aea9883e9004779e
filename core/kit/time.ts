// Instants and lengths of time, as numbers with a name. Not: calendars (working time has its own part).

/** Epoch milliseconds, UTC. The only form of a point in time in events, state and on the wire. */
export type Instant = number & { readonly instant: unique symbol }

/** Takes a plain number of epoch milliseconds at its word. */
export const instant = (epochMs: number): Instant => epochMs as Instant

export const secondMs = 1_000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000

/** The instant `ms` after (or, negative, before) `at`. */
export const after = (at: Instant, ms: number): Instant => instant(at + ms)

/** The later of two instants, where the first may not have been. */
export const latest = (one: Instant | null, other: Instant): Instant =>
  one === null || one < other ? other : one

/** The earliest of the given instants; null when there is none. */
export const earliest = (instants: readonly (Instant | null)[]): Instant | null => {
  let first: Instant | null = null
  for (let i = 0; i < instants.length; i++) {
    const one = instants[i]!
    if (one !== null && (first === null || one < first)) first = one
  }
  return first
}
