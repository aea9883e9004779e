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
