// The number at which customers reach a person directly. Not: where it is shown, nor the desk's own number.
import { type AgentFacts, type DeskFacts, workSetting } from '#core/people/desk-facts.ts'

/** His own, where one of his teams gives numbers, or without a team his level; not while he is away. */
export function givenNumber(desk: DeskFacts, { number, teams, levels, absent }: AgentFacts): string | null {
  if (!number || absent) return null
  const gives =
    teams.length > 0
      ? teams.some(team => desk.teams[team]?.active && workSetting(desk, team).givesNumber)
      : levels.some(level => desk.levels[level].givesNumber)
  return gives ? number : null
}
