// What the rules ask of people: who leads, who works where. Not: a rule of its own.
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'
import type { Batch, Watched } from '#sim/rule.ts'

/** The desk as whoever decided a deed may have known it: a node reads a change a moment later. */
export const asKnown = (watched: Watched, { act }: Batch): readonly DeskFacts[] =>
  watched.factsSince(act?.at ?? watched.now())

export const isLead = (facts: DeskFacts, agent: AgentId): boolean =>
  facts.agents[agent]?.roles.includes('lead') === true

/** Whether somebody is of the team, or works at its level. */
export function inTeamOrLevel(
  facts: DeskFacts,
  agent: AgentId,
  { team, level }: { readonly team: TeamId; readonly level: number },
): boolean {
  return facts.agents[agent]?.teams.includes(team) === true || worksAtLevel(facts, agent, level)
}

export function worksAtLevel(facts: DeskFacts, agent: AgentId, level: number): boolean {
  const levels: readonly number[] = facts.agents[agent]?.levels ?? []
  return levels.includes(level)
}
