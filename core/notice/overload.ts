// Who is told that more comes for a team than its people can do: those who lead it, each once a time. Not:
// whether it is so (core/capacity/overload.ts), nor how it is told (server/react/overload.ts).
import type { TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { leadsOf, reachedAt, type Told } from '#core/notice/who.ts'
import type { DeskFacts } from '#core/people/desk-facts.ts'

/** It breaks into nobody's quiet hours: what is graver is taken first all the same. */
const severity = 3

/** Those who lead a team now; who comes to lead it later is told then. */
export const toldOfOverload = (desk: DeskFacts, team: TeamId, now: Instant): readonly Told[] =>
  leadsOf(desk, team, now).map(agent => ({
    ...{ agent: agent.id, as: 'lead' as const, tellAt: reachedAt({ severity }, agent, now) },
  }))
