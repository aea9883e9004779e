// How much of the customer somebody sees who may read a case: all, by name only, or nothing of the person.
// The only rule of it: pages, lists, search, streams and files ask here. Not: whether he may read the case at
// all (may.ts), nor how words are masked (mask.ts).
import type { Readable } from '#core/access/may.ts'
import { isPartner } from '#core/access/share.ts'
import type { AgentId, TeamId } from '#core/kit/id.ts'
import type { Instant } from '#core/kit/time.ts'
import { coversFor } from '#core/people/cover.ts'
import { type AgentFacts, type DeskFacts, workSetting } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'

/** Somebody looks at the customer's data for a while, with a reason. */
export type Look = { readonly agent: AgentId; readonly until: Instant }

/** What sight is decided on: the card's own fields. */
export type Sighted = Readable & {
  readonly contact: AgentId | null
  readonly looks?: readonly Look[]
}

/** `name`: he is called by name, and reached through the desk alone. */
export type Sight = 'all' | 'name' | 'none'

type Part = 'seesCustomer' | 'seesOrganisation' | 'mayLook'

const seesEverybody = (agent: AgentFacts, desk: DeskFacts): boolean =>
  !isPartner(agent, desk) && (agent.roles.includes('lead') || agent.roles.includes('auditor'))

/** The teams of an agent at a level; none: the level's own word holds for him. */
function atLevel(agent: AgentFacts, level: HouseLevel, part: Part, desk: DeskFacts): boolean {
  const teams = agent.teams.filter(one => desk.teams[one]?.level === level)
  return teams.length > 0 ? teams.some(one => workSetting(desk, one)[part]) : desk.levels[level][part]
}

/** Whether any place an agent works at lets him. */
const anywhere = (agent: AgentFacts, part: Part, desk: DeskFacts): boolean =>
  agent.teams.some(one => workSetting(desk, one)[part]) ||
  agent.levels.some(level => atLevel(agent, level, part, desk))

/** The same by the ways on which he comes to this case; by none of his own: by any. */
function onHisWay(agent: AgentFacts, one: Sighted, part: Part, desk: DeskFacts): boolean {
  const ways: boolean[] = []
  const way = ({ team, level }: { team: TeamId; level: number }) => {
    if (agent.teams.includes(team)) ways.push(workSetting(desk, team)[part])
    const own = agent.levels.find(each => each === level)
    if (own) ways.push(atLevel(agent, own, part, desk))
  }
  way(one)
  if (one.offer) way(one.offer)
  if (ways.length === 0 || one.hadBy.includes(agent.id)) ways.push(anywhere(agent, part, desk))
  return ways.some(Boolean)
}

/** How much of its customer the reader of a case sees now. */
export function sightOf(agent: AgentFacts, one: Sighted, desk: DeskFacts, now: Instant): Sight {
  const isTheirs = isPartner(agent, desk)
  if (seesEverybody(agent, desk)) return 'all'
  if (!isTheirs && (one.contact === agent.id || coversFor(desk, agent.id, one.contact, one.team)))
    return 'all'
  if (one.looks?.some(look => look.agent === agent.id && look.until > now)) return 'all'
  if (!onHisWay(agent, one, 'seesCustomer', desk)) return 'none'
  // Whoever works for another house reaches the customer through the desk, so that no list of addresses
  // leaves it.
  return isTheirs ? 'name' : 'all'
}

/** Whether he is told of which organisation a customer is whom he does not see. */
export const namesOrganisation = (agent: AgentFacts, one: Sighted, desk: DeskFacts): boolean =>
  onHisWay(agent, one, 'seesOrganisation', desk)

/** Whether he may look at the customer's data for a while, with a reason; a partner never. */
export const mayLook = (agent: AgentFacts, one: Sighted, desk: DeskFacts): boolean =>
  !isPartner(agent, desk) && onHisWay(agent, one, 'mayLook', desk)

/** Whether there can be a customer he does not see: everybody else's pages go out as they are. */
export const isEverKept = (agent: AgentFacts, desk: DeskFacts): boolean =>
  !seesEverybody(agent, desk) &&
  (isPartner(agent, desk) ||
    agent.teams.some(one => !workSetting(desk, one).seesCustomer) ||
    agent.levels.some(level => !atLevel(agent, level, 'seesCustomer', desk)))

/** Whether he works anywhere where customers are seen: he may look for one who has no case yet. */
export const seesSomewhere = (agent: AgentFacts, desk: DeskFacts): boolean =>
  seesEverybody(agent, desk) || (!isPartner(agent, desk) && anywhere(agent, 'seesCustomer', desk))
