// What a customer may do to his own case. Not: what agents may (may.ts).
import type { CommandType } from '#core/case/case.ts'

/** What the customer of a case may wish of it himself. */
export const customerDeeds: ReadonlySet<CommandType> = new Set<CommandType>([
  'case.open',
  'message.receive',
  'case.close',
  'case.reopen',
  'help.ask',
  'help.reply',
  'help.withdraw',
  'satisfaction.answer',
  'proposal.answer',
  'claim.make',
  'question.add',
  'walk.begin',
  'walk.answer',
  'walk.reuse',
  'walk.go_back',
  'walk.pause',
  'walk.resume',
  'walk.give_up',
])
