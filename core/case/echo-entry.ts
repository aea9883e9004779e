// What machines answered to a message, as its entry tells of it. Part of timeline.ts.
import type { EchoKind } from '#core/case/echo-fact.ts'
import type { Recorded } from '#core/case/event.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type Echo = { seq: number; at: Instant; what: EchoKind; text: TextRef | null; status: string | null }

export const echoOf = ({
  seq,
  at,
  what,
  text,
  status,
}: Extract<Recorded, { type: 'message.echoed' }>): Echo => ({
  seq,
  at,
  what,
  text: text ?? null,
  status: status ?? null,
})
