// The facts of walks through scripts. Part of event.ts: shapes are forever. Not: how a walk goes
// (core/script/walk.ts).
import type { Attached } from '#core/case/event.ts'
import type { CaseId, ClaimId, ContactId, MessageId, StepId, WalkId, WantedFactId } from '#core/kit/id.ts'
import type { TextRef } from '#core/kit/text-ref.ts'
import type { Instant } from '#core/kit/time.ts'
import type { Answer } from '#core/script/answer.ts'
import type { Value } from '#core/script/condition.ts'
import type { EndName, StepName } from '#core/script/script.ts'
import type { Found, Led, Pins, Stack } from '#core/script/walk.ts'

export type WalkFacts = {
  'walk.begun': { walk: WalkId; pins: Pins; to: Stack; end: EndName | null }
  'walk.answered': {
    walk: WalkId
    step: StepName
    answer: Answer
    fact?: string
    until?: Instant
    text?: TextRef
    attached?: readonly Attached[]
    because?: TextRef
    claim?: ClaimId
    tried?: StepId
    nowhere?: true
    found?: Found
  } & Led
  'walk.reused': {
    walk: WalkId
    step: StepName
    value: Value
    text?: TextRef
    fact: string
    from: WalkId | ContactId | ClaimId | WantedFactId
    fromCase?: CaseId
  } & Led
  'walk.jumped': { walk: WalkId; step: StepName; verified: TextRef } & Led
  'walk.went_back': { walk: WalkId }
  'walk.paused': { walk: WalkId; needs?: 'support' }
  'walk.resumed': { walk: WalkId }
  'walk.given_up': { walk: WalkId; because: TextRef }
  'walk.sent': { walk: WalkId; message: MessageId }
}
