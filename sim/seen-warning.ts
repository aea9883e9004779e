// When a clock that was moved warns, as the rules of the simulator see it. Not: what else it becomes
// (seen-case.ts).

/** At its new time; anew where that is still ahead. */
export const warnsAt = (warnAt: number | null, at: number) => ({
  warnAt,
  ...(warnAt && warnAt > at && { isWarned: false }),
})
