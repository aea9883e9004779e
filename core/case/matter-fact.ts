// What a case has to do with things beside it: that it belongs to a problem, a supplier case or a change
// request, and what it was told from there. Part of event.ts: shapes are forever.
// Not: the ledgers of those things themselves (core/matter).
import type { FixStage } from '#core/case/state.ts'
import type { PinnedPolicy } from '#core/house-policy/pinned.ts'
import type { AgentId, CaseId, MatterId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

/** What the cases of a matter are told of it. */
export const matterNews = [
  'known_error',
  'workaround',
  'workaround_withdrawn',
  'cause',
  'fixed',
  'not_fixed',
  'supplier_answered',
  'supplier_silent',
  'released',
  'change_decided',
  'change_done',
  'change_answered',
  'change_withdrawn',
  'may_tell_asked',
  'may_tell_late',
  'may_tell',
  'may_tell_so',
  'may_not_tell',
] as const
export type MatterNews = (typeof matterNews)[number]

/** Told while a case had ended: `fact` is the place in the matter's own ledger. */
export type MissedNews = {
  readonly fact: number
  readonly news: MatterNews
  readonly words: TextRef | null
}

/** How far it has come with a customer that something is fixed, and since when he is told. */
type Fix = { readonly stage: FixStage; readonly at: Instant }

/**
 * Of `matter.joined`: `from` is the case that went on in this one and belonged to it; `told`, up to where it
 * had been told. `matter.moved`: what it belonged to became one with another. Of `matter.told`: `fact` is the
 * place in the matter's own ledger, `from` who of ours said it there; `via`: the case that went on in this
 * one with it, before its customer had heard it; `pinned`: of what may be told, what it rests on. `fix`: how
 * far the case before had come with what is fixed.
 */
export type MatterFacts = {
  'matter.joined': { matter: MatterId; because?: TextRef; from?: CaseId; told?: number; fix?: Fix }
  'matter.moved': { matter: MatterId; into: MatterId }
  'matter.left': { matter: MatterId; because: TextRef }
  'matter.told': {
    matter: MatterId
    fact: number
    news: MatterNews
    words?: TextRef
    from?: AgentId
    via?: CaseId
    pinned?: readonly PinnedPolicy[]
  }
}
