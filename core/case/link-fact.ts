// What can have happened between two cases: linked, merged into one, and parted again. Part of event.ts.
// Not: what goes along (brought.ts), nor what goes back (parted.ts).
import type { Brought } from '#core/case/brought.ts'
import type { GivenBack, Meanwhile } from '#core/case/parted.ts'
import type { CaseId } from '#core/kit/id.ts'

export const linkKinds = ['related', 'follow_up', 'may_relate', 'split_from', 'merged_from'] as const
export type LinkKind = (typeof linkKinds)[number]

export type LinkFacts = {
  'case.linked': { to: CaseId; how: LinkKind; brings?: Brought }
  'case.merged': { into: CaseId }
  /** a merge was taken back: it goes on by itself again */
  'case.parted': { from: CaseId; meanwhile: Meanwhile }
  /** the other side of it: what had come along with that case is its own again */
  'case.unlinked': { to: CaseId; back: GivenBack }
}
