// Rules of cases that somebody of another house works on. Not: what he may read of them (core/access).
import type { AgentId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Rules } from '#sim/rule.ts'
import { asKnown } from '#sim/rules/people.ts'

const isOurs = ({ agents, teams }: DeskFacts, agent: AgentId): boolean => {
  const one = agents[agent]
  return (
    one?.active === true && !one.roles.includes('partner') && !one.teams.some(team => teams[team]?.partner)
  )
}

export const partnerRules: Rules = {
  'partner.one_answers': {
    says: 'While a partner’s team has a case one person of ours answers for it, who is there.',
    facts: {
      'accountable.assigned': (_seen, { agent }, batch, watched) =>
        !asKnown(watched, batch).some(facts => isOurs(facts, agent)) && `${agent} is not one of ours`,
    },
    batch: ({ seen }, { facts }) =>
      facts.teams[seen.team]?.partner != null &&
      seen.accountable?.team !== seen.team &&
      `nobody of ours answers for it at ${seen.team}`,
    rest: ({ cases, facts }) => {
      for (const { id, phase, accountable } of cases.values())
        if (phase === 'open' && accountable && !isOurs(facts, accountable.agent))
          return `${accountable.agent}, who answers for ${id}, is not there`
      return null
    },
  },
}
