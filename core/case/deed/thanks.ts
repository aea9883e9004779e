// Thanking a colleague, from the case he helped in. Not: thanks of a customer (thank-you.ts), nor who reads
// it (notice/who.ts).
import { type Deciders, type Evolver, fact, writerOf } from '#core/case/deed/deed.ts'
import type { AgentId, ThanksId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

export type ThanksCommands = { 'thanks.give': { thanks: ThanksId; to: AgentId; text: TextRef } }

export const thanksDeciders: Deciders<ThanksCommands> = {
  'thanks.give': (_state, { thanks, to, text }, wish) => {
    if (!wish.setting.desk.agents[to]?.active) return refuse('agent.not_found')
    if (writerOf(wish.by) === to) return refuse('thanks.self')
    return [fact(wish, 'thanks.given', { thanks, to, text })]
  },
}

/** It is read where it stands; the case goes on as it was. */
const thanksGiven: Evolver<'thanks.given'> = state => state

export const thanksEvolvers = { 'thanks.given': thanksGiven }
