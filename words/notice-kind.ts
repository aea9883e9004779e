// Which phrase names what a notice is about: a clock, a sign, why a hand-off came back; and how late the desk
// was itself. Not: the notice itself.

/** The key of the phrase. */
export function noticeKindKey(cause: string, kind: string): string {
  if (cause === 'stuck.noticed') return `stuck.sign_${kind}`
  if (cause === 'matter.told') return `matter.news_${kind}`
  if (cause === 'wait.ended') return `case.wait_over_${kind}`
  if (cause === 'hand_off.returned') return `kinds.return_${kind}`
  return cause === 'hand_off.decided' ? `notice.decided_${kind}` : `kit.clock_what_${kind}`
}

type Told = { readonly cause: string; readonly kind: string | null; readonly as: string }

/** The key of what happened. */
export function noticeKey({ cause, kind, as }: Told): string {
  if (cause === 'matter.told' && kind !== null) return 'notice.matter_told_may'
  if (cause !== 'message.received') return `notice.${cause.replace('.', '_')}`
  return as === 'helper' ? 'notice.message_received_thanks' : 'notice.message_received_also'
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
/** By how much the desk itself came late to it: the key and its number, in the unit one would say. */
export function wokenLate(ms: number): readonly [key: string, values: Readonly<Record<string, number>>] {
  if (ms < 2 * hourMs) return ['notice.woken_late', { minutes: Math.ceil(ms / minuteMs) }]
  if (ms < 2 * dayMs) return ['notice.woken_late_hours', { hours: Math.round(ms / hourMs) }]
  return ['notice.woken_late_days', { days: Math.round(ms / dayMs) }]
}
