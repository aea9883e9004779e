// What is given to a customer, proposed to him or spent on his case, side by side for case.ts. Not: any of
// them (goodwill.ts, proposal.ts, cost.ts).
import { type CostCommands, costDeciders, costEvolvers } from '#core/case/deed/cost.ts'
import {
  type GoodwillCommands,
  goodwillDeciders,
  goodwillEvolvers,
  goodwillVerdicts,
} from '#core/case/deed/goodwill.ts'
import { type ProposalCommands, proposalDeciders, proposalEvolvers } from '#core/case/deed/proposal.ts'

export const givingVerdicts = goodwillVerdicts
export type GivingCommands = GoodwillCommands & ProposalCommands & CostCommands
export const givingDeciders = { ...goodwillDeciders, ...proposalDeciders, ...costDeciders }
export const givingEvolvers = { ...goodwillEvolvers, ...proposalEvolvers, ...costEvolvers }
