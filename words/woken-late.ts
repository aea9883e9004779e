// How late the desk looked at a clock, in a unit one reckons with. Not: whether it did (core/notice/).
import { hourMs, minuteMs } from '#core/kit/time.ts'
import type { Say } from '#words/say.ts'

/** `The desk stood still: noticed 5 days late.` */
export function wokenLate(lateMs: number, say: Say): string {
  const minutes = Math.ceil(lateMs / minuteMs)
  if (minutes < 120) return say('notice.woken_late', { minutes })
  const hours = Math.round(lateMs / hourMs)
  if (hours < 48) return say('notice.woken_late_hours', { hours })
  return say('notice.woken_late_days', { days: Math.round(hours / 24) })
}
