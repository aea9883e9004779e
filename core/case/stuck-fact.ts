// What is recorded of a case that is stuck. Shapes are forever, as of every fact (event.ts).
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { ShownSign, StuckAnswer } from '#core/case/stuck-sign.ts'
import type { AgentId, StuckId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'

export type StuckFacts = {
  'stuck.noticed': { stuck: StuckId; signs: readonly ShownSign[]; leadAt: Instant }
  'stuck.answered': {
    stuck: StuckId
    how: StuckAnswer
    until: Instant
    agent?: AgentId
    because?: TextRef
    pinned?: readonly PinnedPolicy[]
  }
}
