// Which phrase names what a notice is about: a clock, a sign, why a hand-off came back.
// Not: the notice itself.

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
