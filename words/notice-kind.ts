// Which phrase names what a notice is about: a clock, a sign, why a hand-off came back.
// Not: the notice itself.

/** The key of the phrase. */
export function noticeKindKey(cause: string, kind: string): string {
  if (cause === 'stuck.noticed') return `stuck.sign_${kind}`
  if (cause === 'hand_off.returned') return `kinds.return_${kind}`
  return cause === 'hand_off.decided' ? `notice.decided_${kind}` : `kit.clock_what_${kind}`
}
