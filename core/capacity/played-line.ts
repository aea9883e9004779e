// Who waits at a level of a played week, the longest first. Not: who is taken when (played-week.ts).
import type { Contact } from '#core/capacity/played-arrivals.ts'

export type Line = {
  put(contact: Contact): void
  take(): Contact | undefined
  all(): readonly Contact[]
}

/** So many places of those who were taken are kept: a long line is not moved up for each of them. */
const takenMost = 1_024

export function line(): Line {
  let waiting: Contact[] = []
  let taken = 0
  return {
    put: contact => void waiting.push(contact),
    take() {
      const first = waiting[taken]
      if (!first) return undefined
      taken += 1
      if (taken > takenMost && 2 * taken > waiting.length) {
        waiting = waiting.slice(taken)
        taken = 0
      }
      return first
    },
    all: () => waiting.slice(taken),
  }
}
