// What people of ours say of working with each other and with a customer, as one part of a case: how clear a
// hand-off was, thanks, an abusive contact. Not: what each does (rating.ts, thanks.ts, abuse.ts).
import { type AbuseCommands, abuseDeciders, abuseEvolvers } from '#core/case/deed/abuse.ts'
import { type RatingCommands, ratingDeciders, ratingEvolvers } from '#core/case/deed/rating.ts'
import { type ThanksCommands, thanksDeciders, thanksEvolvers } from '#core/case/deed/thanks.ts'

export type PeopleCommands = RatingCommands & ThanksCommands & AbuseCommands
export const peopleDeciders = { ...ratingDeciders, ...thanksDeciders, ...abuseDeciders }
export const peopleEvolvers = { ...ratingEvolvers, ...thanksEvolvers, ...abuseEvolvers }

/** What anybody who reads the case may say, those of our own house, and a lead alone. */
export const saidByAll = ['hand_off.rate', 'thanks.give', 'abuse.mark'] as const
export const saidByOurs = ['abuse.warn', 'contact_end.ask'] as const
export const saidByLeads = ['contact_end.grant', 'contact_end.refuse', 'contact_end.lift'] as const
