// The entries of what was given, proposed and spent, joined for timeline.ts. Nothing else.
import { costBegun, costChanges, type CostEntry } from '#core/case/cost-entry.ts'
import { goodwillBegun, goodwillChanges, type GoodwillEntry } from '#core/case/goodwill-entry.ts'
import { proposalBegun, proposalChanges, type ProposalEntry } from '#core/case/proposal-entry.ts'

export type GivingEntry = GoodwillEntry | ProposalEntry | CostEntry
export const givingBegins = {
  'goodwill.asked': goodwillBegun,
  'proposal.made': proposalBegun,
  'cost.noted': costBegun,
}
export const givingChanges = { ...goodwillChanges, ...proposalChanges, ...costChanges }
