// What is given to a customer or proposed to him, side by side for case.ts. Not: either of them (goodwill.ts,
// proposal.ts).
import {
  type GoodwillCommands,
  goodwillDeciders,
  goodwillEvolvers,
  goodwillVerdicts,
} from '#core/case/deed/goodwill.ts'
import { type ProposalCommands, proposalDeciders, proposalEvolvers } from '#core/case/deed/proposal.ts'

export const givingVerdicts = goodwillVerdicts
export type GivingCommands = GoodwillCommands & ProposalCommands
export const givingDeciders = { ...goodwillDeciders, ...proposalDeciders }
export const givingEvolvers = { ...goodwillEvolvers, ...proposalEvolvers }
