// The entry of thanks between colleagues. Part of timeline.ts.
import type { Recorded } from '#core/case/event.ts'
import type { At } from '#core/case/timeline.ts'
import type { AgentId, ThanksId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type ThanksEntry = At & { kind: 'thanks'; thanks: ThanksId; to: AgentId; text: TextRef }

/** The entry as it begins, and stays. */
export const thanksEntry = (e: Extract<Recorded, { type: 'thanks.given' }>): ThanksEntry => ({
  ...{ seq: e.seq, at: e.at, by: e.by, kind: 'thanks', thanks: e.thanks, to: e.to, text: e.text },
})
