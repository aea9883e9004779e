// What somebody of our own house who reaches a case may give or propose in it. Not: how far his word goes,
// which the rules say (core/goodwill/rules.ts).
import type { CommandType } from '#core/case/case.ts'

export const givingDeeds = [
  'goodwill.ask',
  'goodwill.give',
  'goodwill.grant',
  'goodwill.withdraw',
  'proposal.make',
  'proposal.answer',
  'proposal.withdraw',
] as const satisfies readonly CommandType[]

/** What a lead alone says of it. */
export const givenByLeads = ['goodwill.refuse', 'goodwill.revoke'] as const satisfies readonly CommandType[]

/** What was spent on a case is said by who works on it. */
export const costDeeds = ['cost.note', 'cost.withdraw'] as const satisfies readonly CommandType[]
