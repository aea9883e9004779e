// Who is told that a goal for calls was set or taken back: whom it is for, himself; never who did it. Not:
// who sees what came of it (core/access/call-goals.ts), nor how it is told (store/desk/call-goal.ts).
import { type GoalFor, isOfTeam } from '#core/access/call-goals.ts'
import { isPartner } from '#core/access/share.ts'
import type { AgentId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import type { GoalCause } from '#core/notice/notice.ts'
import { reachedAt, type Told } from '#core/notice/who.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** It breaks into nobody's quiet hours. */
const severity = 3

type Set = { readonly whose: GoalFor; readonly by: AgentId; readonly now: Instant }

/** The person, or the people of the team; nobody stands in for them. */
export const toldOfGoal = (desk: DeskFacts, { whose, by, now }: Set): readonly Told[] =>
  Object.values(desk.agents)
    .filter(one => (isOfTeam(whose) ? one.teams.includes(whose) : one.id === whose))
    .filter(one => one.active && one.id !== by && !isPartner(one, desk))
    .map(one => ({ agent: one.id, as: 'owner', tellAt: reachedAt({ severity }, one, now) }))

/** Under which cause: a team's goal is told in other words than one's own. */
export const goalCause = (whose: GoalFor, perWeek: number | null): GoalCause =>
  `${isOfTeam(whose) ? 'team' : 'call'}_goal.${perWeek === null ? 'taken_back' : 'set'}`
