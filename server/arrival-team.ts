// With which team a case begins: the one named for it, else by the rules of routing, else the desk's default,
// else the first of level 1. One place for every door. Not: the rules (core/people/routing.ts).
import type { Channel, Kind } from '#core/case/event.ts'
import type { ProductId, TeamId } from '#core/kit/id.ts'
import type { Language } from '#core/people/language.ts'
import { ruleFor } from '#core/people/routing.ts'
import type { Shell } from '#server/shell.ts'

type Desk = Pick<Shell, 'facts' | 'settings'>

/** The team of what nobody and no rule says anything of; null: there is none that takes new cases. */
export function teamOtherwise({ facts, settings }: Desk): TeamId | null {
  const { teams } = facts()
  const { defaultTeam } = settings()
  const set = defaultTeam && teams[defaultTeam]
  if (set?.active) return set.id
  return Object.values(teams).find(team => team.level === 1 && team.active)?.id ?? null
}

export type Arriving = {
  readonly language: Language
  readonly channel: Channel
  readonly product?: ProductId | null | undefined
  readonly kind?: Kind | undefined
}

/** The team of a case that comes in. */
export function arrivalTeam(desk: Desk, { product = null, kind = 'other', ...own }: Arriving): TeamId | null {
  return ruleFor(desk.facts(), { ...own, product, kind })?.rule.team ?? teamOtherwise(desk)
}
