// A time of one's own to promise: what is typed for it, and what that means. Not: the fields
// (own-time.tsx).
import { fieldOf, instantOf, instantOfField, instantOfTime, timeFieldOf, wallAt } from './wall-clock.ts'

/** A time to promise: by when, and from when where it is a window. */
export type Chosen = { readonly at: number; readonly from?: number | undefined }

/** A window without a length cannot be promised. */
export const isTurned = ({ at, from }: Chosen): boolean => from !== undefined && from >= at

/** As the server takes it. */
export const timesOf = ({ at, from }: Chosen): { dueAt: number; from?: number } =>
  from === undefined ? { dueAt: at } : { from, dueAt: at }

/** The two fields: the day with the time it ends, and, of a window, the time it begins on that day. */
export type Typed = { readonly ends: string; readonly begins: string }

const dayLength = 'YYYY-MM-DD'.length
const dayOf = (at: number, zone: string | undefined): string => fieldOf(at, zone).slice(0, dayLength)

/** What stands in the fields for it. */
export const typedOf = ({ at, from }: Chosen, zone?: string): Typed =>
  from === undefined
    ? { ends: fieldOf(at, zone), begins: '' }
    : { ends: `${dayOf(from, zone)}T${timeFieldOf(at, zone)}`, begins: timeFieldOf(from, zone) }

/**
 * What the fields mean; null while the day is not complete. An end before the beginning is on the next day.
 */
export function chosenOf({ ends, begins }: Typed, zone?: string): Chosen | null {
  const at = instantOfField(ends, zone)
  if (at === null) return null
  const from = instantOfTime(begins, at, zone)
  if (from === null) return { at }
  if (from <= at) return { at, from }
  const wall = wallAt(at, zone)
  return { at: instantOf({ ...wall, day: wall.day + 1 }, zone), from }
}

/** Whether it begins on one day and ends on another. */
export const isOverMidnight = ({ at, from }: Chosen, zone?: string): boolean =>
  from !== undefined && from < at && dayOf(from, zone) !== dayOf(at, zone)
