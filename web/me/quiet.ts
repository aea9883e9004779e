// Quiet hours while they are typed: which are whole, and what a new one begins with. Not: the row
// (quiet-rows.tsx).
import { type Weekday, weekdays } from '#core/clock/date.ts'
import type { Quiet } from '#core/notice/quiet.ts'

/** A night, as most want it. */
export const usualQuiet: Quiet = { days: weekdays, from: '22:00', until: '07:00' }

const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** Whether they can be kept: some day, two times that differ. */
export const isWhole = ({ days, from, until }: Quiet): boolean =>
  days.length > 0 && time.test(from) && time.test(until) && from !== until

/** With a day put in or taken out, Monday first. */
export const withDay = (days: readonly Weekday[], one: Weekday): readonly Weekday[] =>
  weekdays.filter(each => (each === one ? !days.includes(each) : days.includes(each)))
