// What people of ours say of working with each other and with a customer, as one part of a case: how clear a
// hand-off was, whether level 1 could have solved it, thanks, an abusive contact. Not: what each does
// (rating.ts, level-check.ts, thanks.ts, abuse.ts).
import { type AbuseCommands, abuseDeciders, abuseEvolvers } from '#core/case/deed/abuse.ts'
import {
  type LevelCheckCommands,
  levelCheckDeciders,
  levelCheckEvolvers,
} from '#core/case/deed/level-check.ts'
import { type RatingCommands, ratingDeciders, ratingEvolvers } from '#core/case/deed/rating.ts'
import { type ThanksCommands, thanksDeciders, thanksEvolvers } from '#core/case/deed/thanks.ts'

export type PeopleCommands = RatingCommands & LevelCheckCommands & ThanksCommands & AbuseCommands
export const peopleDeciders = {
  ...ratingDeciders,
  ...levelCheckDeciders,
  ...thanksDeciders,
  ...abuseDeciders,
}
export const peopleEvolvers = {
  ...ratingEvolvers,
  ...levelCheckEvolvers,
  ...thanksEvolvers,
  ...abuseEvolvers,
}

/** What anybody who reads the case may say, those of our own house, and a lead alone. */
export const saidByAll = ['hand_off.rate', 'thanks.give', 'abuse.mark'] as const
export const saidByOurs = ['abuse.warn', 'contact_end.ask'] as const
export const saidByLeads = [
  'hand_off.check',
  'contact_end.grant',
  'contact_end.refuse',
  'contact_end.lift',
] as const
