// What a case has to do with things beside it: that it belongs to a problem, a supplier case or a change
// request, and what it was told from there. Part of event.ts: shapes are forever.
// Not: the ledgers of those things themselves (core/matter).
import type { AgentId, CaseId, MatterId } from '#core/kit/id.ts'
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

/**
 * Of `matter.joined`: `from` is the case that went on in this one and belonged to it; `told`, up to where it
 * had been told. `matter.moved`: what it belonged to became one with another. Of `matter.told`: `fact` is the
 * place in the matter's own ledger, `from` who of ours said it there.
 */
export type MatterFacts = {
  'matter.joined': { matter: MatterId; because?: TextRef; from?: CaseId; told?: number }
  'matter.moved': { matter: MatterId; into: MatterId }
  'matter.left': { matter: MatterId; because: TextRef }
  'matter.told': { matter: MatterId; fact: number; news: MatterNews; words?: TextRef; from?: AgentId }
}
