// Of which part of the desk measures are: a team, level, product, channel or kind. A case counts where it
// was at the instant of each fact, whoever worked on it and wherever it went later. Not: the measures (of-
// period.ts).
import type { Channel, Kind } from '#core/case/event.ts'
import type { ProductId, TeamId } from '#core/kit/id.ts'
import type { Place } from '#core/measure/mark.ts'
import type { AgentFacts } from '#core/people/desk-facts.ts'
import type { HouseLevel } from '#core/people/level.ts'

export type Scope =
  | { readonly by: 'team'; readonly is: TeamId }
  | { readonly by: 'level'; readonly is: HouseLevel }
  | { readonly by: 'product'; readonly is: ProductId }
  | { readonly by: 'channel'; readonly is: Channel }
  | { readonly by: 'kind'; readonly is: Kind }

/** As measures name it. */
export const scopeText = (scope: Scope | undefined): string => (scope ? `${scope.by}:${scope.is}` : 'desk')

const levels: Readonly<Record<string, HouseLevel>> = { 1: 1, 2: 2, 3: 3 }

/** Reads what measures name; undefined: the desk as a whole, null: nothing of the kind. */
export function readScope(text: string): Scope | undefined | null {
  if (text === 'desk') return undefined
  const [, by, is] = /^(team|level|product|channel|kind):(\w{1,60})$/.exec(text) ?? []
  if (by === undefined || is === undefined) return null
  if (by !== 'level') return { by, is } as Scope
  const level = levels[is]
  return level === undefined ? null : { by, is: level }
}

/** Whether a place is within it. */
export const isPlaceIn = (scope: Scope, place: Place): boolean => place[scope.by] === scope.is

/**
 * Who oversees sees every part, others the desk as a whole and their own teams. Nobody is measured alone.
 */
export const maySeeScope = (
  { roles, teams }: Pick<AgentFacts, 'roles' | 'teams'>,
  scope: Scope | undefined,
): boolean =>
  roles.some(role => role === 'lead' || role === 'admin' || role === 'auditor') ||
  scope === undefined ||
  (scope.by === 'team' && teams.includes(scope.is))
